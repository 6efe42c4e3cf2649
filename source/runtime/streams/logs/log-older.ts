import { wrapNotice } from '../../../actions/search-steps.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { compareLines, SourceMarker } from '../../../domain/logs/merge.js';
import type { Engine } from '../../../engine/engine.js';
import { isAbort } from '../../../engine/errors.js';
import { justBefore, rowOfTime, timeOf } from '../../../state/logs/find/log-times.js';
import { matchesOf, shownIndex } from '../../../state/logs/log-lines.js';
import { mayHaveOlder, prependLines, stopOlder } from '../../../state/logs/log-older.js';
import { goTo, nextError, nextMatch, stepError, stepMatch } from '../../../state/logs/log-scroll.js';
import { isNewer, type LogView, type OlderLines, windowFrom } from '../../../state/logs/log-view.js';
import { openWindow } from '../../../state/logs/log-window.js';
import { addToast, expireToasts, nextId } from '../../../state/messages.js';
import type { State } from '../../../state/state.js';
import type { Clock } from '../../clock.js';
import type { Store } from '../../store.js';
import { firstFoundBehind, lastMatchBefore } from './log-far.js';
import { readPage } from './log-pages.js';

type Options = { readonly engine: Engine; readonly store: Store; readonly clock: Clock };

/** The message that a search has found nothing is shown for this long. */
const messageMs = 5000;

/** Older lines of a log, of one container or several. */
export type OlderWant = OlderLines & { readonly containers: readonly { readonly id: string; readonly tty: boolean }[] };

/** Reads pages of older lines before those of the open log, until the goal is reached or nothing is left. */
export async function readOlderLines(options: Options, want: OlderWant, signal: AbortSignal): Promise<void> {
	const { store } = options;
	const { goal } = want;
	const ended = new Set<string>();
	try {
		if (isNewer(goal)) {
			return await searchNewerLines(options, store.getState().logs, { ...want, goal }, signal);
		}
		for (let isReached = false; !isReached && !signal.aborted; ) {
			const before = store.getState().logs;
			if (before.container !== want.log) {
				break;
			}
			if (goal === 'match' && !mayHaveOlder(store.getState())) {
				return await searchFarLines(options, before, want, signal);
			}
			const lines = await readPages(options, before, want, ended, signal);
			if (signal.aborted || store.getState().logs.container !== want.log) {
				return;
			}
			const hasMore = ended.size < want.containers.length;
			store.update(state => {
				const all = [...lines, ...droppedSince(before, state.logs)];
				const logs = prependLines(state.logs, all, hasMore, state.preferences.logLines);
				const next = afterPage({ ...state, logs }, goal, before);
				isReached = next !== undefined || !logs.hasOlder;
				if (next !== undefined || logs.hasOlder) {
					return next ?? { ...state, logs };
				}
				if (!hasMore) {
					return say({ ...state, logs }, options, endWords(state, goal));
				}
				// No more older lines are kept beside the newest ones.
				isReached = goal !== 'match';
				return typeof goal === 'number' ? openWindow(state, want.log, windowFrom(goal)) : { ...state, logs };
			});
		}
	} catch (error) {
		if (isAbort(error, signal)) {
			return;
		}
		// The log itself reports an engine that is gone; a driver that cannot be read has no lines.
		store.update(state => ({ ...state, logs: { ...state.logs, hasOlder: false } }));
	} finally {
		if (!signal.aborted) {
			store.update(state => (state.older?.log === want.log ? stopOlder(state) : state));
		}
	}
}

/** Goes to the first match or error behind the lines of the log, with the lines behind it instead, or to the first one among them. */
async function searchNewerLines(
	options: Options,
	view: LogView,
	{ goal, log, containers }: OlderWant & { readonly goal: 'next-match' | 'next-error' },
	signal: AbortSignal,
): Promise<void> {
	const isMatch = goal === 'next-match';
	const { search: text, searchMode: mode } = view;
	const found = isMatch
		? { ...view, filters: [...view.filters, { text, mode }] }
		: { ...view, filters: [], levels: 'error' as const, unfolded: false };
	const line = await firstFoundBehind(options.engine, { ...found, around: 0 }, containers, signal);
	if (signal.aborted) {
		return;
	}
	options.store.update(state => {
		if (state.logs.container !== log) {
			return state;
		}
		if (line !== undefined) {
			const next = openWindow(state, log, windowFrom(justBefore(line)));
			const place = isMatch ? { match: 0, cursor: 0 } : { problem: 0, cursor: 0 };
			return { ...next, logs: { ...next.logs, ...place } };
		}
		const words = isMatch ? wrapNotice(1) : 'The errors go on at the first one';
		const next = isMatch ? stepMatch(state, 1) : stepError(state, 1);
		const has = isMatch ? nextMatch(state, 1) : nextError(state, 1);
		return say(
			next,
			options,
			has === undefined ? `No newer line ${isMatch ? `matches ${text}` : 'is an error'}` : words,
		);
	});
}

