import { kindOf } from '../../actions/failure.js';
import type { Container } from '../../domain/nouns/container.js';
import { hasStats } from '../../domain/nouns/container-gates.js';
import type { StatsSample } from '../../domain/stats/stats.js';
import { isEmptySample, readingOf } from '../../domain/stats/stats-reading.js';
import type { Engine } from '../../engine/engine.js';
import type { State } from '../../state/state.js';
import { sweepPurpose, sweptContainers } from '../../state/wanted.js';
import { type Clock, sleep } from '../clock.js';
import { inParallel } from '../concurrency/fetch-queue.js';
import { InactivityWatch } from '../concurrency/inactivity.js';
import { Retry } from '../concurrency/retry.js';
import { openScope } from '../concurrency/scope.js';
import type { Store } from '../store.js';
import type { PollingInterval } from './polling-interval.js';
import { ReadingBatch } from './reading-batch.js';

/** A stream that broke while its container runs is opened again, first after this. */
const firstRetryMs = 2000;
/** Readings of containers off screen are dropped after this. */
const dropAfterMs = 30_000;
/** A stream without a sample for this long is opened again: an engine sends about one a second. */
const inactivityLimitMs = 30_000;
/** Samples off screen for an order by load: those taken at once, and the pause between two rounds. */
const orderParallel = 4;
const orderPauseMs = 3000;
/** The same for the sums of groups, and the least time for each sample: a sum may be old, but must not cost much. */
const sumParallel = 2;
const sumPauseMs = 10_000;
const sumSampleMs = 4000;

type Options = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly polling: PollingInterval;
	/** Reports that statistics contradict the row of a container. */
	suspect(id: string): void;
};

/** Statistics from the engine's streams into the state. */
export class StatsFeed {
	readonly #options: Options;
	readonly #readings: ReadingBatch;
	readonly #inactivity: InactivityWatch;
	readonly #streamed = new Set<string>();

	constructor(options: Options) {
		this.#options = options;
		this.#readings = new ReadingBatch(options);
		this.#inactivity = new InactivityWatch(options.clock, inactivityLimitMs);
	}

	/** Streams one container's statistics until the signal aborts. */
	async stream(id: string, signal: AbortSignal): Promise<void> {
		const retry = new Retry(this.#options.clock, { firstMs: firstRetryMs });
		this.#streamed.add(id);
		this.#readings.keep(id);
		try {
			while (!signal.aborted) {
				if (await this.#read(id, signal)) {
					retry.reset();
				}
				retry.fail();
				await retry.wait(signal);
			}
		} finally {
			this.#streamed.delete(id);
			this.#readings.dropAfter(id, dropAfterMs);
		}
	}

	/** Takes one sample after another of the running containers that are not streamed. */
	async sweep(signal: AbortSignal): Promise<void> {
		const { store, clock } = this.#options;
		while (!signal.aborted) {
			const state = store.getState();
			const rows = sweptContainers(state).filter(row => hasStats(row) && !this.#streamed.has(row.id));
			if (sweepPurpose(state) === 'order') {
				await inParallel(rows, orderParallel, ({ id }) => this.#sample(id, signal));
				await sleep(clock, orderPauseMs, signal);
			} else {
				await this.#sampleForSums(rows, state.stats, signal);
				await sleep(clock, sumPauseMs, signal);
			}
		}
	}

	/** Only the latest sample of each container is kept. All but the first ones are taken slowly. */
	async #sampleForSums(rows: readonly Container[], known: State['stats'], signal: AbortSignal): Promise<void> {
		const roundMs = sumPauseMs + (rows.length * sumSampleMs) / sumParallel;
		const keepMs = 2 * Math.max(dropAfterMs, roundMs);
		const sample = async ({ id }: Container) => {
			if (!this.#readings.holdsHistory(id, keepMs)) {
				await this.#sample(id, signal, { most: 1, keepMs });
			}
		};
		const isKnown = ({ id }: Container) => known.has(id);
		await inParallel(
			rows.filter(row => !isKnown(row)),
			orderParallel,
			sample,
		);
		await inParallel(rows.filter(isKnown), sumParallel, async row => {
			await Promise.all([sample(row), sleep(this.#options.clock, sumSampleMs, signal)]);
		});
	}

	stop(): void {
		this.#readings.stop();
	}

	/** Reads until the stream ends, breaks or stalls; resolves to true if it had a sample. */
	async #read(id: string, signal: AbortSignal): Promise<boolean> {
		const { engine, suspect } = this.#options;
		let previous: StatsSample | undefined;
		const attempt = openScope(signal);
		const inactivity = this.#inactivity.watch(attempt.end);
		try {
			for await (const sample of engine.containers.stats(id, { signal: attempt.signal })) {
				if (signal.aborted) {
					return true;
				}
				inactivity.reset();
				if (!isEmptySample(sample)) {
					this.#readings.add(id, readingOf(sample, previous));
				} else if (this.#isRunning(id)) {
					suspect(id);
				}
				previous = sample;
			}
			if (!attempt.signal.aborted) {
				suspect(id);
			}
		} catch (error) {
			// A broken stream is opened again; one of a container that is gone contradicts its row.
			if (kindOf(error) === 'not-found') {
				suspect(id);
			}
		} finally {
			inactivity.stop();
			attempt.end();
		}
		return previous !== undefined;
	}

	/** Takes a sample; `most` readings of the container are kept with it, for `keepMs`. */
	async #sample(
		id: string,
		signal: AbortSignal,
		{ most = Number.POSITIVE_INFINITY, keepMs = 2 * dropAfterMs } = {},
	): Promise<void> {
		if (signal.aborted) {
			return;
		}
		try {
			const sample = await this.#options.engine.containers.statsOnce(id, { signal });
			// A stream that has begun meanwhile has later ones.
			if (!signal.aborted && !this.#streamed.has(id)) {
				this.#readings.add(id, readingOf(sample), most);
				this.#readings.dropLatestAfter(id, keepMs);
			}
		} catch {
			// The container is gone or has stopped: its row changes by its event.
		}
	}

	/** A running container has no empty samples. */
	#isRunning(id: string): boolean {
		return this.#options.store.getState().lists.containers.byKey.get(id)?.state === 'running';
	}
}
