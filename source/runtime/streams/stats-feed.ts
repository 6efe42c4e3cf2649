import { kindOf } from '../../actions/failure.js';
import type { Container } from '../../domain/nouns/container.js';
import type { Reading, StatsSample } from '../../domain/stats/stats.js';
import { pushReading } from '../../domain/stats/stats-history.js';
import { isEmptySample, readingOf } from '../../domain/stats/stats-reading.js';
import type { Engine } from '../../engine/engine.js';
import { settle } from '../../state/lists/selection.js';
import { shownContainers, sortKeyOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { withTime } from '../../state/time.js';
import { type Clock, sleep, timesOf } from '../clock.js';
import { backoff } from '../connection/backoff.js';
import { SilenceWatch } from '../connection/silence.js';
import type { Store } from '../store.js';
import type { Scope } from '../sync/event-stream.js';
import type { Tempo } from './tempo.js';

/** Readings reach the store together: soon for a row that has none yet, else once per the user's interval. Milliseconds. */
const firstFlush = 60;
/** Readings wait no longer than this for keys to end. Milliseconds. */
const longestHush = 1000;
/** A stream that broke while its container runs is opened again after this, later when it breaks again. Milliseconds. */
const retry = 2000;
/** Readings of containers that nobody looks at are forgotten after this. Milliseconds. */
const forgetAfter = 30_000;
/** A stream that has delivered no sample for this long is opened again: an engine sends about one a second. */
const silenceLimitMs = 30_000;
/** Samples off screen that are taken at once, and the pause between two rounds. */
const sweepParallel = 4;
const sweepPause = 3000;

export type StatsFeed = {
	/** Streams one container's statistics until aborted. */
	stream(id: string, signal: AbortSignal): Promise<void>;
	/** Takes one sample after another of the running containers that are not streamed. */
	sweep(signal: AbortSignal): Promise<void>;
	stop(): void;
};

/** Statistics from the engine's streams into the state, in one update per tick. */
export function createStatsFeed(options: {
	engine: Engine;
	store: Store;
	clock: Clock;
	tempo: Tempo;
	/** A signal for one try of a stream. */
	scope(): Scope;
	/** Statistics contradict the row of a container. */
	suspect(id: string): void;
}): StatsFeed {
	const { engine, store, clock, tempo } = options;
	const pending = new Map<string, Reading>();
	const streamed = new Set<string>();
	const silences = new SilenceWatch(clock, silenceLimitMs);
	const leftAt = new Map<string, number>();
	let cancel: (() => void) | undefined;
	let flushAt = Number.POSITIVE_INFINITY;
	let flushedAt = Number.NEGATIVE_INFINITY;

	function flush(): void {
		const hush = tempo.hush();
		// A key's answer comes first, and alone; a key that is held down does not stop the numbers.
		if (hush > 0 && clock.now() < flushAt + longestHush) {
			cancel = clock.after(hush, flush);
			return;
		}
		cancel = undefined;
		flushAt = Number.POSITIVE_INFINITY;
		flushedAt = clock.now();
		const gone = [...leftAt].filter(([, at]) => at < flushedAt - forgetAfter).map(([id]) => id);
		for (const id of gone) {
			leftAt.delete(id);
		}
		const readings = [...pending];
		pending.clear();
		store.update(state => withReadings(withTime(state, timesOf(clock)), readings, gone));
	}

	function receive(id: string, reading: Reading): void {
		const { stats, preferences } = store.getState();
		const known = stats.get(id)?.readings.at(-1)?.cpuPercent !== undefined;
		// The first sample of a stream has no CPU before it: what is known stays until the second one.
		if (known && reading.cpuPercent === undefined) {
			return;
		}
		pending.set(id, reading);
		const interval = tempo.interval(preferences.statsInterval);
		const at = known ? Math.max(flushedAt + interval, clock.now()) : clock.now() + firstFlush;
		if (at >= flushAt) {
			return;
		}
		cancel?.();
		flushAt = at;
		cancel = clock.after(Math.max(0, at - clock.now()), flush);
	}

	/** A container that runs has no empty samples. */
	const runs = (id: string) => store.getState().lists.containers.byKey.get(id)?.state === 'running';

	/** Reads until the stream ends or breaks; resolves to whether it told anything. */
	async function read(id: string, signal: AbortSignal): Promise<boolean> {
		let previous: StatsSample | undefined;
		const attempt = options.scope();
		const silence = silences.watch(attempt.end);
		signal.addEventListener('abort', attempt.end, { once: true });
		try {
			for await (const sample of engine.containers.stats(id, { signal: attempt.signal })) {
				if (signal.aborted) {
					return true;
				}
				silence.heard();
				if (!isEmptySample(sample)) {
					receive(id, readingOf(sample, previous));
				} else if (runs(id)) {
					options.suspect(id);
				}
				previous = sample;
			}
			if (!attempt.signal.aborted) {
				options.suspect(id);
			}
		} catch (error) {
			// A broken stream is opened again; one of a container that is gone contradicts its row.
			if (kindOf(error) === 'not-found') {
				options.suspect(id);
			}
		} finally {
			silence.stop();
			signal.removeEventListener('abort', attempt.end);
		}
		return previous !== undefined;
	}

	return {
		async stream(id, signal) {
			streamed.add(id);
			leftAt.delete(id);
			try {
				for (let failures = 1; !signal.aborted; failures++) {
					if (await read(id, signal)) {
						failures = 1;
					}
					await sleep(clock, backoff(failures, retry), signal);
				}
			} finally {
				streamed.delete(id);
				leftAt.set(id, clock.now());
			}
		},
		async sweep(signal) {
			while (!signal.aborted) {
				const queue = shownContainers(store.getState()).filter(row => row.state === 'running' && !streamed.has(row.id));
				const worker = async () => {
					for (let row = queue.shift(); row && !signal.aborted; row = queue.shift()) {
						await sample(row, signal);
					}
				};
				await Promise.all(Array.from({ length: sweepParallel }, worker));
				await sleep(clock, sweepPause, signal);
			}
		},
		stop() {
			cancel?.();
		},
	};

	async function sample(row: Container, signal: AbortSignal): Promise<void> {
		try {
			const sample = await engine.containers.statsOnce(row.id, { signal });
			if (signal.aborted) {
				return;
			}
			receive(row.id, readingOf(sample));
			leftAt.set(row.id, clock.now() + forgetAfter);
		} catch {
			// Gone or stopped since: its event tells the list.
		}
	}
}

function withReadings(state: State, readings: readonly (readonly [string, Reading])[], gone: readonly string[]): State {
	const stats = new Map(state.stats);
	for (const id of gone) {
		stats.delete(id);
	}
	for (const [id, reading] of readings) {
		if (state.lists.containers.byKey.has(id)) {
			stats.set(id, pushReading(stats.get(id), reading, state.preferences.history));
		}
	}
	const next = { ...state, stats };
	// An order by load moves rows: the selection goes along.
	return sortKeyOf(state, 'containers')?.live ? settle(next, 'containers') : next;
}
