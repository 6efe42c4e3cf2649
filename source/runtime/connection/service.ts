import { isMeasured } from '../../domain/stats/dropped-limits.js';
import type { Engine } from '../../engine/engine.js';
import { invalidateAll } from '../../state/resources.js';
import { withRoundTrip } from '../../state/round-trip.js';
import { withEngineTime } from '../../state/time.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { Retry } from '../concurrency/retry.js';
import { openScope } from '../concurrency/scope.js';
import type { Store } from '../store.js';
import type { PollingInterval } from '../streams/polling-interval.js';
import { Subscriptions } from '../streams/subscriptions.js';
import { EventPrecedence } from '../sync/event-precedence.js';
import { ResourceSync, type Suspect } from '../sync/resource-sync.js';
import type { TaskRunner } from '../tasks/task-runner.js';
import { watchHeartbeat } from './heartbeat.js';
import type { EngineNoun } from './list-sources.js';

/** The header's facts about the engine are asked for again when that failed, first after this. */
const hostRetryMs = 2000;

export type ServiceOptions = {
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	readonly runner: TaskRunner;
	readonly polling: PollingInterval;
};

/** One connection from its opening to its loss. */
export type Service = {
	/** Resolves to why the connection was lost; to `undefined` when it was stopped. */
	readonly lost: Promise<string | undefined>;
	refresh(): void;
	/** Begins a change of ours; call the returned function once the engine has answered it. */
	change(noun: EngineNoun): () => void;
	/** Checks a list, or one of its subjects, unless an event explains it in a moment. */
	suspect(suspect: Suspect): void;
	/** Keys of streams and requests, with those that wait for a connection. */
	readonly active: readonly string[];
	/** Ends all streams and requests; the engine is closed after the work on it, such as a push, has ended. */
	stop(): void;
};

/** Keeps lists, streams and facts of an open engine up to date until it is lost. */
export function serve(engine: Engine, options: ServiceOptions): Service {
	const { store, clock, runner, polling } = options;
	const { signal, end } = openScope();
	const precedence = new EventPrecedence(clock);
	const sync = new ResourceSync({
		...options,
		engine,
		precedence,
		signal,
		isFocused: polling.isFocused,
		warn: text => runner.toast('bad', text),
	});
	// No event came while there was no connection.
	store.update(invalidateAll);
	const suspect = (id: string) => sync.suspect({ noun: 'containers', key: id });
	const subscriptions = new Subscriptions({ ...options, engine, precedence, suspect });
	void fetchHost(engine, options, signal);
	void fetchMaxStreams(engine, store, signal);
	const onTime = (time: number) => store.update(state => withEngineTime(state, time, clock.wallTime()));
	const onRoundTrip = (ms: number) => store.update(state => withRoundTrip(state, ms));

	return {
		lost: Promise.race([sync.run(), watchHeartbeat({ engine, clock, onTime, onRoundTrip }, signal)]),
		refresh() {
			// The user may have written a compose file meanwhile.
			store.update(state => (state.found === 'none' ? { ...state, found: undefined } : state));
			sync.refresh();
		},
		change: noun => sync.change(noun),
		suspect: one => sync.suspect(one),
		get active() {
			return subscriptions.active;
		},
		stop() {
			end();
			subscriptions.stop();
			runner.afterWork(() => engine.close());
		},
	};
}

/** An engine that cannot say it has no connection either, and the next one is asked again. */
async function fetchMaxStreams(engine: Engine, store: ServiceOptions['store'], signal: AbortSignal): Promise<void> {
	const maxStreams = await engine.maxStreams().catch(() => undefined);
	if (maxStreams !== undefined && !signal.aborted) {
		store.update(state => (state.maxStreams === maxStreams ? state : { ...state, maxStreams }));
	}
}

/** Fetches the header's facts about the engine, until that succeeds; the lists already show why it fails. */
async function fetchHost(
	engine: Engine,
	{ store, clock, foreground }: ServiceOptions,
	signal: AbortSignal,
): Promise<void> {
	const retry = new Retry(clock, { firstMs: hostRetryMs });
	while (!signal.aborted) {
		try {
			const host = await foreground.track(engine.system.host({ signal }));
			if (!signal.aborted) {
				// Samples of an engine without cgroups, which came before its host was known, are those of the whole machine.
				store.update(state => ({ ...state, host, ...(!isMeasured(host) && { stats: new Map() }) }));
			}
			return;
		} catch {
			retry.fail();
			await retry.wait(signal);
		}
	}
}
