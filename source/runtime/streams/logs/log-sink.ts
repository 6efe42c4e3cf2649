import type { LogLine } from '../../../domain/logs/log-line.js';
import { failureLine } from '../../../domain/logs/log-note.js';
import { compareLines, HoldBack, SourceMarker } from '../../../domain/logs/merge.js';
import { type LogSource, newSource } from '../../../domain/logs/source-names.js';
import { isOfEngine } from '../../../state/logs/log-notes.js';
import {
	appendLines,
	endAt,
	type LogView,
	type LogWindow,
	mergeIntoLog,
	putSource,
} from '../../../state/logs/log-view.js';
import type { State } from '../../../state/state.js';
import type { Clock } from '../../clock.js';
import type { Store } from '../../store.js';
import { createBatch } from '../batch.js';

/** Lines reach the store together, at most this often: less than the engine adapter's own batches. */
const batchMs = 50;
/** The logs of several containers are read one after the other, in about this time. */
const gatherMs = 4;

type Options = { readonly store: Store; readonly clock: Clock };

/** Lines in a row, the oldest first. */
export type LineRow = Pick<readonly LogLine[], 'length' | 'at'>;

/** The way of the lines of one container into the open log, for one attempt to read them. */
export type LogSink = {
	/** The container's lines in the log, and those that are on their way into it. */
	lines(): LineRow;
	add(lines: readonly LogLine[]): void;
	/** Sends the gathered lines at once. */
	flush(): void;
	/** Sends nothing more. */
	stop(): void;
	show(status: LogSource['status'], error?: string): void;
	/** Ends the log at the last line that was added, or at an earlier end of another source. */
	showMore(): void;
	/** True if the log ends before the last line that was added. */
	isPastEnd(): boolean;
};

const patch = ({ store }: Options, log: string, change: (view: LogView) => LogView): void =>
	store.update(state => (state.logs.container === log ? { ...state, logs: change(state.logs) } : state));

/** The sink of a log of one container. */
export function singleSink(options: Options, log: string, capacity: number): LogSink {
	const { store, clock } = options;
	const batch = createBatch<LogLine>(clock, batchMs, lines =>
		patch(options, log, view => appendLines(view, lines, capacity)),
	);
	const show: LogSink['show'] = (status, error) =>
		patch(options, log, view => (view.status === status && view.error === error ? view : { ...view, status, error }));
	return {
		lines: () => [...store.getState().logs.lines].filter(isOfEngine),
		add: batch.add,
		flush: batch.flush,
		stop: batch.stop,
		show,
		showMore: () => show('more'),
		isPastEnd: () => false,
	};
}

/** Merges the lines of several containers into one log. One log is open at a time. */
export class MergedLogs {
	readonly #options: Options;
	/** The part of a log whose lines are held back. */
	#part: Pick<LogView, 'window'> & { readonly log: string } = { log: '', window: 'tail' };
	#held = new HoldBack();
	#isScheduled = false;
	#releasedAt = Number.NEGATIVE_INFINITY;
	/** The containers that have sent nothing yet: their old lines come before the newest ones of the others. */
	readonly #opening = new Set<string>();

	constructor(options: Options) {
		this.#options = options;
	}

	sink(log: string, window: LogWindow, id: string, capacity: number): LogSink {
		const { store, clock } = this.#options;
		if (log !== this.#part.log || window !== this.#part.window) {
			this.#part = { log, window };
			this.#held = new HoldBack();
			this.#opening.clear();
		}
		const held = this.#held;
		const marker = new SourceMarker(id);
		this.#opening.add(id);
		let isKept = false;
		let last: LogLine | undefined;
		const show: LogSink['show'] = (status, error) => {
			this.#opening.delete(id);
			patch(this.#options, log, view => withStatus(store.getState(), view, { id, status, error }, capacity));
		};
		return {
			// A log that ended is read again when its container starts, which may be before its lines are released.
			lines: () => [
				...[...store.getState().logs.lines].filter(line => line.source === id && isOfEngine(line)),
				...held.linesOf(id),
			],
			add: lines => {
				if (this.#opening.has(id) && lines.length > 0) {
					show('streaming');
				}
				const marked = marker.mark(lines);
				last = marked.at(-1) ?? last;
				held.add(marked, clock.now());
				this.#schedule(capacity);
			},
			// Lines are released in order, by the same timer for all containers.
			flush: () => {
				isKept = true;
			},
			stop: () => {
				this.#opening.delete(id);
				if (!isKept) {
					held.drop(id);
				}
			},
			show,
			showMore: () => {
				show('more');
				const end = last;
				if (end !== undefined) {
					patch(this.#options, log, view => endAt(view, end));
				}
			},
			isPastEnd: () => {
				const { container, until } = store.getState().logs;
				return container === log && until !== undefined && last !== undefined && compareLines(last, until) > 0;
			},
		};
	}

	#schedule(capacity: number): void {
		if (this.#isScheduled) {
			return;
		}
		this.#isScheduled = true;
		const { clock } = this.#options;
		clock.after(Math.max(gatherMs, this.#releasedAt + batchMs - clock.now()), () => {
			this.#isScheduled = false;
			this.#releasedAt = clock.now();
			const { log, window } = this.#part;
			const lines = this.#opening.size > 0 ? [] : this.#held.takeComplete(clock.now());
			if (lines.length > 0) {
				// Another part of the log may have been opened meanwhile.
				patch(this.#options, log, view =>
					view.window === window ? mergeIntoLog(view, upTo(view.until, lines), capacity) : view,
				);
			}
			if (!this.#held.isEmpty) {
				this.#schedule(capacity);
			}
		});
	}
}

const upTo = (until: LogLine | undefined, lines: readonly LogLine[]): readonly LogLine[] =>
	until === undefined ? lines : lines.filter(line => compareLines(line, until) <= 0);

/** Changes the status of a source. The reason why a log cannot be read becomes a line, once. */
function withStatus(
	{ lists }: State,
	view: LogView,
	{ id, status, error }: Pick<LogSource, 'id' | 'status' | 'error'>,
	capacity: number,
): LogView {
	const container = lists.containers.byKey.get(id);
	const source = view.sources.find(each => each.id === id) ?? (container && newSource(container));
	if (source === undefined || (source.status === status && (error ?? source.error) === source.error)) {
		return view;
	}
	const next = putSource(view, { ...source, status, error: error ?? source.error });
	if (error === undefined || error === source.error) {
		return next;
	}
	const last = view.lines.at(-1);
	const stamp = last?.stamp ?? last?.time ?? '';
	return mergeIntoLog(next, [failureLine(error, stamp, id)], capacity);
}
