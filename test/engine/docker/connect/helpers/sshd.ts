import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../../../helpers/engine/programs.js';

/** An ssh server of our own on loopback, and the environment of a user whose `ssh` has a key for it. */
export type SshServer = {
	readonly port: number;
	/** For the client: its PATH has an `ssh` with our config. */
	readonly env: Readonly<Record<string, string>>;
	/** Client's config, so that a test can write another. */
	readonly config: string;
	/** Process id and arguments of every `docker` that was run on the remote side. */
	dockers(): { pid: number; args: string }[];
	/** Process ids of every `ssh` that was started here. */
	sshPids(): number[];
	stop(): Promise<void>;
};

/** Pumps bytes as `docker system dial-stdio` does, where no docker CLI is installed. */
const standIn = `
const args = process.argv.slice(2);
const host = args[0] === '--host' ? args[1] : process.env.DOCKER_HOST;
const socket = require('node:net').connect(host.replace('unix://', ''));
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('error', error => { console.error(error.message); process.exit(1); });
socket.on('close', () => process.exit(0));
`;

/** The separation folder that sshd insists on when it runs as root, and the service usually makes. */
const separation = '/run/sshd';

/** Starts sshd with keys of its own. \`docker\` on the remote side talks to \`dockerHost\`. */
export async function startSshServer(dockerHost: string, docker: string | undefined): Promise<SshServer> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-sshd-'));
	const inside = (name: string) => path.join(folder, name);
	for (const name of ['host-key', 'user-key']) {
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inside(name)]);
	}
	const port = await freePort();
	for (const name of ['remote', 'local']) mkdirSync(inside(name));
	writeFileSync(inside('stand-in.cjs'), standIn);
	const program = docker ?? `${process.execPath} ${inside('stand-in.cjs')}`;
	script(inside('remote/docker'), `echo "$$ $*" >> ${inside('calls')}\nexec ${program} "$@"`);
	script(
		inside('local/ssh'),
		`echo "$$ $*" >> ${inside('clients')}\nexec ${findProgram('ssh')} -F ${inside('ssh_config')} "$@"`,
	);
	writeFileSync(inside('sshd_config'), serverConfig(folder, port, dockerHost));
	const known = `[127.0.0.1]:${port} ${readFileSync(inside('host-key.pub'), 'utf8')}`;
	writeFileSync(inside('known_hosts'), known);
	writeFileSync(inside('ssh_config'), clientConfig(inside('user-key'), inside('known_hosts')));
	const madeSeparation = process.getuid?.() === 0 && !existsSync(separation);
	if (madeSeparation) mkdirSync(separation, { mode: 0o755 });
	const server = spawn(findProgram('sshd') ?? 'sshd', ['-D', '-e', '-f', inside('sshd_config')], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	await listening(server);
	return {
		port,
		env: { PATH: `${inside('local')}:${process.env.PATH}`, HOME: folder },
		config: inside('ssh_config'),
		dockers: () => readCalls(inside('calls')),
		sshPids: () => readCalls(inside('clients')).map(({ pid }) => pid),
		stop: async () => {
			const gone = server.exitCode === null ? once(server, 'exit') : undefined;
			server.kill();
			await gone;
			if (madeSeparation) rmdirSync(separation);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function script(file: string, body: string): void {
	writeFileSync(file, `#!/bin/sh\n${body}\n`);
	chmodSync(file, 0o755);
}

function serverConfig(folder: string, port: number, dockerHost: string): string {
	return `
ListenAddress 127.0.0.1
Port ${port}
HostKey ${folder}/host-key
AuthorizedKeysFile ${folder}/user-key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv DOCKER_HOST=${dockerHost} PATH=${folder}/remote:/usr/bin:/bin
`;
}

/** A client's config: who we are, whom we know, and no question asked. */
export function clientConfig(key: string, knownHosts: string): string {
	return `
IdentityFile ${key}
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile ${knownHosts}
GlobalKnownHostsFile /dev/null
StrictHostKeyChecking yes
BatchMode yes
`;
}

async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as net.AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

function listening(server: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let said = '';
		server.stderr?.on('data', (chunk: Buffer) => {
			said += chunk;
			if (said.includes('Server listening')) resolve();
		});
		server.once('error', reject);
		server.once('exit', () => reject(new Error(`sshd did not start: ${said}`)));
	});
}

function readCalls(file: string): { pid: number; args: string }[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	return lines.map(line => ({ pid: Number.parseInt(line, 10), args: line.replace(/^\d+ /, '') }));
}
