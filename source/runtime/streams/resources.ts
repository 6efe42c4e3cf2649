import { wordsOf } from '../../actions/failure.js';
import { planProject } from '../../actions/flows/compose/program/observe.js';
import type { PlannedProject } from '../../domain/compose/plan/make-plan.js';
import { noChoices } from '../../domain/compose/plan/plan.js';
import { hasStats } from '../../domain/nouns/container-gates.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import type { ResourceKind, Resources } from '../../panes/noun.js';
import { filesOf, refreshFound } from '../../state/lists/start-project.js';
import { type ResourceRef, resourceOf } from '../../state/resource-of.js';
import { failResource, invalidate, ownerOf, receiveResource, setResource } from '../../state/resources.js';
import type { State } from '../../state/state.js';
import { type Clock, sleep } from '../clock.js';
import { Retry } from '../concurrency/retry.js';
import type { Store } from '../store.js';
import type { EventPrecedence } from '../sync/event-precedence.js';
import type { PollingInterval } from './polling-interval.js';

/** A polled detail that fails is fetched at least this often, unless the user's interval is longer. */
const maxRetryMs = 30_000;
/** The pause after a poll, in durations of its request: the engine walks through all files of a container for its changes. */
const pausePerRequest = 4;

type PollOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly polling: PollingInterval;
};
export type FetchOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly precedence: EventPrecedence;
	/** Reports that an answer contradicts the row of a container. */
	suspect(id: string): void;
};

/** The engine call for each kind of detail. */
const calls: {
	readonly [K in ResourceKind]: (
		engine: Engine,
		id: string,
		signal: AbortSignal,
		state: State,
	) => Promise<Resources[K]>;
} = {
	container: (engine, id, signal) => engine.containers.inspect(id, { signal }),
	processes: (engine, id, signal) => engine.containers.top(id, { signal }),
	changes: (engine, id, signal) => engine.containers.changes(id, { signal }),
	image: (engine, id, signal) => engine.images.inspect(id, { signal }),
	history: (engine, id, signal) => engine.images.history(id, { signal }),
	volume: (engine, id, signal) => engine.volumes.inspect(id, { signal }),
	network: (engine, id, signal) => engine.networks.inspect(id, { signal }),
	planned: planGroup,
};

/** Plans the project of a project's or service's row, with the choices that change nothing by force. */
async function planGroup(engine: Engine, id: string, signal: AbortSignal, state: State): Promise<PlannedProject> {
	const item = state.lists.compose.byKey.get(id);
	if (item === undefined || item.kind === 'standalone') {
		throw new Error('the project is gone');
	}
	return planProject(engine, filesOf(state, item), { ...noChoices, profiles: undefined }, signal);
}

/** Fetches a detail once and puts it into the state; marks it as stale when an event has outdated the answer meanwhile. */
export async function fetchResource<K extends ResourceKind>(
	{ engine, store, precedence, suspect }: FetchOptions,
	ref: ResourceRef<K>,
	signal: AbortSignal,
): Promise<void> {
	const request = precedence.begin();
	try {
		const value = await calls[ref.of](engine, ref.id, signal, store.getState());
		if (signal.aborted) {
			return;
		}
		const isOutdated = precedence.isOutdated(request, ownerOf(ref.of), ref.id);
		store.update(state => withFoundServices(receiveResource(state, ref, value, isOutdated), ref));
		if (!isOutdated && contradicts(store.getState(), ref)) {
			suspect(ref.id);
		}
	} finally {
		precedence.end(request);
	}
}

/** A plan of a project without containers has read its files. */
function withFoundServices(state: State, { of, id }: ResourceRef): State {
	const planned = of === 'planned' ? state.resources.planned.get(id)?.value : undefined;
	return planned === undefined ? state : refreshFound(state, id, planned.reading.model);
}

/** Returns true if a container has processes by its details and none by its row, or the other way round. */
function contradicts({ lists, resources }: State, { of, id }: ResourceRef): boolean {
	if (of !== 'container') {
		return false;
	}
	const row = lists.containers.byKey.get(id);
	const pid = resources.container.get(id)?.value?.pid;
	return row !== undefined && pid !== undefined && row.state !== 'restarting' && hasStats(row) !== pid > 0;
}

/** Fetches a detail again and again while it is wanted, at the user's interval; later after it failed. */
export async function pollResource<K extends ResourceKind>(
	{ engine, store, clock, polling }: PollOptions,
	ref: ResourceRef<K>,
	signal: AbortSignal,
): Promise<void> {
	let requestMs = 0;
	const retry = new Retry(clock, () => {
		const shortestMs = polling.intervalMs(store.getState().preferences.topInterval);
		const firstMs = Math.max(shortestMs, requestMs * pausePerRequest);
		return { firstMs, maxMs: Math.max(firstMs, maxRetryMs) };
	});
	while (!signal.aborted) {
		const startedAt = clock.now();
		try {
			const value = await calls[ref.of](engine, ref.id, signal, store.getState());
			requestMs = clock.now() - startedAt;
			if (signal.aborted) {
				return;
			}
			retry.reset();
			store.update(state => setResource(state, ref, { status: 'ready', value }));
		} catch (error) {
			if (isAbort(error, signal)) {
				return;
			}
			retry.fail();
			store.update(state => failResource(state, ref, wordsOf(error)));
		}
		await retry.wait(signal);
	}
}

/**
 * Marks the details of a container as stale at an interval, while its health checks are on screen and the terminal has the
 * focus. A detail that failed keeps its delay.
 */
export async function refreshProbes(
	{ store, clock, polling }: Omit<PollOptions, 'engine'>,
	id: string,
	signal: AbortSignal,
): Promise<void> {
	const ref = { of: 'container', id } as const;
	while (!signal.aborted) {
		await sleep(clock, polling.intervalMs(store.getState().preferences.topInterval), signal);
		if (!signal.aborted && polling.isFocused()) {
			store.update(state => (resourceOf(state, ref)?.status === 'ready' ? invalidate(state, ref) : state));
		}
	}
}
