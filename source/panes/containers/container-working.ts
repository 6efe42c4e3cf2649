import type { Container, ContainerDetail } from '../../domain/nouns/container.js';
import type { Facts } from '../pane.js';

/** The engine's own stop timeout in seconds, for a container without one. Source: moby container/container.go. */
const defaultStopTimeout = 10;

/** `stopping 4s of 10`: the verb that works on a container, for how long, and when the engine kills what does not stop. */
export function workingText({ id }: Container, facts: Facts): string | undefined {
	const work = facts.working(id);
	if (work === undefined) {
		return undefined;
	}
	const seconds = Math.floor(work.ms / 1000);
	const detail = facts.detail(id);
	const limit = detail && ['stopping', 'restarting'].includes(work.verb) ? ` of ${stopTimeoutOf(detail)}` : '';
	return seconds < 1 ? work.verb : `${work.verb} ${seconds}s${limit}`;
}

function stopTimeoutOf({ raw }: ContainerDetail): number {
	const { Config: config } = raw as { Config?: { StopTimeout?: unknown } };
	return typeof config?.StopTimeout === 'number' && config.StopTimeout >= 0 ? config.StopTimeout : defaultStopTimeout;
}
