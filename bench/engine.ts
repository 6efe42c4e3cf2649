import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { busyboxImage, importBusybox } from '../test/helpers/engine/busybox-image.js';
import { startDockerd } from '../test/helpers/engine/dockerd.js';
import { requestJson } from '../test/helpers/engine/http.js';
import { findProgram, findStaticBusybox } from '../test/helpers/engine/programs.js';

/** An engine of the bench's own, with no objects but the bench's. */
export type BenchEngine = {
	readonly host: string;
	readonly socket: string;
	/** dockerd's process; containerd is its child. */
	readonly pid: number;
	/** A folder that containers see as /feed. */
	readonly feed: string;
	/**
	 * Adds running containers `bench-000`, `bench-001`, … until there are this many; with `projects` as compose makes them, in
	 * so many projects of services with two containers each.
	 */
	grow(count: number, projects?: number): Promise<void>;
	/** A container that runs a shell line; `created` is called when there is one, before it is started. */
	run(name: string, script: string, created?: () => void): Promise<void>;
	remove(name: string): Promise<void>;
	stop(): Promise<void>;
};

/** The labels of a container in one of so many projects. Source: docker/compose pkg/api/labels.go. */
function composeLabels(index: number, projects: number): Readonly<Record<string, string>> {
	const place = Math.floor(index / projects);
	return {
		'com.docker.compose.project': `bench-${index % projects}`,
		'com.docker.compose.service': `service-${Math.floor(place / 2)}`,
		'com.docker.compose.container-number': String((place % 2) + 1),
		'com.docker.compose.oneoff': 'False',
		'com.docker.compose.project.working_dir': `/srv/bench-${index % projects}`,
		'com.docker.compose.project.config_files': `/srv/bench-${index % projects}/compose.yaml`,
	};
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
	execFileSync(busybox, ['mkfifo', path.join(feed, 'pipe')]);
	const daemon = await startDockerd(dockerd, busybox, folder);
	await importBusybox(daemon.host, busybox);
	let made = 0;

	async function run(name: string, script: string, created?: () => void, Labels = {}): Promise<void> {
		const HostConfig = { NetworkMode: 'none', Binds: [`${feed}:/feed`] };
		const body = { Image: busyboxImage, Cmd: ['sh', '-c', script], HostConfig, Labels };
		await requestJson(daemon.host, 'POST', `/containers/create?name=${name}`, body);
		created?.();
		await requestJson(daemon.host, 'POST', `/containers/${name}/start`);
	}

	return {
		host: daemon.host,
		socket: daemon.host.slice('unix://'.length),
		pid: daemon.pid,
		feed,
		run: (name, script, created) => run(name, script, created),
		async grow(count, projects = 0) {
			const worker = async () => {
				while (made < count) {
					const index = made++;
					const labels = projects > 0 ? composeLabels(index, projects) : {};
					await run(`bench-${String(index).padStart(3, '0')}`, 'exec sleep 1000000', undefined, labels);
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
