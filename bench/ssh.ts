// Measures plimsoll over ssh beside the docker CLI, with a delay on the line, and prints a table.
//   npm run bench:ssh -- [--containers 30] [--delays 0,50,200] [--cli dist/cli.js]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type SshServer, startSshServer } from '../test/engine/docker/connect/helpers/sshd.js';
import { findProgram } from '../test/helpers/engine/programs.js';
import { closeTerminals } from '../test/helpers/terminal/terminal.js';
import { startEngine } from './engine.js';
import { median } from './statistics.js';
import { launch, plimsoll } from './subject.js';

const { values: options } = parseArgs({
	options: {
		containers: { type: 'string', default: '30' },
		delays: { type: 'string', default: '0,50,200' },
		rounds: { type: 'string', default: '3' },
		cli: { type: 'string', default: 'dist/cli.js' },
	},
});

/** A relay to a port of this machine that holds each chunk back for half a round trip, in both directions. */
async function startRelay(port: number, roundTripMs: number): Promise<{ port: number; stop(): void }> {
	const sockets = new Set<net.Socket>();
	const relay = net.createServer(near => {
		const far = net.connect(port, '127.0.0.1');
		for (const [from, to] of [
			[near, far],
			[far, near],
		] as const) {
			sockets.add(from);
			from.setNoDelay(true);
			from.on('data', chunk => setTimeout(() => to.write(chunk), roundTripMs / 2));
			from.on('close', () => setTimeout(() => to.destroy(), roundTripMs / 2));
			from.on('error', () => {});
		}
	});
	await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve));
	const stop = () => {
		relay.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	};
	return { port: (relay.address() as net.AddressInfo).port, stop };
}

/** Lets the client's ssh know the server under the relay's port as well. */
function trustPort({ config, port }: SshServer, relayed: number): void {
	const [, known = ''] = /^UserKnownHostsFile (.*)$/m.exec(readFileSync(config, 'utf8')) ?? [];
	const line = readFileSync(known, 'utf8').split('\n')[0]!;
	writeFileSync(known, `${readFileSync(known, 'utf8').trimEnd()}\n${line.replace(`:${port}`, `:${relayed}`)}\n`);
}

/** Milliseconds of one run of a program. */
async function timeOf(
	command: string,
	args: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<number> {
	const before = performance.now();
	const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
	await new Promise(resolve => child.once('exit', resolve));
	return performance.now() - before;
}

type Seen = { readonly rows: number; readonly lastCpu: number; readonly processes: number };

/** Milliseconds until plimsoll shows the first rows and a CPU value in the last row, and the `ssh` processes at that time. */
async function dashboard(server: SshServer, host: string): Promise<Seen> {
	const before = performance.now();
	const terminal = launch({ ...plimsoll({ node: [process.execPath], cli: options.cli }), env: server.env }, host);
	await terminal.until(/bench-\d/);
	const rows = performance.now() - before;
	const isMeasured = () => {
		const lines = terminal.screen().filter(line => /● bench-\d/.test(line));
		return lines.length > 1 && lines.every(line => /\d%/.test(line));
	};
	while (!isMeasured()) {
		await delay(20);
	}
	const lastCpu = performance.now() - before;
	const processes = server.sshPids().length;
	await terminal.close();
	return { rows, lastCpu, processes };
}

const containers = Number(options.containers);
const engine = await startEngine();
const docker = findProgram('docker');
const server = await startSshServer(engine.host, docker);
const lines = [
	'| round trip (ms) | login (ms) | first rows (ms) | `docker ps` (ms) | CPU of each row (ms) | `docker stats --no-stream` (ms) | `ssh` processes |',
	'|---|---|---|---|---|---|---|',
];
try {
	await engine.grow(containers);
	for (const roundTripMs of options.delays.split(',').map(Number)) {
		const relay = await startRelay(server.port, roundTripMs);
		trustPort(server, relay.port);
		const host = `ssh://127.0.0.1:${relay.port}`;
		const seen: Seen[] = [];
		const times: Record<'login' | 'ps' | 'stats', number[]> = { login: [], ps: [], stats: [] };
		await dashboard(server, host);
		for (let round = 0; round < Number(options.rounds); round++) {
			times.login.push(await timeOf('ssh', ['-p', String(relay.port), '127.0.0.1', 'true'], server.env));
			seen.push(await dashboard(server, host));
			times.ps.push(await timeOf('docker', ['-H', host, 'ps'], server.env));
			times.stats.push(await timeOf('docker', ['-H', host, 'stats', '--no-stream'], server.env));
		}
		const values = [
			times.login,
			seen.map(({ rows }) => rows),
			times.ps,
			seen.map(({ lastCpu }) => lastCpu),
			times.stats,
			seen.map(({ processes }) => processes),
		];
		lines.push(`| ${roundTripMs} | ${values.map(each => Math.round(median(each))).join(' | ')} |`);
		relay.stop();
	}
} finally {
	process.stdout.write(`${lines.join('\n')}\n`);
	await closeTerminals();
	await server.stop();
	await engine.stop();
}
