import type { Health } from '../../../domain/nouns/container.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { containerEvent } from './container-event.js';

/** Milliseconds from the start to the first result of a health check. */
const firstProbeMs = 3_000;

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
		container.probes = [...container.probes, { at, exitCode: bad ? 1 : 0, output }].slice(-5);
		setHealth(world, container, bad ? 'unhealthy' : 'healthy');
	});
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