/** Goes to the last line that the search finds before those of the log, with the lines after it instead of the newest ones. */
async function searchFarLines(options: Options, view: LogView, want: OlderWant, signal: AbortSignal): Promise<void> {
	const match = await lastMatchBefore(options.engine, view, want.containers, signal);
	if (signal.aborted) {
		return;
	}
	options.store.update(state => {
		if (state.logs.container !== want.log) {
			return state;
		}
		return match === undefined
			? say(state, options, endWords(state, want.goal))
			: foundFar(openWindow(state, want.log, windowFrom(justBefore(match))));
	});
}

/** The match is the first line of the window. */
const foundFar = (state: State): State => ({ ...state, logs: { ...state.logs, match: 0, cursor: 0 } });

/** Shows a message for a while. */
function say(state: State, { store, clock }: Options, text: string): State {
	clock.after(messageMs + 1, () => store.update(later => expireToasts(later, clock.now())));
	return addToast(state, { id: nextId(), level: 'info', text, until: clock.now() + messageMs });
}

/** The lines that were dropped while a page was read: they lie between the page and the log. */
function droppedSince(before: LogView, { dropped, lines }: LogView): readonly LogLine[] {
	if (dropped === before.dropped) {
		return [];
	}
	const kept = new Set(lines);
	return before.lines.slice().filter(line => !kept.has(line));
}

/** The words for a search that has come to the first line. */
const endWords = ({ logs }: State, goal: OlderLines['goal']): string =>
	goal === 'match' ? `No older line matches ${logs.search}` : 'The log begins after this time';

/** The state when a page has reached the goal; undefined while it has not. */
function afterPage(state: State, goal: 'page' | 'match' | number, before: LogView): State | undefined {
	if (goal === 'page') {
		return state;
	}
	if (goal === 'match') {
		const matches = matchesOf({ ...state.logs, scan: undefined });
		const found = matches.at(matches.rowOf(before.dropped) - 1);
		return found && goTo({ ...state, logs: { ...state.logs, match: found.number } }, found.number);
	}
	const first = state.logs.lines.at(0);
	const index = shownIndex({ ...state.logs, scan: undefined });
	const line = index.at(Math.min(rowOfTime(index, goal), index.count - 1));
	return first !== undefined && line !== undefined && timeOf(first) <= goal ? goTo(state, line.number) : undefined;
}

/** Reads a page of each container whose log goes further back, and returns the lines in order. */
async function readPages(
	{ engine }: Options,
	view: LogView,
	{ containers }: OlderWant,
	ended: Set<string>,
	signal: AbortSignal,
): Promise<readonly LogLine[]> {
	const isMerged = view.sources.length > 0;
	const all = view.lines.slice().filter(({ isNote }) => !isNote);
	const pages = await Promise.all(
		containers
			.filter(({ id }) => !ended.has(id))
			.map(async ({ id, tty }) => {
				const known = isMerged ? all.filter(({ source }) => source === id) : all;
				const page = await readPage(engine, { id, tty, known, newer: known.length }, signal);
				const lines = isMerged ? new SourceMarker(id).mark(page.lines) : page.lines;
				return { id, lines, isFirst: page.isFirst };
			}),
	);
	// Before the first line of a page that has others before it, lines would be missing: they come with the next page.
	const starts = pages.flatMap(({ lines, isFirst }) => (isFirst || lines[0] === undefined ? [] : [lines[0]]));
	const start = starts.reduce<LogLine | undefined>(
		(latest, line) => (latest === undefined || compareLines(line, latest) > 0 ? line : latest),
		undefined,
	);
	for (const { id, lines, isFirst } of pages) {
		const [first] = lines;
		if (isFirst && (first === undefined || start === undefined || compareLines(first, start) >= 0)) {
			ended.add(id);
		}
	}
	const lines = pages.flatMap(page => page.lines).filter(line => start === undefined || compareLines(line, start) >= 0);
	return isMerged ? lines.sort(compareLines) : lines;
}
