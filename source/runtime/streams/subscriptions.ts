import { wordsOf } from '../../actions/failure.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import { tracked } from '../../platform/tracked.js';
import { resourceOf } from '../../state/resource-of.js';
import { failResource, invalidate, isListed } from '../../state/resources.js';
import type { State } from '../../state/state.js';
import { type ResourceWant, type Want, wanted } from '../../state/wanted.js';
import type { Clock } from '../clock.js';
import { backoff } from '../connection/backoff.js';
import type { Store } from '../store.js';
import type { EventPrecedence } from '../sync/event-precedence.js';
import type { Busy } from '../tasks/busy.js';
import { createLogFeed } from './log-feed.js';
import { fetchResource, pollResource } from './resources.js';
import { createStatsFeed } from './stats-feed.js';
import type { Tempo } from './tempo.js';

/** While wants change faster than this, only what stays wanted is started. Milliseconds. */
const rest = 100;
/** What could not be fetched is asked for again while it is wanted, first after this. Milliseconds. */
const retry = 3000;
/** Resources fetched at once: each takes a connection, and streams have theirs. */
const fetchesAtOnce = 2;

export type Subscriptions = {
	/** Streams and requests that are under way, by key. */
	active(): readonly string[];
	stop(): void;
};

/**
 * Runs what the state wants: compares after every change, aborts what is no longer wanted, starts what is. The first want
 * after a rest starts at once; in a burst (scrolling) only what is still wanted at its end.
 */
export function createSubscriptions(options: {
	engine: Engine;
	store: Store;
	clock: Clock;
	busy: Busy;
	tempo: Tempo;
	precedence: EventPrecedence;
	/** Something contradicts the row of a container. */
	suspect(id: string): void;
}): Subscriptions {
	const { store, clock, busy } = options;
	const running = new Map<string, AbortController>();
	const waiting = new Map<string, () => void>();
	/** Resources that wait for one of the connections, in the order in which they are wanted. */
	const lined = new Map<string, Want>();
	/** How often a resource could not be had in a row. */
	const failures = new Map<string, number>();
	/** What takes back that a resource is asked for again later: once each, however often it fails until then. */
	const retrying = new Map<string, () => void>();
	let fetching = 0;
	const scope = () => {
		const controller = new AbortController();
		return { signal: controller.signal, end: () => controller.abort() };
	};
	const stats = createStatsFeed({ ...options, scope });
	const logs = createLogFeed({ ...options, scope });
	const wantedNow = tracked(wanted, ['lists', 'panes', 'resources']);
	/** What the last comparison saw: while that is the same, so is its answer. */
	let settled: { readonly list: readonly Want[]; readonly resources: State['resources'] } | undefined;
	let changedAt = Number.NEGATIVE_INFINITY;
	let queued = false;
	let stopped = false;

	/** A resource is wanted until it is there; a stream for as long as it is wanted. */
	const open = (want: Want): boolean =>
		want.kind !== 'resource' || (resourceOf(store.getState(), want)?.status ?? 'loading') === 'loading';

	function reconcile(): void {
		queued = false;
		if (stopped) {
			return;
		}
		const state = store.getState();
		const list = wantedNow(state, state.logs.window);
		if (list === settled?.list && state.resources === settled.resources) {
			return;
		}
		settled = { list, resources: state.resources };
		const wants = new Map(list.map(want => [want.key, want]));
		for (const [key, cancel] of waiting) {
			if (wants.has(key)) {
				continue;
			}
			cancel();
			waiting.delete(key);
		}
		for (const [key, controller] of running) {
			if (wants.has(key)) {
				continue;
			}
			controller.abort();
			running.delete(key);
		}
		for (const key of lined.keys()) {
			if (!wants.has(key)) {
				lined.delete(key);
			}
		}
		const idle = ({ key }: Want) => !running.has(key) && !waiting.has(key) && !lined.has(key);
		const fresh = [...wants.values()].filter(want => idle(want) && open(want));
		if (fresh.length === 0) {
			return;
		}
		const quiet = clock.now() - changedAt > rest;
		changedAt = clock.now();
		for (const want of fresh) {
			if (quiet) {
				start(want);
			} else {
				delay(want);
			}
		}
	}

	function delay(want: Want): void {
		const release = busy.hold();
		const cancel = clock.after(rest, () => {
			waiting.delete(want.key);
			start(want);
			release();
		});
		waiting.set(want.key, () => {
			cancel();
			release();
		});
	}

	function start(want: Want): void {
		if (want.kind === 'resource') {
			lined.set(want.key, want);
			startFetches();
		} else {
			begin(want);
		}
	}

	function startFetches(): void {
		for (const [key, want] of lined) {
			if (fetching >= fetchesAtOnce) {
				return;
			}
			lined.delete(key);
			fetching++;
			// A resource may be fetched again; a stream that ended by itself rests until its key changes.
			void busy.track(begin(want)).then(() => {
				fetching--;
				settled = undefined;
				queue();
				startFetches();
			});
		}
	}

	async function begin(want: Want): Promise<void> {
		const controller = new AbortController();
		running.set(want.key, controller);
		try {
			await run(want, controller.signal);
			failures.delete(want.key);
		} catch (error) {
			if (isAbort(error, controller.signal)) {
				return;
			}
			if (want.kind === 'resource') {
				failed(want, error);
			}
		} finally {
			if (want.kind === 'resource' && running.get(want.key) === controller) {
				running.delete(want.key);
			}
		}
	}

	function failed(want: ResourceWant, error: unknown): void {
		if (stopped) {
			return;
		}
		const { key } = want;
		retrying.get(key)?.();
		retrying.delete(key);
		// Gone since it was asked for: nobody asks again.
		if (!isListed(store.getState(), want)) {
			return void failures.delete(key);
		}
		// What was known stays.
		store.update(state => failResource(state, want, wordsOf(error)));
		const count = (failures.get(key) ?? 0) + 1;
		failures.set(key, count);
		const again = () => {
			retrying.delete(key);
			const known = resourceOf(store.getState(), want);
			if (known === undefined) {
				failures.delete(key);
			} else if (known.status === 'failed') {
				store.update(state => invalidate(state, want));
			}
		};
		retrying.set(key, clock.after(backoff(count, retry), again));
	}

	function run(want: Want, signal: AbortSignal): Promise<void> {
		switch (want.kind) {
			case 'stats':
				return stats.stream(want.id, signal);
			case 'sweep':
				return stats.sweep(signal);
			case 'logs':
				return logs.follow(want, signal);
			case 'poll':
				return pollResource(options, want, signal);
			case 'resource':
				return fetchResource(options, want, signal);
		}
	}

	function queue(): void {
		if (queued) {
			return;
		}
		queued = true;
		queueMicrotask(reconcile);
	}

	const unsubscribe = store.subscribe(queue);
	queue();
	return {
		active: () => [...running.keys()],
		stop() {
			stopped = true;
			unsubscribe();
			stats.stop();
			for (const cancel of [...waiting.values(), ...retrying.values()]) {
				cancel();
			}
			for (const controller of running.values()) {
				controller.abort();
			}
			waiting.clear();
			lined.clear();
			running.clear();
		},
	};
}
