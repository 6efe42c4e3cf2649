import { wordsOf } from '../actions/failure.js';
import type { LogLine } from '../domain/logs.js';
import type { Engine, LogOptions } from '../engine/engine.js';
import { isAbort } from '../engine/errors.js';
import { openLog } from '../state/log-scroll.js';
import { appendLines, type LogView, type LogWindow } from '../state/log-view.js';
import { type Clock, sleep } from './clock.js';
import type { Store } from './store.js';

/** Lines reach the store together, at most this often. Milliseconds. */
const batchInterval = 50;
/** A following log that broke is opened again after this. Milliseconds. */
const retry = 1000;
/** A log that has said nothing for this long is taken as empty so far. Milliseconds. */
const silence = 400;
/** Lines that `head` reads. */
const headLines = 1000;
const minutes: Readonly<Partial<Record<LogWindow, number>>> = { '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60 };

export type LogFeed = {
	/** Fills the log view until aborted, or until the container's log ends. */
	follow(want: { id: string; window: LogWindow; tty: boolean; running: boolean }, signal: AbortSignal): Promise<void>;
};

/** The log of the selected container into the state, in batches. */
export function createLogFeed({ engine, store, clock }: { engine: Engine; store: Store; clock: Clock }): LogFeed {
	const patch = (id: string, change: (view: LogView) => LogView) =>
		store.update(state => (state.logs.container === id ? { ...state, logs: change(state.logs) } : state));

	async function read(
		id: string,
		options: LogOptions,
		after: string,
		signal: AbortSignal,
		cap: number,
		limit: number,
	): Promise<void> {
		const batch = createBatch(clock, lines => patch(id, view => appendLines(view, lines, cap)));
		const stopWaiting = clock.after(silence, () =>
			patch(id, view => (view.status === 'loading' ? { ...view, status: 'streaming' } : view)),
		);
		let count = 0;
		try {
			for await (const lines of engine.containers.logs(id, options, { signal })) {
				if (signal.aborted) return;
				// `since` is not finer than a double: what we have already is left out by its stamp.
				const fresh = after === '' ? lines : lines.filter(line => line.time > after);
				batch.add(count + fresh.length > limit ? fresh.slice(0, limit - count) : fresh);
				count += fresh.length;
				if (count >= limit) return;
			}
		} finally {
			if (!signal.aborted) batch.flush();
			batch.stop();
			stopWaiting();
		}
	}

	return {
		async follow({ id, window, tty, running }, signal) {
			const { logs, preferences } = store.getState();
			if (logs.container !== id || logs.window !== window || logs.lines.length === 0)
				store.update(state => openLog(state, id, window));
			const follow = running && window !== 'head';
			for (;;) {
				const last = store.getState().logs.lines.at(-1)?.time ?? '';
				try {
					const options = { follow, tty, ...rangeOf(window, last, preferences.logLines, clock.now()) };
					const limit = window === 'head' ? headLines : Number.POSITIVE_INFINITY;
					await read(id, options, last, signal, preferences.logLines, limit);
					if (!signal.aborted) patch(id, view => ({ ...view, status: 'ended', error: undefined }));
					return;
				} catch (error) {
					if (isAbort(error, signal)) return;
					patch(id, view => ({ ...view, status: 'failed', error: wordsOf(error) }));
				}
				await sleep(clock, retry, signal);
				if (signal.aborted) return;
			}
		},
	};
}

/** Which part of the log to ask for: the window's, or what came after the last line that we have. */
function rangeOf(window: LogWindow, last: string, cap: number, now: number): Partial<LogOptions> {
	if (last !== '') return { since: Date.parse(last) / 1000 };
	const back = minutes[window];
	if (back !== undefined) return { since: Math.floor(now / 1000) - back * 60 };
	return window === 'head' ? {} : { tail: Math.min(cap, 1000) };
}

/** Gathers lines: the first after a rest goes at once, then one batch per interval. */
function createBatch(clock: Clock, send: (lines: readonly LogLine[]) => void) {
	let lines: LogLine[] = [];
	let cancel: (() => void) | undefined;
	let sentAt = Number.NEGATIVE_INFINITY;
	const flush = () => {
		cancel?.();
		cancel = undefined;
		if (lines.length === 0) return;
		sentAt = clock.now();
		const batch = lines;
		lines = [];
		send(batch);
	};
	return {
		flush,
		stop: () => cancel?.(),
		add(more: readonly LogLine[]) {
			for (const line of more) lines.push(line);
			if (lines.length > 0) cancel ??= clock.after(Math.max(0, sentAt + batchInterval - clock.now()), flush);
		},
	};
}
