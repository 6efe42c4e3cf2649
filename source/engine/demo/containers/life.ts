import { checkMain, runMain } from '../programs/main-process.js';
import { newMeter, reanchor } from '../world/meter.js';
import type { ContainerRecord } from '../world/model.js';
import { mix } from '../world/random.js';
import type { World } from '../world/world.js';
import { assignAddress, bindPorts, releaseAddresses, releasePorts } from './addresses.js';
import { containerEvent } from './container-event.js';
import { probe } from './health.js';

/** The first restart delay in milliseconds; it doubles up to a minute. Source: moby restartmanager. */
const firstDelayMs = 100;
const maxDelayMs = 60_000;

/** Runs a container's main process. If a port is in use, the container does not start and `error` is the reason. */
export function startContainer(world: World, container: ContainerRecord): void {
	container.cancel?.();
	container.cancel = undefined;
	checkMain(world, container);
	try {
		bindPorts(world, container);
	} catch (error) {
		container.error = (error as Error).message;
		container.exitCode = 128;
		throw error;
	}
	const now = world.now();
	for (const id of container.networks.keys()) {
		const network = world.networks.get(id);
		if (!network) {
			continue;
		}
		assignAddress(world, container, network);
		world.emit('network', 'connect', id, { container: container.id, name: network.name, type: network.driver });
	}
	for (const mount of container.mounts) {
		if (mount.type !== 'volume' || !mount.name) {
			continue;
		}
		const attributes = {
			container: container.id,
			destination: mount.destination,
			driver: 'local',
			propagation: '',
			'read/write': String(mount.readWrite),
		};
		world.emit('volume', 'mount', mount.name, attributes);
	}
	container.state = 'running';
	container.startedAt = now;
	container.exitCode = 0;
	container.oomKilled = false;
	container.error = '';
	container.stopping = false;
	container.pid = 1000 + (mix(container.key, container.runs.length) % 60_000);
	container.meter = newMeter(now, true);
	container.runs = [...container.runs.slice(-9), { from: now }];
	containerEvent(world, container, 'start');
	probe(world, container);
	runMain(world, container, exitCode => endContainer(world, container, exitCode));
}

/** Ends a container's main process and applies its restart policy and `--rm`. */
export function endContainer(
	world: World,
	container: ContainerRecord,
	exitCode: number,
	options: { oom?: boolean } = {},
): void {
	if (container.state !== 'running' && container.state !== 'paused') {
		return;
	}
	const now = world.now();
	container.cancel?.();
	container.cancel = undefined;
	const process = container.process;
	container.process = undefined;
	process?.kill();
	for (const child of container.children ?? []) {
		child.kill();
	}
	const run = container.runs.at(-1);
	if (run) {
		run.to = now;
	}
	container.meter = newMeter(now, false);
	container.state = 'exited';
	container.finishedAt = now;
	container.exitCode = exitCode;
	container.oomKilled = options.oom ?? false;
	container.pid = 0;
	if (container.health !== 'none') {
		container.health = container.health === 'starting' ? 'starting' : 'unhealthy';
	}
	if (options.oom) {
		containerEvent(world, container, 'oom');
	}
	containerEvent(world, container, 'die', { exitCode: String(exitCode) });
	for (const id of container.networks.keys()) {
		const network = world.networks.get(id);
		if (network) {
			world.emit('network', 'disconnect', id, { container: container.id, name: network.name, type: network.driver });
		}
	}
	for (const mount of container.mounts) {
		if (mount.type === 'volume' && mount.name) {
			world.emit('volume', 'unmount', mount.name, { container: container.id, driver: 'local' });
		}
	}
	releaseAddresses(container);
	releasePorts(world, container);
	for (const session of container.sessions ?? []) {
		session.finish();
	}
	container.sessions = undefined;
	for (const wake of [...container.wakers]) {
		wake();
	}
	if (wantsRestart(container)) {
		container.state = 'restarting';
		const wait = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(10, container.restartCount));
		container.cancel = world.timeline.schedule(now + wait, () => {
			container.restartCount++;
			startContainer(world, container);
		});
	} else if (container.hostConfig.AutoRemove) {
		// Scheduled, so that the stop event comes before the destroy event.
		container.cancel = world.timeline.schedule(now, () => destroyContainer(world, container, true));
	}
}

function wantsRestart({ hostConfig, stopping, exitCode, restartCount }: ContainerRecord): boolean {
	const { Name, MaximumRetryCount = 0 } = hostConfig.RestartPolicy ?? {};
	if (stopping) {
		return false;
	}
	if (Name === 'on-failure') {
		return exitCode !== 0 && (MaximumRetryCount === 0 || restartCount < MaximumRetryCount);
	}
	return Name === 'always' || Name === 'unless-stopped';
}

/** Pauses or unpauses a container. */
export function setPaused(world: World, container: ContainerRecord, paused: boolean): void {
	const now = world.now();
	container.meter = reanchor(container, now, !paused);
	container.state = paused ? 'paused' : 'running';
	const run = container.runs.at(-1);
	if (paused && run) {
		run.to = now;
	}
	if (!paused) {
		container.runs = [...container.runs.slice(-9), { from: now }];
	}
	containerEvent(world, container, paused ? 'pause' : 'unpause');
}

/** Removes a container; with `volumes`, also its anonymous volumes. */
export function destroyContainer(world: World, container: ContainerRecord, volumes: boolean): void {
	container.cancel?.();
	container.cancel = undefined;
	world.forget(container);
	containerEvent(world, container, 'destroy');
	if (!volumes) {
		return;
	}
	for (const mount of container.mounts) {
		if (!mount.name || !world.volumes.get(mount.name)?.anonymous) {
			continue;
		}
		world.volumes.delete(mount.name);
		world.emit('volume', 'destroy', mount.name, { driver: 'local' });
	}
}
