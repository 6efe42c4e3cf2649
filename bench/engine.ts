import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { busyboxImage, importBusybox } from '../test/helpers/engine/busybox-image.js';
import { startDockerd } from '../test/helpers/engine/dockerd.js';
import { requestJson } from '../test/helpers/engine/http.js';
import { findProgram, findStaticBusybox } from '../test/helpers/engine/programs.js';

type RunOptions = {
	/** Called when the container is created, before it is started. */
	readonly created?: () => void;
	readonly labels?: Readonly<Record<string, string>>;
};

/** An engine of the bench's own, with no objects but the bench's. */
export type BenchEngine = {
	readonly host: string;
	readonly socket: string;
	/** dockerd's process; containerd is its child. */
	readonly pid: number;
	/** A folder that containers see as /feed. */
	readonly feed: string;
	/** Makes a named pipe in the feed, and returns its path here. */
	pipe(name: string): string;
	/**
	 * Adds running containers `bench-000`, `bench-001`, … until there are this many; with `projects` as compose makes them, in
	 * so many projects of services with `replicas` containers each.
	 */
	grow(count: number, projects?: number, replicas?: number): Promise<void>;
	/** A container that runs a shell line. */
	run(name: string, script: string, options?: RunOptions): Promise<void>;
	remove(name: string): Promise<void>;
	stop(): Promise<void>;
};

/** The labels of a container of a compose project. Source: docker/compose pkg/api/labels.go. */
export const composeLabels = (project: string, service: string, number = 1): Readonly<Record<string, string>> => ({
	'com.docker.compose.project': project,
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': String(number),
	'com.docker.compose.oneoff': 'False',
	// Without a hash, compose takes no container for one of its own.
	'com.docker.compose.config-hash': '0',
	'com.docker.compose.project.working_dir': `/srv/${project}`,
	'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
});

/** The labels of a container in one of so many projects. */
function fleetLabels(index: number, projects: number, replicas: number): Readonly<Record<string, string>> {
	const place = Math.floor(index / projects);
	return composeLabels(`bench-${index % projects}`, `service-${Math.floor(place / replicas)}`, (place % replicas) + 1);
}

/** Containers that are started at once. */
const parallel = 4;

/** Rejects where no engine can be started: not on Linux, not as root, no dockerd or static busybox installed. */
export async function startEngine(): Promise<BenchEngine> {
	const [dockerd, busybox] = [findProgram('dockerd'), findStaticBusybox()];
	if (dockerd === undefined || busybox === undefined) {
		throw new Error('dockerd and a static busybox are needed');
	}
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-bench-'));
	const feed = path.join(folder, 'feed');
	mkdirSync(feed);
	const pipe = (name: string): string => {
		const place = path.join(feed, name);
		execFileSync(busybox, ['mkfifo', place]);
		return place;
	};
	const daemon = await startDockerd(dockerd, busybox, folder);
	await importBusybox(daemon.host, busybox);
	let made = 0;

	async function run(name: string, script: string, { created, labels = {} }: RunOptions = {}): Promise<void> {
		const HostConfig = { NetworkMode: 'none', Binds: [`${feed}:/feed`] };
		const body = { Image: busyboxImage, Cmd: ['sh', '-c', script], HostConfig, Labels: labels };
		await requestJson(daemon.host, 'POST', `/containers/create?name=${name}`, body);
		created?.();
		await requestJson(daemon.host, 'POST', `/containers/${name}/start`);
	}

	return {
		host: daemon.host,
		socket: daemon.host.slice('unix://'.length),
		pid: daemon.pid,
		feed,
		pipe,
		run,
		async grow(count, projects = 0, replicas = 1) {
			const worker = async () => {
				while (made < count) {
					const index = made++;
					const labels = projects > 0 ? fleetLabels(index, projects, replicas) : {};
					await run(`bench-${String(index).padStart(3, '0')}`, 'exec sleep 1000000', { labels });
				}
			};
			await Promise.all(Array.from({ length: parallel }, worker));
		},
		async remove(name) {
			await requestJson(daemon.host, 'DELETE', `/containers/${name}?force=1&v=1`);
		},
		async stop() {
			await daemon.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
