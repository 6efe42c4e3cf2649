import type { Health, HealthProbe } from '../../../domain/nouns/container.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { containerEvent } from './container-event.js';

/** Milliseconds from the start to the first result of a health check. */
const firstProbeMs = 3_000;
/** The engine's default interval, and the number of results that it keeps. */
const intervalMs = 30_000;
const maxProbes = 5;

/** Starts the health check of a container that has one; its result is an event after `firstProbeMs`. */
export function probe(world: World, container: ContainerRecord): void {
	if (!container.config.Healthcheck?.Test?.length || container.config.Healthcheck.Test[0] === 'NONE') {
		return;
	}
	setHealth(world, container, 'starting');
	const started = container.startedAt;
	world.timeline.schedule(started + firstProbeMs, at => {
		if (container.state !== 'running' || container.startedAt !== started) {
			return;
		}
		const bad = container.config.Labels?.['demo.health'] === 'unhealthy';
		const output = bad ? 'curl: (7) Failed to connect to localhost port 9200 after 0 ms: Connection refused' : 'ok';
		container.probes = [...container.probes, { at, exitCode: bad ? 1 : 0, output }].slice(-maxProbes);
		setHealth(world, container, bad ? 'unhealthy' : 'healthy');
	});
}

/**
 * The latest results of a health check. While the container runs, the last one repeats at the interval; the results are made
 * when they are read, so that the demo needs no timers for them.
 */
export function probesOf(world: World, { probes, config, state }: ContainerRecord): readonly HealthProbe[] {
	const last = probes.at(-1);
	if (last === undefined || state !== 'running') {
		return probes;
	}
	const everyMs = (config.Healthcheck?.Interval ?? 0) / 1e6 || intervalMs;
	const count = Math.floor((world.now() - last.at) / everyMs);
	const first = Math.max(1, count - maxProbes + 1);
	const later = Array.from({ length: Math.max(0, count - first + 1) }, (_, index) => ({
		...last,
		at: last.at + (first + index) * everyMs,
	}));
	return [...probes, ...later].slice(-maxProbes);
}

function setHealth(world: World, container: ContainerRecord, health: Health): void {
	if (container.health === health) {
		return;
	}
	container.health = health;
	if (health !== 'starting') {
		containerEvent(world, container, `health_status: ${health}`);
	}
}
