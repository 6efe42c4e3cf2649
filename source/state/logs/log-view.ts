import { LineList } from '../../domain/logs/line-list.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { compareLines, dropOldest, mergeLines } from '../../domain/logs/merge.js';
import type { LogSource } from '../../domain/logs/source-names.js';
import type { CaseMode } from '../../domain/text/search.js';
import type { LogQuery } from './find/log-finds.js';

/** The parts of a log that a menu offers. Minutes are counted back from now. */
export type MenuWindow = 'tail' | 'head' | '1m' | '5m' | '15m' | '30m' | '1h';

/** The part of a log that is fetched: `from` a time in Unix milliseconds are its first lines at that time or after it. */
export type LogWindow = MenuWindow | `from ${number}`;

/** The windows in the order of their menu, some with a key in it. */
export const logWindows: readonly { readonly id: MenuWindow; readonly title: string; readonly key?: string }[] = [
	{ id: 'tail', title: 'Last lines', key: 'l' },
	{ id: 'head', title: 'First lines', key: 'f' },
	{ id: '1m', title: 'Last minute', key: 'm' },
	{ id: '5m', title: 'Last 5 minutes' },
	{ id: '15m', title: 'Last 15 minutes' },
	{ id: '30m', title: 'Last 30 minutes' },
	{ id: '1h', title: 'Last hour', key: 'h' },
];

const fromTime = 'from ';

/** The window with the lines at a time, in Unix milliseconds, and after it. */
export const windowFrom = (time: number): LogWindow => `${fromTime}${time}`;

/** The time at which such a window begins; undefined for the windows of the menu. */
export const startOf = (window: LogWindow): number | undefined =>
	window.startsWith(fromTime) ? Number(window.slice(fromTime.length)) : undefined;

/** The user's choices for the log of one subject. */
export type LogSettings = {
	readonly window: LogWindow;
	/** True to show lines as they were written, instead of structured ones as sentences. */
	readonly raw: boolean;
};

/** The log of one container, or of several as one. `lines` has an upper limit: the oldest lines are dropped. */
export type LogView = {
	/** Container id, or the key of several containers (`mergedLog`); undefined when no log is wanted. */
	readonly container: string | undefined;
	/** `more`: reading has stopped at the limit of the window, and the engine has newer lines. */
	readonly status: LogSource['status'];
	readonly error?: string;
	readonly lines: LineList;
	/** The containers of a merged log; empty for that of one container. Those that end stay. */
	readonly sources: readonly LogSource[];
	/** The ids of the sources whose lines are hidden. */
	readonly hidden: ReadonlySet<string>;
	/** The number of lines dropped at the start; `dropped + index` is the number of a line, which changes only in a merged log. */
	readonly dropped: number;
	/** The last line of a merged log of which a source was read up to the limit: later lines of the others are left out. */
	readonly until: LogLine | undefined;
	/** True if the engine may have lines before the first one. */
	readonly hasOlder: boolean;
	/** The number of lines that were read again before the first one; they are kept while the log is not followed. */
	readonly olderCount: number;
	readonly window: LogWindow;
	/** True while the log stays at its end and new lines scroll in. */
	readonly follow: boolean;
	/** The number of the first line shown while the log is not followed. */
	readonly top: number;
	/** The number of the line with the cursor; undefined while the log is followed, or before the first movement. */
	readonly cursor: number | undefined;
	/** Cells scrolled to the right; 0 while lines are wrapped. */
	readonly left: number;
	/** The search that n and N step through. It can always be read: a text that cannot stays in the input. */
	readonly search: string;
	/** The case mode of the search, and of the next filter. */
	readonly searchMode: CaseMode;
	/** Only the lines that all of them find are shown. */
	readonly filters: readonly LogQuery[];
	/** The filter that is being typed. */
	readonly draft: LogQuery | undefined;
	/**
	 * The number of slices in which the lines were tested so far; undefined if no line is left. Until then, lines that are not
	 * tested count as no match.
	 */
	readonly scan: number | undefined;
	/** The number of lines that are shown before and behind each line that the filters find. */
	readonly around: number;
	/** Searches that stay marked, each in its own colour. */
	readonly highlights: readonly LogQuery[];
	/** The lines that the user has marked: see `bookmarkOf`. */
	readonly bookmarks: ReadonlySet<string>;
	/** True to show lines over time in a row above them, where there is room. */
	readonly histogram: boolean;
	/** The number of the line with the current match. */
	readonly match: number | undefined;
	readonly timestamps: boolean;
	readonly wrap: boolean;
	/** The setting of this log: see `LogSettings`. */
	readonly raw: boolean;
	/** The lines to show: all, warnings and errors, or errors, with the lines that belong to them. */
	readonly levels: 'all' | 'warn' | 'error';
	/** True while the lines of stack traces and the like are shown below their head. */
	readonly unfolded: boolean;
	/** The number of the error to which the user has gone last. */
	readonly problem: number | undefined;
	/** True if the log that was open before this one was empty. */
	readonly followsEmpty: boolean;
};

/**
 * Lines that are being read from the engine beside those of the log: a page of older ones, as many as it takes to reach a match or
 * a time, or newer ones up to a match or an error.
 */
export type OlderLines = {
	/** The key of the log. */
	readonly log: string;
	/** A time is in Unix milliseconds. */
	readonly goal: 'page' | 'match' | 'next-match' | 'next-error' | number;
};

/** Returns true for a goal among newer lines. */
export const isNewer = (goal: OlderLines['goal']): goal is 'next-match' | 'next-error' =>
	goal === 'next-match' || goal === 'next-error';

