import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine } from '../processes.js';
import { type Daemon, startDaemon } from './daemon.js';
import { request, requestJson } from './http.js';

export type OwnEngine = Omit<Daemon, 'pid'> & {
	host: string;
	/** Process id of the running dockerd. */
	readonly pid: number;
	/** Ends dockerd with a signal and resolves once it is gone. */
	end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
	/** Starts dockerd again in the same folder; resolves once it answers. */
	startAgain(): Promise<void>;
};

export type DockerdOptions = {
	/** Content of dockerd's configuration file. */
	config?: object;
	env?: Readonly<Record<string, string>>;
	/** The user that dockerd runs as, in namespaces of its own: with a bridge and a network of its own, too. */
	rootlessUser?: number;
};

/**
 * Starts a dockerd with everything of its own in `folder`. It makes no firewall rules and uses its own bridge, so that an
 * engine that already runs on this machine keeps its rules and addresses; ports are published by the userland proxy.
 */
export async function startDockerd(
	dockerd: string,
	busybox: string,
	folder: string,
	options: DockerdOptions = {},
): Promise<OwnEngine> {
	const host = `unix://${path.join(folder, 'docker.sock')}`;
	const { rootlessUser } = options;
	const bridge = rootlessUser === undefined ? createBridge(busybox) : undefined;
	const args = ['--data-root', path.join(folder, 'data'), '--exec-root', path.join(folder, 'exec')];
	args.push('--pidfile', path.join(folder, 'pid'), '--host', host);
	if (rootlessUser === undefined) {
		args.push('--bridge', bridge ?? 'none');
	}
	args.push('--iptables=false', '--ip6tables=false', '--ip-masq=false', '--insecure-registry', '127.0.0.0/8');
	if (options.config) {
		const file = path.join(folder, 'daemon.json');
		writeFileSync(file, JSON.stringify(options.config));
		args.push('--config-file', file);
	}
	const runtime = rootlessUser === undefined ? undefined : rootlessRuntime(folder, rootlessUser);
	const start = () =>
		startDaemon(dockerd, args, {
			log: path.join(folder, 'dockerd.log'),
			env: { ...options.env, ...(runtime && { XDG_RUNTIME_DIR: runtime }) },
			answers: async () => (await request(host, 'GET', '/_ping')).status === 200,
		});
	let daemon = await start().catch(error => {
		removeBridge(busybox, bridge);
		throw error;
	});
	return {
		get pid() {
			return daemon.pid;
		},
		host,
		async end(signal) {
			await daemon.stop(signal);
			// containerd ends with dockerd. Without a process that reaps it, the next dockerd would find its pid alive.
			if (signal === 'SIGKILL') {
				rmSync(path.join(folder, 'exec/containerd/containerd.pid'), { force: true });
			}
		},
		async startAgain() {
			daemon = await start();
		},
		async stop() {
			await removeContainers(host).catch(() => undefined);
			await daemon.stop();
			await endLeftovers(folder);
			unmountAll(busybox, folder);
			removeBridge(busybox, bridge);
		},
	};
}

/** Gives an engine's folder to a user, with a runtime folder in it. */
function rootlessRuntime(folder: string, user: number): string {
	const runtime = path.join(folder, 'runtime');
	mkdirSync(runtime, { mode: 0o700 });
	for (const each of [folder, runtime]) {
		chownSync(each, user, user);
	}
	return runtime;
}

/** Creates a bridge with an address of its own; returns its name, or undefined where the kernel does not allow one. */
function createBridge(busybox: string): string | undefined {
	const name = `plimsoll${process.pid % 10_000_000}`;
	const subnet = `${freeAddress()}/24`;
	try {
		execFileSync(busybox, ['brctl', 'addbr', name], { stdio: 'ignore' });
		execFileSync(busybox, ['ip', 'addr', 'add', subnet, 'dev', name], { stdio: 'ignore' });
		execFileSync(busybox, ['ip', 'link', 'set', name, 'up'], { stdio: 'ignore' });
		return name;
	} catch {
		removeBridge(busybox, name);
		return undefined;
	}
}

/** Returns an address that no bridge of another engine has. */
function freeAddress(): string {
	const taken = Object.values(os.networkInterfaces()).flatMap(each => each?.map(({ address }) => address) ?? []);
	const addresses = Array.from({ length: 250 }, (_, index) => `10.213.${(process.pid + index) % 250}.1`);
	return addresses.find(address => !taken.includes(address)) ?? addresses[0]!;
}

function removeBridge(busybox: string, name: string | undefined): void {
	if (name === undefined) {
		return;
	}
	quietly(() => execFileSync(busybox, ['ip', 'link', 'set', name, 'down'], { stdio: 'ignore' }));
	quietly(() => execFileSync(busybox, ['brctl', 'delbr', name], { stdio: 'ignore' }));
}

/** Removes all containers of an engine. */
export async function removeContainers(host: string): Promise<void> {
	const containers = (await requestJson(host, 'GET', '/containers/json?all=1')) as { Id: string }[];
	await Promise.all(containers.map(({ Id }) => request(host, 'DELETE', `/containers/${Id}?force=1&v=1`)));
}

/** Ends what the engine left behind, such as containerd and its shims: the processes whose command line names our folder. */
export async function endLeftovers(folder: string): Promise<void> {
	for (let attempt = 0; attempt < 40; attempt++) {
		const pids = readdirSync('/proc').filter(
			name => /^\d+$/.test(name) && commandLine(name).includes(`${folder}/exec`),
		);
		if (pids.length === 0) {
			return;
		}
		if (attempt >= 20) {
			for (const pid of pids) {
				quietly(() => process.kill(Number(pid), 'SIGKILL'));
			}
		}
		await delay(50);
	}
}

function unmountAll(busybox: string, folder: string): void {
	const mounts = readFileSync('/proc/self/mounts', 'utf8')
		.split('\n')
		.map(line => line.split(' ')[1] ?? '');
	for (const mount of mounts.filter(name => name.startsWith(`${folder}/`)).reverse()) {
		quietly(() => execFileSync(busybox, ['umount', '-l', mount], { stdio: 'ignore' }));
	}
}

function quietly(action: () => void): void {
	try {
		action();
	} catch {
		// This is a clean-up: the bridge may be gone already.
	}
}
