import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import type { TestRegistry } from '../../helpers/engine/provided.js';
import { waitLimit } from '../../helpers/limits/limits.js';
import { type Fault, fail, type RecordedRequest, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { openTerminal } from '../../helpers/terminal/terminal.js';
import { dockerClis } from '../docker-clis.js';
import { comparable, essence } from '../normalize.js';
import { isAside, type Recorded } from '../record-wire.js';

export type FlowRecorder = Awaited<ReturnType<typeof openRecorder>>;

/** A request for comparison, with the headers that matter. */
type Sent = Recorded & { type?: string; auth?: unknown };

export type Flow = {
	/** Drives the dashboard by keys; the docker CLI then runs the last command of its log. */
	keys(app: Dashboard): Promise<void>;
	/** Answers that the proxy gives instead of the engine, by route: to the CLI only, or to both with `both`. */
	answers?: Readonly<Record<string, Fault>>;
	both?: boolean;
	/** The CLI's standard input; without it the CLI has a terminal. */
	input?: string;
	/** Selects the requests to compare; all that change something by default. */
	only?: (request: Recorded) => boolean;
};

/**
 * Opens a dashboard on the real engine through a recording proxy, and runs docker CLIs through the same proxy. The
 * dashboard's requests reach the engine; those of the CLIs are only recorded.
 */
export async function openRecorder(host: string, registry: TestRegistry | undefined) {
	const home = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-flows-'));
	const proxy = await startRecordingProxy({ target: host, listen: path.join(home, 'proxy.sock') });
	const client = await openClient({ url: proxy.host, origin: 'test' });
	const engine = createDockerEngine(client);
	// Older CLIs speak 1.41 at most, and send other requests for the same command to a newer engine.
	const clis = dockerClis().filter(({ modern }) => modern || client.apiVersion === '1.41');
	mkdirSync(path.join(home, '.docker'));
	const writeConfig = () => {
		const { server = 'none', username = '', password = '' } = registry ?? {};
		const auth = Buffer.from(`${username}:${password}`).toString('base64');
		writeFileSync(path.join(home, '.docker/config.json'), JSON.stringify({ auths: { [server]: { auth } } }));
	};
	writeConfig();
	const env = { PATH: process.env.PATH ?? '', HOME: home, DOCKER_CONFIG: path.join(home, '.docker') };
	const app = await openDashboard({ engine, env, cwd: home, preferences: { confirm: 'none' } });
	await app.until(
		({ lists: { containers, networks } }) => containers.status === 'ready' && networks.status === 'ready',
	);

	/** Returns a function that replaces ids by the names that a command uses for them. */
	function namer(): (text: string) => string {
		const {
			lists: { containers, networks },
		} = app.state();
		const known = [...containers.items, ...networks.items];
		return text => known.reduce((all, { id, name }) => all.replaceAll(id, name), text);
	}

	function sent(names: (text: string) => string): Sent[] {
		const requests = proxy.requests.filter(({ received }) => received).map(request => toSent(request, names));
		proxy.forget();
		return requests.filter(request => !isAside(request)).sort((a, b) => (a.path < b.path ? -1 : 1));
	}

	async function runCli(cli: string, argv: readonly string[], input: string | undefined): Promise<void> {
		const surroundings = { ...env, DOCKER_HOST: proxy.host, DOCKER_CLI_HINTS: 'false', DOCKER_BUILDKIT: '0' };
		if (input !== undefined) {
			await new Promise<void>(resolve => {
				const options = { env: surroundings, cwd: home, timeout: waitLimit() };
				execFile(cli, argv.slice(1), options, () => resolve()).stdin?.end(input);
			});
			return;
		}
		const terminal = openTerminal({
			columns: 120,
			rows: 40,
			command: cli,
			args: argv.slice(1),
			env: surroundings,
			cwd: home,
		});
		await terminal.exited;
	}

	return {
		apiVersion: client.apiVersion,
		home,
		app,
		/** Runs a flow by keys; each docker CLI must send the same requests for the command that the dashboard showed. */
		async expectSame(shown: RegExp, { keys, answers = {}, both, input, only = () => true }: Flow): Promise<void> {
			const answer = () => {
				proxy.fault('DELETE /*', fail(200, '[]'));
				proxy.fault('POST /*', fail(200, '{}'));
				for (const [route, fault] of Object.entries(answers)) {
					proxy.fault(route, fault);
				}
			};
			const before = app.state().commands.length;
			const names = namer();
			proxy.forget();
			if (both) {
				answer();
			}
			await keys(app);
			await app.until(({ commands }) => commands.length > before && commands.at(-1)?.status !== 'running');
			const ours = sent(names).filter(only);
			const { command } = app.state().commands.at(-1)!;
			expect(command.join(' ')).toMatch(shown);
			expect(ours).not.toEqual([]);
			for (const { file, version, modern } of clis) {
				answer();
				// A login or logout changes the config file.
				writeConfig();
				await runCli(file, command, input);
				const theirs = sent(text => text).filter(only);
				const judge = modern ? (all: readonly Sent[]) => all : familiar;
				expect(judge(theirs), `CLI ${version}`).toEqual(judge(ours));
				proxy.clearFaults();
			}
			await app.press('escape', 'escape');
		},
		async close(): Promise<void> {
			app.close();
			engine.close();
			await proxy.close();
			rmSync(home, { recursive: true, force: true });
		},
	};
}

function toSent(request: RecordedRequest, names: (text: string) => string): Sent {
	const query: Record<string, string[]> = {};
	for (const [name, value] of request.query) {
		query[name] = [...(query[name] ?? []), names(value)];
	}
	const text = request.body.toString();
	// CLI 28.5 pushes with an empty object as body, for older engines that read a missing one as bad credentials.
	const isEmpty = text.trim() === '' || (request.path.endsWith('/push') && text.trim() === '{}');
	const isJson = request.headers['content-type'] === 'application/json' && !isEmpty;
	const header = request.headers['x-registry-auth'];
	return {
		...comparable({
			method: request.method,
			path: names(decodeURIComponent(request.path)).replace(/^\/exec\/[^/]+/, '/exec/ID'),
			query,
			body: isJson ? JSON.parse(names(text)) : undefined,
		}),
		...(isJson && { type: request.headers['content-type'] }),
		...(typeof header === 'string' && { auth: JSON.parse(Buffer.from(header, 'base64url').toString()) }),
	};
}

/**
 * Removes the differences of an older CLI: short names instead of full ones, empty values, a content type for an empty
 * body, and no size of the terminal.
 */
function familiar(requests: readonly Sent[]): unknown {
	const plain = requests.map(({ type, query: { 'keep-storage': _, ...query }, ...request }) => ({ ...request, query }));
	const text = JSON.stringify(essence(plain) ?? null).replaceAll(/docker\.io\/(library\/)?/g, '');
	return JSON.parse(text.replace(/"ConsoleSize":\[[^\]]*\],/, ''));
}
