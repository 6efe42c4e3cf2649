import { wordsOf } from '../actions/failure.js';
import type { Engine } from '../engine/engine.js';
import { isAbort } from '../engine/errors.js';
import { receiveResource, setResource } from '../state/events.js';
import type { ResourceKind } from '../state/wanted.js';
import { backoff } from './backoff.js';
import { type Clock, sleep } from './clock.js';
import type { Store } from './store.js';
import type { Tempo } from './tempo.js';

/** What cannot be had is asked for at least this often, unless the user's interval is longer. Milliseconds. */
const longestPause = 30_000;

type Options = { engine: Engine; store: Store; clock: Clock; tempo: Tempo };

const calls: Readonly<Record<ResourceKind, (engine: Engine, id: string, signal: AbortSignal) => Promise<unknown>>> = {
	container: (engine, id, signal) => engine.containers.inspect(id, { signal }),
	image: (engine, id, signal) => engine.images.inspect(id, { signal }),
	history: (engine, id, signal) => engine.images.history(id, { signal }),
	volume: (engine, id, signal) => engine.volumes.inspect(id, { signal }),
	network: (engine, id, signal) => engine.networks.inspect(id, { signal }),
};

/** Fetches a detail once and puts it into the state. */
export async function fetchResource(
	{ engine, store }: Options,
	want: { key: string; of: ResourceKind; id: string },
	signal: AbortSignal,
): Promise<void> {
	const value = await calls[want.of](engine, want.id, signal);
	if (!signal.aborted) store.update(state => receiveResource(state, want.key, value));
}

/**
 * Keeps the processes of a container fresh while its Top tab is open, at the user's interval; what could not be had is
 * asked for again.
 */
export async function pollProcesses(
	{ engine, store, clock, tempo }: Options,
	id: string,
	signal: AbortSignal,
): Promise<void> {
	for (let failures = 0; !signal.aborted; ) {
		try {
			const value = await engine.containers.top(id, { signal });
			if (signal.aborted) return;
			failures = 0;
			store.update(state => setResource(state, `top:${id}`, { status: 'ready', value }));
		} catch (error) {
			if (isAbort(error, signal)) return;
			failures++;
			const words = wordsOf(error);
			store.update(state => setResource(state, `top:${id}`, { status: 'failed', error: words }));
		}
		const interval = tempo.interval(store.getState().preferences.topInterval);
		await sleep(clock, failures > 1 ? backoff(failures, interval, Math.max(interval, longestPause)) : interval, signal);
	}
}
