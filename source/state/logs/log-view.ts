import type { LogLine } from '../../domain/logs.js';

/** Which part of a log is asked for: the digits `0`–`6` of the log view. Minutes are counted back from now. */
export type LogWindow = 'tail' | 'head' | '1m' | '5m' | '15m' | '30m' | '1h';
export const logWindows: readonly LogWindow[] = ['tail', 'head', '1m', '5m', '15m', '30m', '1h'];

/** The log of one container. `lines` is a bounded ring: `dropped` lines went over its start. */
export type LogView = {
	/** Container id; undefined when no log is wanted. */
	readonly container: string | undefined;
	readonly status: 'loading' | 'streaming' | 'ended' | 'failed';
	readonly error?: string;
	readonly lines: readonly LogLine[];
	/** Lines forgotten at the start; `dropped + index` numbers a line for good. */
	readonly dropped: number;
	readonly window: LogWindow;
	/** At the end, new lines scroll in. */
	readonly follow: boolean;
	/** Number of the first line shown when not following. */
	readonly top: number;
	/** Cells scrolled to the right when not wrapping. */
	readonly left: number;
	readonly search: string;
	/** Show only the lines that match. */
	readonly matching: boolean;
	/** Number of the line of the current match. */
	readonly match: number | undefined;
	readonly timestamps: boolean;
	readonly wrap: boolean;
};

export const emptyLogView: LogView = {
	container: undefined,
	status: 'loading',
	lines: [],
	dropped: 0,
	window: 'tail',
	follow: true,
	top: 0,
	left: 0,
	search: '',
	matching: false,
	match: undefined,
	timestamps: false,
	wrap: false,
};

/** Appends a batch, forgetting the oldest lines above `cap`. */
export function appendLines(view: LogView, batch: readonly LogLine[], cap: number): LogView {
	const all =
		batch.length >= cap
			? batch.slice(-cap)
			: [...view.lines.slice(Math.max(0, view.lines.length + batch.length - cap)), ...batch];
	const dropped = view.dropped + view.lines.length + batch.length - all.length;
	return { ...view, status: 'streaming', lines: all, dropped, top: Math.max(view.top, dropped) };
}

/** The text of a log line without the colours it brought with it. */
export const withoutColours = (text: string): string => text.replace(/\x1b\[[0-9;:]*m/g, '');

/** Whether a line matches a search: case-insensitive unless the search has an upper-case letter (as vim's smartcase). */
export function matcher(search: string): ((text: string) => boolean) | undefined {
	if (search === '') {
		return undefined;
	}
	if (/\p{Lu}/u.test(search)) {
		return text => text.includes(search);
	}
	const wanted = search.toLowerCase();
	return text => text.toLowerCase().includes(wanted);
}
