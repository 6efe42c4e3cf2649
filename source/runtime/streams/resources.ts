import { wordsOf } from '../../actions/failure.js';
import { hasStats } from '../../domain/nouns/container-gates.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import type { ResourceKind, Resources } from '../../panes/noun.js';
import type { ResourceRef } from '../../state/resource-of.js';
import { failResource, ownerOf, receiveResource, setResource } from '../../state/resources.js';
import type { State } from '../../state/state.js';
import { type Clock, sleep } from '../clock.js';
import { backoff } from '../connection/backoff.js';
import type { Store } from '../store.js';
import type { EventPrecedence } from '../sync/event-precedence.js';
import type { Tempo } from './tempo.js';

/** What cannot be had is asked for at least this often, unless the user's interval is longer. Milliseconds. */
const longestPause = 30_000;

type Options = { engine: Engine; store: Store; clock: Clock; tempo: Tempo };
type FetchOptions = {
	engine: Engine;
	store: Store;
	precedence: EventPrecedence;
	/** The answer contradicts the row of a container. */
	suspect(id: string): void;
};

/** The engine's answer for each kind of detail. */
const calls: {
	readonly [K in ResourceKind]: (engine: Engine, id: string, signal: AbortSignal) => Promise<Resources[K]>;
} = {
	container: (engine, id, signal) => engine.containers.inspect(id, { signal }),
	processes: (engine, id, signal) => engine.containers.top(id, { signal }),
	image: (engine, id, signal) => engine.images.inspect(id, { signal }),
	history: (engine, id, signal) => engine.images.history(id, { signal }),
	volume: (engine, id, signal) => engine.volumes.inspect(id, { signal }),
	network: (engine, id, signal) => engine.networks.inspect(id, { signal }),
};

/** Fetches a detail once and puts it into the state; an answer that an event has outdated meanwhile is to be fetched again. */
export async function fetchResource<K extends ResourceKind>(
	{ engine, store, precedence, suspect }: FetchOptions,
	ref: ResourceRef<K>,
	signal: AbortSignal,
): Promise<void> {
	const question = precedence.ask();
	try {
		const value = await calls[ref.of](engine, ref.id, signal);
		if (signal.aborted) {
			return;
		}
		const isOutdated = precedence.isOutdated(question, ownerOf(ref.of), ref.id);
		store.update(state => receiveResource(state, ref, value, isOutdated));
		if (!isOutdated && contradicts(store.getState(), ref)) {
			suspect(ref.id);
		}
	} finally {
		precedence.close(question);
	}
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

/** Keeps a detail fresh while it is wanted, at the user's interval; what could not be had is asked for again. */
export async function pollResource<K extends ResourceKind>(
	{ engine, store, clock, tempo }: Options,
	ref: ResourceRef<K>,
	signal: AbortSignal,
): Promise<void> {
	for (let failures = 0; !signal.aborted; ) {
		try {
			const value = await calls[ref.of](engine, ref.id, signal);
			if (signal.aborted) {
				return;
			}
			failures = 0;
			store.update(state => setResource(state, ref, { status: 'ready', value }));
		} catch (error) {
			if (isAbort(error, signal)) {
				return;
			}
			failures++;
			store.update(state => failResource(state, ref, wordsOf(error)));
		}
		const interval = tempo.interval(store.getState().preferences.topInterval);
		await sleep(clock, failures > 1 ? backoff(failures, interval, Math.max(interval, longestPause)) : interval, signal);
	}
}
