import type { LogLine } from '../../domain/logs/log-line.js';
import { compareLines, SourceMarker } from '../../domain/logs/merge.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import { matchesOf, shownIndex } from '../../state/logs/log-lines.js';
import { prependLines, stopOlder } from '../../state/logs/log-older.js';
import { goTo } from '../../state/logs/log-scroll.js';
import { rowOfTime, timeOf } from '../../state/logs/log-times.js';
import type { LogView, OlderLines } from '../../state/logs/log-view.js';
import { addToast, expireToasts, nextId } from '../../state/messages.js';
import type { State } from '../../state/state.js';
import type { Clock } from '../clock.js';
import type { Store } from '../store.js';
import { readPage } from './log-pages.js';

type Options = { readonly engine: Engine; readonly store: Store; readonly clock: Clock };

/** The message that a search has found nothing is shown for this long. */
const messageMs = 5000;

/** Older lines of a log, of one container or several. */
export type OlderWant = OlderLines & { readonly containers: readonly { readonly id: string; readonly tty: boolean }[] };

/** Reads pages of older lines before those of the open log, until the goal is reached or nothing is left. */
export async function readOlderLines(options: Options, want: OlderWant, signal: AbortSignal): Promise<void> {
	const { store, clock } = options;
	const ended = new Set<string>();
	try {
		for (let isReached = false; !isReached && !signal.aborted; ) {
			const before = store.getState().logs;
			if (before.container !== want.log) {
				break;
			}
			const lines = await readPages(options, before, want, ended, signal);
			if (signal.aborted || store.getState().logs.container !== want.log) {
				return;
			}
			const hasMore = ended.size < want.containers.length;
			store.update(state => {
				const all = [...lines, ...droppedSince(before, state.logs)];
				const logs = prependLines(state.logs, all, hasMore, state.preferences.logLines);
				const next = afterPage({ ...state, logs }, want.goal, before);
				isReached = next !== undefined || !logs.hasOlder;
				if (next !== undefined || logs.hasOlder) {
					return next ?? { ...state, logs };
				}
				const text = endWords(state, want.goal, hasMore);
				clock.after(messageMs + 1, () => store.update(later => expireToasts(later, clock.now())));
				return addToast({ ...state, logs }, { id: nextId(), level: 'info', text, until: clock.now() + messageMs });
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

/** The lines that were dropped while a page was read: they lie between the page and the log. */
function droppedSince(before: LogView, { dropped, lines }: LogView): readonly LogLine[] {
	if (dropped === before.dropped) {
		return [];
	}
	const kept = new Set(lines);
	return before.lines.slice().filter(line => !kept.has(line));
}

/** The words for a search that has come to the first line. */
function endWords({ logs, preferences }: State, goal: OlderLines['goal'], hasMore: boolean): string {
	const what = goal === 'match' ? `No older line matches ${logs.search}` : 'The log begins after this time';
	return hasMore ? `Not found in the ${preferences.logLines} older lines that are kept` : what;
}

/** The state when a page has reached the goal; undefined while it has not. */
function afterPage(state: State, goal: OlderLines['goal'], before: LogView): State | undefined {
	if (goal === 'page') {
		return state;
	}
	if (goal === 'match') {
		const matches = matchesOf(state.logs);
		const found = matches.at(matches.rowOf(before.dropped) - 1);
		return found && goTo({ ...state, logs: { ...state.logs, match: found.number } }, found.number);
	}
	const first = state.logs.lines.at(0);
	const index = shownIndex(state.logs);
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