export const emptyLogView: LogView = {
	container: undefined,
	status: 'loading',
	lines: LineList.empty,
	sources: [],
	hidden: new Set(),
	dropped: 0,
	until: undefined,
	hasOlder: true,
	olderCount: 0,
	window: 'tail',
	follow: true,
	top: 0,
	cursor: undefined,
	left: 0,
	search: '',
	searchMode: 'smart',
	filters: [],
	draft: undefined,
	scan: undefined,
	around: 0,
	highlights: [],
	bookmarks: new Set(),
	histogram: true,
	match: undefined,
	timestamps: false,
	wrap: false,
	raw: false,
	levels: 'all',
	unfolded: false,
	problem: undefined,
	followsEmpty: false,
};

/**
 * Returns true if the log of the selected container has no lines. Until it is read, it counts as the log before it, so that
 * the tab stays while the selection moves over containers that write nothing.
 */
export const isLogEmpty = ({ status, followsEmpty, window, lines, dropped }: LogView): boolean =>
	status === 'loading' ? followsEmpty : window === 'tail' && lines.length + dropped === 0;

/** Appends a batch, and drops the oldest lines above `maxLines`. */
export function appendLines(view: LogView, batch: readonly LogLine[], maxLines: number): LogView {
	// Lines that were written before an event may arrive after it.
	if (view.lines.at(-1)?.isNote && batch[0] !== undefined && batch[0].time !== '') {
		return { ...mergeIntoLog(view, batch, maxLines), status: 'streaming' };
	}
	const all = view.lines.append(batch);
	const lines = all.dropFirst(all.length - maxLines - olderIn(view));
	const dropped = view.dropped + all.length - lines.length;
	const older = olderAfter(view, dropped);
	return { ...view, ...older, status: 'streaming', lines, dropped, top: Math.max(view.top, dropped) };
}

/** The older lines that are kept beside the new ones: those that a user reads. */
const olderIn = ({ follow, olderCount }: LogView): number => (follow ? 0 : olderCount);

/** Lines that were dropped can be read again. */
const olderAfter = (view: LogView, dropped: number): Pick<LogView, 'hasOlder' | 'olderCount'> => ({
	hasOlder: view.hasOlder || dropped > view.dropped,
	olderCount: olderIn(view),
});

/** A merged log that is full frees this part of its lines at once, because to choose them costs a look at each block. */
const freePart = 1 / 16;

/**
 * Merges a batch of ordered lines of several containers. Lines before `top` that come late or are dropped do not move it: the
 * same lines stay on screen.
 */
export function mergeIntoLog(view: LogView, batch: readonly LogLine[], maxLines: number): LogView {
	const all = mergeLines(view.lines, batch);
	const most = maxLines + olderIn(view);
	const lines = all.length > most ? dropOldest(all, most - Math.floor(most * freePart)) : all;
	const dropped = view.dropped + all.length - lines.length;
	return { ...keepStart(view, withOthers(view, lines, dropped)), ...olderAfter(view, dropped) };
}

/** A log that is read from its beginning, or from a time on, stays at its first line while earlier ones arrive. */
function keepStart(before: LogView, { dropped, cursor, ...rest }: LogView): LogView {
	const isAtStart = before.top === before.dropped && (before.cursor ?? before.dropped) === before.dropped;
	const hasStart = before.window === 'head' || startOf(before.window) !== undefined;
	return isAtStart && hasStart && before.olderCount === 0
		? { ...rest, dropped, top: dropped, cursor: cursor === undefined ? undefined : dropped }
		: { ...rest, dropped, cursor };
}

/** The view with lines before, between and behind its own, or without some: the same lines stay on screen. */
export function withOthers(view: LogView, lines: LineList, dropped: number): LogView {
	const moved = (number: number): number => dropped + placeOf(lineAt(view, number), lines);
	return {
		...view,
		lines,
		dropped,
		top: moved(view.top),
		cursor: view.cursor === undefined ? undefined : moved(view.cursor),
		match: view.match === undefined ? undefined : moved(view.match),
		problem: view.problem === undefined ? undefined : moved(view.problem),
	};
}

const lineAt = ({ lines, dropped }: LogView, number: number): LogLine | undefined =>
	number < dropped ? undefined : lines.at(number - dropped);

/** The index of a line, or of the first one after its place when it was dropped. */
function placeOf(line: LogLine | undefined, lines: LineList): number {
	if (line === undefined) {
		return 0;
	}
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareLines(lines.at(middle)!, line) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	for (let index = low; index < lines.length && compareLines(lines.at(index)!, line) === 0; index++) {
		if (lines.at(index) === line) {
			return index;
		}
	}
	return low;
}

/** Adds a source, or changes it. The log is open while one of its sources is. */
export function putSource(view: LogView, source: LogSource): LogView {
	const isKnown = view.sources.some(({ id }) => id === source.id);
	const sources = isKnown
		? view.sources.map(each => (each.id === source.id ? source : each))
		: [...view.sources, source];
	const has = (status: LogView['status']) => sources.some(each => each.status === status);
	const order = ['more', 'streaming', 'loading', 'ended'] as const;
	return { ...view, sources, status: order.find(has) ?? 'failed' };
}

/** Leaves out the lines of all sources behind a line, because those of its source are missing. */
export function endAt(view: LogView, line: LogLine): LogView {
	const until = view.until === undefined || compareLines(line, view.until) < 0 ? line : view.until;
	const kept = view.lines.slice().filter(each => compareLines(each, until) <= 0);
	const lines = kept.length === view.lines.length ? view.lines : LineList.of(kept);
	return { ...withOthers(view, lines, view.dropped), until };
}
