import type { Container, Health } from '../domain/container.js';
import { type EngineEvent, isEcho, isPassing } from '../domain/events.js';
import { isListed } from './details.js';
import { patchItem, removeItem } from './listing.js';
import { putNewContainer } from './new-container.js';
import type { Resource, State } from './state.js';

/** Events that are kept for the events list. */
const eventCap = 500;

/** What an event alone tells of a container, so that its row is right before the engine is asked again. */
function patchOf(event: EngineEvent): Partial<Container> | undefined {
	const { action, at, attributes } = event;
	if (action.startsWith('health_status')) return { health: healthOf(action) };
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

/** Fetched details that an event makes stale, by key. */
function staleKeys({ resources }: State, event: EngineEvent): readonly string[] {
	switch (event.type) {
		case 'container':
			if (isPassing(event)) return [];
			return [`container:${event.id}`, `top:${event.id}`];
		case 'network': {
			const container = event.attributes.container;
			return [`network:${event.id}`, ...(container ? [`container:${container}`] : [])];
		}
		case 'volume':
			return [`volume:${event.id}`];
		case 'image':
			// A pull or push names a reference, and a tag may have been another image's before: any may have changed.
			return [...resources.keys()].filter(key => key.startsWith('image:'));
		default:
			return [];
	}
}

/** Marks a fetched detail as stale: its value still shows until it is fetched again. */
export function invalidate(state: State, key: string): State {
	const resource = state.resources.get(key);
	if (!resource || resource.again) return state;
	return setResource(state, key, { ...resource, status: 'loading', again: resource.status === 'loading' });
}

/** Marks all fetched details as stale: nobody knows what became of them meanwhile. */
export const invalidateAll = (state: State): State => [...state.resources.keys()].reduce(invalidate, state);

/** Puts an answer in its place; it stays to be fetched when it became stale on its way. */
export function receiveResource(state: State, key: string, value: unknown): State {
	return setResource(state, key, { status: state.resources.get(key)?.again ? 'loading' : 'ready', value });
}

/** Puts a fetched detail in its place; the same state when what it is of has gone meanwhile. */
export function setResource(state: State, key: string, resource: Resource): State {
	if (!isListed(state, key)) return state;
	return { ...state, resources: new Map(state.resources).set(key, resource) };
}

/** Health checks run a command every few seconds: what they push out first is each other, then the oldest. */
function withEvent(events: State['events'], event: EngineEvent): State['events'] {
	if (isEcho(event)) return events;
	if (events.length < eventCap) return [...events, event];
	const execs = events.findIndex(isPassing);
	return [...events.filter((_, index) => index !== Math.max(0, execs)), event];
}

/** What an event says, at once; what only the engine can say is asked afterwards (runtime/resource-sync). */
export function applyEvent(state: State, event: EngineEvent): State {
	let next: State = { ...state, events: withEvent(state.events, event) };
	for (const key of staleKeys(state, event)) next = invalidate(next, key);
	if (event.type !== 'container') return next;
	if (event.action === 'create') return putNewContainer(next, event);
	if (event.action === 'destroy') return removeItem(next, 'containers', event.id);
	if (event.action === 'die') next = { ...next, stats: without(next.stats, event.id) };
	const patch = patchOf(event);
	return patch ? patchItem<Container>(next, 'containers', event.id, row => ({ ...row, ...patch })) : next;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
	if (!map.has(key)) return map;
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}
