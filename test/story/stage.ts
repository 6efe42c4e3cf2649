import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import { openDashboard } from '../helpers/dashboard.js';
import { requestJson } from '../helpers/engine/http.js';
import type { TestEngine } from '../helpers/engine/provided.js';
import { createScreenDriver, type ScreenDriver } from './screen-driver.js';

export type Stage = Awaited<ReturnType<typeof openStage>>;

type Options = Omit<NonNullable<Parameters<typeof openDashboard>[0]>, 'engine' | 'terminal'>;

/**
 * Opens a dashboard on a real engine for a journey by keys, with a folder for build contexts, an empty docker config, and a
 * driver in place of the user's terminal. Everything is named after `mark` and labelled; `close` removes it.
 */
export async function openStage(real: TestEngine, part: string, options: Options & { host?: string } = {}) {
	const mark = `${part}${process.pid}`;
	const home = mkdtempSync(path.join(os.tmpdir(), `plimsoll-${part}-`));
	const config = path.join(home, 'docker');
	mkdirSync(config);
	const engine = createDockerEngine(await openClient({ url: options.host ?? real.host, origin: 'test' }));
	const driver: ScreenDriver = createScreenDriver();
	const env = { PATH: process.env.PATH, HOME: home, DOCKER_CONFIG: config };
	const app = await openDashboard({
		cwd: home,
		env,
		rows: 45,
		columns: 140,
		...options,
		engine,
		terminal: driver.room,
	});
	const { signal } = new AbortController();

	return {
		mark,
		home,
		config,
		engine,
		driver,
		app,
		signal,
		/** Runs the docker CLI with the same config folder on the same engine. */
		docker: (...args: string[]) =>
			execFileSync(real.dockerCli ?? 'docker', args, {
				env: { ...env, DOCKER_HOST: real.host },
				encoding: 'utf8',
				stdio: 'pipe',
			}),
		/** Writes a folder with a build context; returns its path. */
		folder(name: string, files: Readonly<Record<string, string>>): string {
			const folder = path.join(home, name);
			for (const [file, text] of Object.entries(files)) {
				mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
				writeFileSync(path.join(folder, file), text);
			}
			return folder;
		},
		/** Closes the dashboard and removes all containers, images and volumes that carry the label. */
		async close(): Promise<void> {
			app.close();
			engine.close();
			await removeLabelled(real.host, `plimsoll-test=${mark}`);
			rmSync(home, { recursive: true, force: true });
		},
	};
}

/** The files of a small web server, as its image can be built without a pull. */
export const webApp = (busybox: string, mark: string): Readonly<Record<string, string>> => ({
	Dockerfile: [
		`FROM ${busybox}`,
		`LABEL plimsoll-test=${mark}`,
		'COPY www /www',
		'COPY serve.sh /serve.sh',
		'EXPOSE 80',
		'CMD ["sh", "/serve.sh"]',
		'',
	].join('\n'),
	'serve.sh': [
		"trap 'exit 0' TERM INT",
		'echo " * Running on http://0.0.0.0:80/"',
		'httpd -f -p 80 -h /www & wait $!',
		'',
	].join('\n'),
	'www/index.html': '<h1>Hello World</h1>\n',
	'notes.txt': 'not for the image\n',
	'.dockerignore': '*.txt\n',
});

async function removeLabelled(host: string, label: string): Promise<void> {
	const filters = encodeURIComponent(JSON.stringify({ label: { [label]: true } }));
	const get = async <T>(resource: string) => (await requestJson(host, 'GET', resource)) as T;
	const remove = (resource: string) => requestJson(host, 'DELETE', resource).catch(() => undefined); // It may be gone already.
	for (const { Id } of await get<{ Id: string }[]>(`/containers/json?all=1&filters=${filters}`)) {
		await remove(`/containers/${Id}?force=1&v=1`);
	}
	for (const { Id } of await get<{ Id: string }[]>(`/images/json?filters=${filters}`)) {
		await remove(`/images/${Id}?force=1`);
	}
	const volumes = await get<{ Volumes: { Name: string }[] | null }>(`/volumes?filters=${filters}`);
	for (const { Name } of volumes.Volumes ?? []) {
		await remove(`/volumes/${Name}?force=1`);
	}
	for (const { Id } of await get<{ Id: string }[]>(`/networks?filters=${filters}`)) {
		await remove(`/networks/${Id}`);
	}
}
