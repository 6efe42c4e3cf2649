import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../../../helpers/engine/free-port.js';
import { findProgram } from '../../../../helpers/engine/programs.js';

/** An ssh server on loopback, and the environment of a user whose `ssh` has a key for it. */
export type SshServer = {
	readonly port: number;
	/** The client's environment: its PATH has an `ssh` with the test's config. */
	readonly env: Readonly<Record<string, string>>;
	/** The path of the client's config, which a test may overwrite. */
	readonly config: string;
	/** Process id and arguments of every `docker` that ran on the remote side. */
	dockers(): { pid: number; args: string }[];
	/** Process ids of every `ssh` of this client's that runs now, masters included. */
	sshPids(): number[];
	/** The number of logins that were tried: sessions of an earlier login do not count. */
	logins(): number;
	stop(): Promise<void>;
};

/** Replaces `docker system dial-stdio` when no docker CLI is installed. */
const standIn = `
const args = process.argv.slice(2);
if (args[0] === 'context') {
	console.log(process.env.DOCKER_HOST);
	process.exit(0);
}
const host = args[0] === '--host' ? args[1] : process.env.DOCKER_HOST;
const socket = require('node:net').connect(host.replace('unix://', ''));
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('error', error => { console.error(error.message); process.exit(1); });
socket.on('close', () => process.exit(0));
`;

/**
 * sshd requires this empty folder when it runs as root; its service usually creates it. It is not removed: the server of
 * another test file may use it.
 */
const separation = '/run/sshd';

/** Starts sshd with new keys. `docker` on the remote side connects to `dockerHost`. `extra` has more lines for sshd_config. */
export async function startSshServer(dockerHost: string, docker: string | undefined, extra = ''): Promise<SshServer> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-sshd-'));
	const inside = (name: string) => path.join(folder, name);
	for (const name of ['host-key', 'user-key']) {
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inside(name)]);
	}
	const port = await freePort('127.0.0.1');
	for (const name of ['remote', 'local']) {
		mkdirSync(inside(name));
	}
	writeFileSync(inside('stand-in.cjs'), standIn);
	const program = docker ?? `${process.execPath} ${inside('stand-in.cjs')}`;
	script(inside('remote/docker'), `echo "$$ $*" >> ${inside('calls')}\nexec ${program} "$@"`);
	script(
		inside('local/ssh'),
		`echo "$$ $*" >> ${inside('clients')}\nexec ${findProgram('ssh')} -F ${inside('ssh_config')} "$@"`,
	);
	writeFileSync(inside('sshd_config'), `${extra}\n${serverConfig(folder, port, dockerHost)}`);
	const known = `[127.0.0.1]:${port} ${readFileSync(inside('host-key.pub'), 'utf8')}`;
	writeFileSync(inside('known_hosts'), known);
	writeFileSync(inside('ssh_config'), clientConfig(inside('user-key'), inside('known_hosts')));
	if (process.getuid?.() === 0) {
		mkdirSync(separation, { recursive: true, mode: 0o755 });
	}
	const command = [findProgram('sshd') ?? 'sshd', '-D', '-e', '-f', inside('sshd_config')];
	const server = spawn('env', [...ownAccount(inside('passwd'), folder), ...command], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	await listening(server);
	return {
		port,
		env: { PATH: `${inside('local')}:${process.env.PATH}`, HOME: folder },
		config: inside('ssh_config'),
		dockers: () => readCalls(inside('calls')),
		sshPids: () => runningWith(inside('ssh_config')),
		logins: () => readCalls(inside('clients')).filter(({ args }) => /^-f -N /.test(args)).length,
		stop: async () => {
			const gone = server.exitCode === null ? once(server, 'exit') : undefined;
			server.kill();
			await gone;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/**
 * The first words of a command that runs with another /etc/passwd, in which this account has the shell `/bin/sh` and another
 * home folder; empty if the kernel allows no mount namespace. sshd runs every command with the account's shell, which may be
 * `nologin`, or slow. `file` is the path of the new passwd file.
 */
function ownAccount(file: string, home: string): string[] {
	const { username } = os.userInfo();
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
	const ours = lines.map(line => {
		const [name, password, user, group] = line.split(':');
		return name === username ? [name, password, user, group, '', home, '/bin/sh'].join(':') : line;
	});
	writeFileSync(file, ours.join('\n'));
	const command = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/passwd && exec "$@"', file];
	return spawnSync('env', [...command, 'true']).status === 0 ? command : [];
}

function script(file: string, body: string): void {
	writeFileSync(file, `#!/bin/sh\n${body}\n`);
	chmodSync(file, 0o755);
}

/**
 * The account's shell start files may be slow or print text, so they are not read: the home folder is another one, and
 * `SHLVL` stops bash from treating the command as one of rshd (bash, shell.c: run_startup_files). The forced command is
 * understood by every shell. Source: sshd_config(5), SetEnv and ForceCommand.
 */
function serverConfig(folder: string, port: number, dockerHost: string): string {
	const surroundings = {
		DOCKER_HOST: dockerHost,
		PATH: `${folder}/remote:/usr/bin:/bin`,
		HOME: folder,
		ZDOTDIR: folder,
		XDG_CONFIG_HOME: folder,
		SHLVL: '1',
	};
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
PermitUserRC no
PermitUserEnvironment no
PrintMotd no
PrintLastLog no
UseDNS no
ForceCommand exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
SetEnv ${Object.entries(surroundings)
		.map(([name, value]) => `${name}=${value}`)
		.join(' ')}
`;
}

/** A client's config: its key, its known hosts, and no questions. */
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

/** Process ids of the programs that have `word` among their arguments now. */
function runningWith(word: string): number[] {
	const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
	return pids.filter(pid => argumentsOf(pid).includes(word)).map(Number);
}

function argumentsOf(pid: string): string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
	} catch {
		return [];
	}
}

function listening(server: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let output = '';
		server.stderr?.on('data', (chunk: Buffer) => {
			output += chunk;
			if (output.includes('Server listening')) {
				resolve();
			}
		});
		server.once('error', reject);
		server.once('exit', () => reject(new Error(`sshd did not start: ${output}`)));
	});
}

function readCalls(file: string): { pid: number; args: string }[] {
	if (!existsSync(file)) {
		return [];
	}
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	return lines.map(line => ({ pid: Number.parseInt(line, 10), args: line.replace(/^\d+ /, '') }));
}
