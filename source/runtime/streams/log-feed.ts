import { wordsOf } from '../../actions/failure.js';
import type { LogLine } from '../../domain/logs.js';
import type { Engine, LogOptions } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import { openLog } from '../../state/logs/log-scroll.js';
import { appendLines, type LogView, type LogWindow } from '../../state/logs/log-view.js';
import { type Clock, sleep } from '../clock.js';
import { backoff } from '../connection/backoff.js';
import { watchSilence } from '../connection/silence.js';
import type { Store } from '../store.js';
import type { Scope } from '../sync/event-stream.js';
import { createBatch } from './batch.js';
import { notIn, resumeAt } from './log-resume.js';

/** Lines reach the store together, at most this often: less than what the engine holds back together. Milliseconds. */
const batchInterval = 50;
/** A following log that broke or ended is opened again after this, later when it breaks again. Milliseconds. */
const retry = 1000;
/** A log that has said nothing for this long is taken as open, and empty so far. Milliseconds. */
const silence = 400;
/** A followed log that was silent for this long is compared with the last line that the engine has. */
const probeAfterMs = 60_000;
/** Lines that `head` reads. */
const headLines = 1000;
const minutes: Readonly<Partial<Record<LogWindow, number>>> = { '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60 };

export type LogFeed = {
	/** Fills the log view until aborted, or until the log of a stopped container ends. */
	follow(want: { id: string; window: LogWindow; tty: boolean; running: boolean }, signal: AbortSignal): Promise<void>;
};

/** The log of the selected container into the state, in batches. A log that was cut goes on where it was. */
export function createLogFeed({
	engine,
	store,
	clock,
	scope,
	suspect,
}: {
	engine: Engine;
	store: Store;
	clock: Clock;
	/** A signal for one try of a stream. */
	scope(): Scope;
	/** The log of a container that should run has ended. */
	suspect(id: string): void;
}): LogFeed {
	const patch = (id: string, change: (view: LogView) => LogView) =>
		store.update(state => (state.logs.container === id ? { ...state, logs: change(state.logs) } : state));
	/** Unix milliseconds: the engine compares with its own clock. */
	const engineTime = () => clock.wallTime() + store.getState().engineSkewMs;
	const say = (id: string, status: LogView['status'], error?: string) =>
		patch(id, view => (view.status === status && view.error === error ? view : { ...view, status, error }));

	/** Reads until the log ends, or has stalled; `heard` is called when lines come. */
	async function read(
		id: string,
		options: LogOptions,
		cap: number,
		limit: number,
		heard: () => void,
		signal: AbortSignal,
	): Promise<'ended' | 'stalled'> {
		const batch = createBatch<LogLine>(clock, batchInterval, lines => patch(id, view => appendLines(view, lines, cap)));
		const stopWaiting = clock.after(silence, () => say(id, 'streaming'));
		const isNew = notIn(store.getState().logs.lines, options.since);
		const attempt = scope();
		let isProbing = false;
		const probe = async () => {
			if (isProbing) {
				return;
			}
			isProbing = true;
			if (await hasMore(id, options, attempt.signal)) {
				attempt.end();
			}
			isProbing = false;
		};
		const probes = options.follow ? watchSilence(clock, probeAfterMs, () => void probe()) : undefined;
		signal.addEventListener('abort', attempt.end, { once: true });
		let count = 0;
		let isStalled = false;
		try {
			for await (const lines of engine.containers.logs(id, options, { signal: attempt.signal })) {
				if (signal.aborted) {
					return 'ended';
				}
				probes?.heard();
				if (lines.length > 0) {
					heard();
				}
				const fresh = lines.filter(isNew);
				batch.add(count + fresh.length > limit ? fresh.slice(0, limit - count) : fresh);
				count += fresh.length;
				if (count >= limit) {
					return 'ended';
				}
			}
		} catch (error) {
			// Stalled: it goes on where it was.
			if (signal.aborted || !attempt.signal.aborted) {
				throw error;
			}
		} finally {
			if (!signal.aborted) {
				batch.flush();
			}
			batch.stop();
			stopWaiting();
			probes?.stop();
			signal.removeEventListener('abort', attempt.end);
			isStalled = attempt.signal.aborted;
			attempt.end();
		}
		return isStalled ? 'stalled' : 'ended';
	}

	/** Returns true if the engine has a line that is newer than the last one here: the stream has stalled. */
	async function hasMore(id: string, { tty, since }: LogOptions, signal: AbortSignal): Promise<boolean> {
		const known = store.getState().logs.lines.at(-1)?.time ?? '';
		try {
			let last = '';
			for await (const lines of engine.containers.logs(id, { follow: false, tail: 1, since, tty }, { signal })) {
				last = lines.at(-1)?.time ?? last;
			}
			return last !== '' && last !== known && !(Date.parse(last) < Date.parse(known));
		} catch {
			// The heartbeat reports an engine that is gone; a driver that cannot be read gave no stream either.
			return false;
		}
	}

	return {
		async follow({ id, window, tty, running }, signal) {
			const { logs, preferences } = store.getState();
			if (logs.container !== id || logs.window !== window || logs.lines.length === 0) {
				store.update(state => openLog(state, id, window));
			}
			const follow = running && window !== 'head';
			const limit = window === 'head' ? headLines : Number.POSITIVE_INFINITY;
			let failures = 0;
			const heard = () => {
				failures = 0;
			};
			while (!signal.aborted) {
				const range = rangeOf(window, store.getState().logs.lines, preferences.logLines, engineTime());
				try {
					const end = await read(id, { follow, tty, ...range }, preferences.logLines, limit, heard, signal);
					if (signal.aborted) {
						return;
					}
					if (end === 'stalled') {
						continue;
					}
					say(id, 'ended');
					if (!follow) {
						return;
					}
					suspect(id);
				} catch (error) {
					if (isAbort(error, signal)) {
						return;
					}
					say(id, 'failed', wordsOf(error));
				}
				// The log of a running container does not end for good: it was cut without a word, or goes on in another file.
				failures++;
				await sleep(clock, backoff(failures, retry), signal);
			}
		},
	};
}

/** Which part of the log to ask for: the window's, or what came after what we have. */
function rangeOf(window: LogWindow, lines: readonly LogLine[], cap: number, now: number): Partial<LogOptions> {
	const resumed = resumeAt(lines);
	if (resumed !== undefined) {
		return { since: resumed };
	}
	const back = minutes[window];
	if (back !== undefined) {
		return { since: Math.floor(now / 1000) - back * 60 };
	}
	return window === 'head' ? {} : { tail: Math.min(cap, 1000) };
}
