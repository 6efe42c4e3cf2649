import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ComposePlugins } from '../../helpers/engine/compose-plugins.js';
import { nextSubnet } from '../../helpers/engine/subnets.js';
import { waitLimit } from '../../helpers/limits/limits.js';

/** A project of a compose file in a temporary folder. */
export type ComposeProject = Awaited<ReturnType<typeof openProject>>;

/** Runs `docker` with the plugins; rejects with its messages when it fails. */
export function docker(
	{ docker: file, config }: ComposePlugins,
	args: readonly string[],
	{ host, cwd }: { host: string; cwd?: string },
): Promise<string> {
	const env = { PATH: process.env.PATH, HOME: os.tmpdir(), DOCKER_CONFIG: config, DOCKER_HOST: host };
	return new Promise((resolve, reject) => {
		execFile(
			file,
			args,
			{ env: { ...env, DOCKER_CLI_HINTS: 'false' }, cwd, timeout: waitLimit() },
			(error, out, err) => (error ? reject(new Error(`docker ${args.join(' ')}: ${err}`)) : resolve(out)),
		);
	});
}

/** Writes a compose file and returns the project's commands, which go to the engine itself. `clear` removes all of it. */
export function openProject(plugins: ComposePlugins, host: string, name: string, file: object) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-compose-'));
	const cwd = path.join(folder, name);
	mkdirSync(cwd);
	const write = (content: object) => writeFileSync(path.join(cwd, 'compose.yaml'), JSON.stringify(content));
	write(file);
	const run = (...args: string[]) => docker(plugins, ['compose', '-p', name, ...args], { host, cwd });
	return {
		name,
		cwd,
		write,
		run,
		async clear(): Promise<void> {
			await run('down', '--volumes', '--remove-orphans', '--timeout', '1').catch(() => undefined);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A process that only waits, and ends at once on a signal. */
const idle = ['sh', '-c', 'trap "exit 0" TERM HUP; while :; do sleep 3600 & wait $!; done'];

/**
 * The file of a shop: `web` waits until `db` is healthy, restarts with it, and waits until `migrate` has completed; `worker`
 * needs `cache`, of which there are two.
 */
export function shopFile(image: string, { health = 'true' } = {}) {
	const service = { image, command: idle, stop_grace_period: '1s' };
	return {
		services: {
			db: {
				...service,
				healthcheck: { test: ['CMD-SHELL', health], interval: '1s', retries: 2, start_period: '1s' },
				volumes: ['data:/data'],
			},
			cache: { ...service, scale: 2 },
			migrate: { image, command: ['true'] },
			web: {
				...service,
				depends_on: {
					db: { condition: 'service_healthy', restart: true },
					migrate: { condition: 'service_completed_successfully' },
				},
			},
			worker: { ...service, depends_on: ['cache'] },
		},
		volumes: { data: {} },
		networks: {
			// A range of its own, so that addresses of other networks do not run out.
			default: { internal: true, ipam: { config: [{ subnet: nextSubnet(215) }] } },
		},
	};
}
