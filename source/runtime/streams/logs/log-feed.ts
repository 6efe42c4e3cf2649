import { kindOf, wordsOf } from '../../../actions/failure.js';
import type { Engine, LogOptions } from '../../../engine/engine.js';
import { isAbort } from '../../../engine/errors.js';
import { openLog } from '../../../state/logs/log-scroll.js';
import { type LogWindow, startOf } from '../../../state/logs/log-view.js';
import { isFar } from '../../../state/round-trip.js';
import type { Clock } from '../../clock.js';
import { Retry } from '../../concurrency/retry.js';
import { openScope } from '../../concurrency/scope.js';
import type { Store } from '../../store.js';
import { notIn, resumeAt } from './log-resume.js';
import { type LogSink, MergedLogs, singleSink } from './log-sink.js';
import { watchLogStall } from './log-stall.js';

/** A following log that broke or ended is opened again, first after this. */
const firstRetryMs = 1000;
/** A log without a line for this long counts as open, and empty so far. */
const openAfterMs = 400;
/** The newest lines that are read at first, near and over a slow line. Older ones are read when they are scrolled to. */
const tailLines = 1000;
const farTailLines = 200;
/** Lines that `head` reads. */
const headLines = 1000;
const minutes: Readonly<Partial<Record<LogWindow, number>>> = { '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60 };

type Options = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	/** Reports that the log of a container that should run has ended. */
	suspect(id: string): void;
};

/** One part of a container's log. `limit`: lines to read at most. */
type Part = {
	readonly id: string;
	readonly range: LogOptions;
	readonly sink: LogSink;
	readonly limit: number;
	/** Called when lines come. */
	onLines(): void;
};

/** Reads logs into the open log of the state, in batches. A log that was cut continues after its last line. */
export class LogFeed {
	readonly #options: Options;
	readonly #merged: MergedLogs;

	constructor(options: Options) {
		this.#options = options;
		this.#merged = new MergedLogs(options);
	}

	/** Fills the log with the key `log` until the signal aborts, or until the log of a stopped container ends. */
	async follow(
		want: { log: string; id: string; window: LogWindow; tty: boolean; running: boolean },
		signal: AbortSignal,
	): Promise<void> {
		const { store, clock, suspect } = this.#options;
		const { log, id, window, tty, running } = want;
		const { logs, preferences } = store.getState();
		// The empty log of a container that starts again stays known as empty.
		if (logs.container !== log || logs.window !== window) {
			store.update(state => openLog(state, log));
		}
		const capacity = preferences.logLines;
		const isFrom = startOf(window) !== undefined;
		const follow = running && window !== 'head';
		const limit = isFrom ? this.#share() : window === 'head' ? headLines : Number.POSITIVE_INFINITY;
		const retry = new Retry(clock, { firstMs: firstRetryMs });
		const onLines = () => retry.reset();
		while (!signal.aborted) {
			const sink = log === id ? singleSink(this.#options, log, capacity) : this.#merged.sink(log, window, id, capacity);
			const range = { follow, tty, ...this.#range(sink, window) };
			try {
				const end = await this.#read({ id, range, sink, limit, onLines }, signal);
				if (signal.aborted) {
					return;
				}
				if (end === 'stalled') {
					continue;
				}
				if (end === 'more') {
					return sink.showMore();
				}
				sink.show('ended');
				if (!follow) {
					return;
				}
				suspect(id);
			} catch (error) {
				if (isAbort(error, signal)) {
					return;
				}
				const kind = kindOf(error);
				if (kind === 'not-found' || kind === 'conflict') {
					// The container is gone or being removed, and its row soon will be: that is no line of its log.
					sink.show('ended');
					suspect(id);
				} else {
					sink.show('failed', wordsOf(error));
				}
			}
			// The log of a running container goes on: its stream was cut without an error, or the driver began a new file.
			retry.fail();
			await retry.wait(signal);
		}
	}

	/** Reads until the log ends, has stalled, or has as many lines as it may have. */
	async #read(
		{ id, range, sink, limit: most, onLines }: Part,
		signal: AbortSignal,
	): Promise<'ended' | 'stalled' | 'more'> {
		const { engine, clock } = this.#options;
		const cancelOpen = clock.after(openAfterMs, () => sink.show('streaming'));
		const known = sink.lines();
		const isNew = notIn(known, range.since);
		const attempt = openScope(signal);
		const stall = range.follow ? watchLogStall(this.#options, id, range, attempt, sink.lines) : undefined;
		let limit = this.#isFollowed() ? Number.POSITIVE_INFINITY : most;
		let count = known.length;
		try {
			for await (const lines of engine.containers.logs(id, range, { signal: attempt.signal })) {
				if (signal.aborted) {
					return 'ended';
				}
				stall?.reset();
				if (lines.length > 0) {
					onLines();
				}
				const fresh = lines.filter(isNew);
				// A log that is followed keeps its newest lines instead, from now on.
				limit = this.#isFollowed() ? Number.POSITIVE_INFINITY : limit;
				sink.add(count + fresh.length > limit ? fresh.slice(0, Math.max(0, limit - count)) : fresh);
				count += fresh.length;
				if (count > limit || sink.isPastEnd()) {
					return 'more';
				}
			}
			return attempt.signal.aborted ? 'stalled' : 'ended';
		} catch (error) {
			// A stalled log continues after its last line.
			if (signal.aborted || !attempt.signal.aborted) {
				throw error;
			}
			return 'stalled';
		} finally {
			if (!signal.aborted) {
				sink.flush();
			}
			sink.stop();
			cancelOpen();
			stall?.stop();
			attempt.end();
		}
	}

	#isFollowed(): boolean {
		return this.#options.store.getState().logs.follow;
	}

	/** The lines that a log may have: logs that are shown as one share the room. */
	#share(): number {
		const { logs, preferences } = this.#options.store.getState();
		return Math.floor(preferences.logLines / Math.max(1, logs.sources.length));
	}

	/** The part of the log to ask for: the window's, or all after the last known line. */
	#range(sink: LogSink, window: LogWindow): Partial<LogOptions> {
		const { clock, store } = this.#options;
		const { engineSkewMs } = store.getState();
		const start = startOf(window);
		const resumed = resumeAt(sink.lines());
		if (resumed !== undefined) {
			return { since: resumed };
		}
		if (start !== undefined) {
			return { since: start / 1000 };
		}
		const back = minutes[window];
		if (back !== undefined) {
			// The engine compares with its own clock.
			return { since: Math.floor((clock.wallTime() + engineSkewMs) / 1000) - back * 60 };
		}
		const most = isFar(store.getState()) ? farTailLines : tailLines;
		return window === 'head' ? {} : { tail: Math.min(this.#share(), most) };
	}
}
