import { kindOf } from '../../actions/failure.js';
import type { StatsSample } from '../../domain/stats/stats.js';
import { isEmptySample, readingOf } from '../../domain/stats/stats-reading.js';
import type { Engine } from '../../engine/engine.js';
import { sweptContainers } from '../../state/wanted.js';
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
/** Samples off screen that are taken at once, and the pause between two rounds. */
const sweepParallel = 4;
const sweepPauseMs = 3000;

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
			const rows = sweptContainers(store.getState()).filter(
				({ id, state }) => state === 'running' && !this.#streamed.has(id),
			);
			await inParallel(rows, sweepParallel, ({ id }) => this.#sample(id, signal));
			await sleep(clock, sweepPauseMs, signal);
		}
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

	async #sample(id: string, signal: AbortSignal): Promise<void> {
		if (signal.aborted) {
			return;
		}
		try {
			const sample = await this.#options.engine.containers.statsOnce(id, { signal });
			if (!signal.aborted) {
				this.#readings.add(id, readingOf(sample));
				this.#readings.dropAfter(id, 2 * dropAfterMs);
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
