import type { Container, Health } from '../../domain/nouns/container.js';
import { type EngineEvent, isEcho, isPassing } from '../../domain/nouns/events.js';
import { effectOf, nounIds } from '../../panes/panes.js';
import { noteEvent } from '../logs/log-notes.js';
import { invalidate } from '../resources.js';
import type { State } from '../state.js';
import { patchItem, removeItem } from './listing.js';
import { putNewContainer } from './new-container.js';

/** The events list holds this many events. */
const maxEvents = 500;

/** The change of a container that follows from an event alone, so that its row is right before the engine has answered. */
function patchOf(event: EngineEvent): Partial<Container> | undefined {
	const { action, at, attributes } = event;
	if (action.startsWith('health_status')) {
		return { health: healthOf(action) };
	}
	switch (action) {
		case 'start':
			return { state: 'running', startedAt: at, finishedAt: undefined, exitCode: undefined };
		case 'unpause':
			return { state: 'running' };
		case 'pause':
			return { state: 'paused' };
		case 'die':
			return { state: 'exited', health: 'none', finishedAt: at, exitCode: Number(attributes.exitCode ?? 0) };
		case 'rename':
			return attributes.name ? { name: attributes.name } : undefined;
	}
	return undefined;
}

function healthOf(action: string): Health {
	const word = action.slice('health_status:'.length).trim();
	return word === 'healthy' || word === 'unhealthy' || word === 'starting' ? word : 'none';
}

/** Adds an event. A full list drops an event of a health check first, as these come every few seconds, then the oldest. */
function withEvent(events: State['events'], event: EngineEvent): State['events'] {
	if (isEcho(event)) {
		return events;
	}
	if (events.length < maxEvents) {
		return [...events, event];
	}
	const passing = events.findIndex(isPassing);
	return [...events.filter((_, index) => index !== Math.max(0, passing)), event];
}

/** Applies an event at once. The runtime then asks the engine for what the event does not contain (runtime/sync). */
export const applyEvent = (state: State, event: EngineEvent): State => noteEvent(state, changed(state, event), event);

function changed(state: State, event: EngineEvent): State {
	let next: State = { ...state, events: withEvent(state.events, event) };
	for (const noun of nounIds) {
		const { stale = [], gone } = effectOf(noun, event);
		for (const each of stale) {
			next = invalidate(next, each);
		}
		if (gone !== undefined) {
			next = removeItem(next, noun, gone);
		}
	}
	if (event.type !== 'container') {
		return next;
	}
	if (event.action === 'create') {
		return putNewContainer(next, event);
	}
	if (event.action === 'die') {
		next = { ...next, stats: without(next.stats, event.id) };
	}
	const patch = patchOf(event);
	return patch ? patchItem(next, 'containers', event.id, row => ({ ...row, ...patch })) : next;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
	if (!map.has(key)) {
		return map;
	}
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}
