import type { Container, ContainerState } from '../domain/container.js';
import type { EngineEvent } from '../domain/events.js';
import type { Clock } from './clock.js';

/** So long an event is believed against the list. Milliseconds. */
const believed = 3000;

/** The states that a list may give once it knows of an event. */
const after: Readonly<Record<string, readonly ContainerState[]>> = {
	start: ['running', 'paused', 'restarting'],
	unpause: ['running', 'restarting'],
	pause: ['paused'],
	die: ['exited', 'restarting', 'removing', 'dead', 'created'],
};

export type Told = {
	hear(event: EngineEvent): void;
	/** Whether a row of a list is older than what an event has told of its container. */
	outdates(row: Container): boolean;
};

/**
 * What events have told of containers while the engine's lists may not know it yet: an engine tells of an end or a pause
 * before it writes the state that it lists from. Source: moby, daemon/monitor.go, `handleContainerExit`; daemon/pause.go.
 */
export function createTold(clock: Clock): Told {
	const told = new Map<string, { action: string; until: number }>();
	return {
		hear({ type, action, id }) {
			if (type !== 'container') return;
			if (action === 'destroy') told.delete(id);
			else if (Object.hasOwn(after, action)) told.set(id, { action, until: clock.now() + believed });
		},
		outdates({ id, state }) {
			const last = told.get(id);
			if (!last) return false;
			const outdated = clock.now() < last.until && after[last.action]?.includes(state) === false;
			if (!outdated) told.delete(id);
			return outdated;
		},
	};
}
