import { LineList } from '../../domain/logs/line-list.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { mergeLines } from '../../domain/logs/merge.js';
import { detailViewport } from '../detail/detail-viewport.js';
import { currentTab } from '../selectors.js';
import type { State } from '../state.js';
import { scrollLog } from './log-scroll.js';
import { type LogView, type OlderLines, startOf, withOthers } from './log-view.js';

/** Returns true if the engine may have lines before the first one. */
export const mayHaveOlder = ({ logs }: State): boolean =>
	logs.hasOlder &&
	logs.window !== 'head' &&
	startOf(logs.window) === undefined &&
	logs.lines.length > 0 &&
	logs.status !== 'failed';

/** Returns true if the engine may have lines behind the last one. */
export const mayHaveNewer = ({ logs }: State): boolean => logs.status === 'more';

/** A log from a time on has older lines, too, but a search does not read them page by page. */
const mayHavePage = (state: State): boolean =>
	mayHaveOlder(state) ||
	(startOf(state.logs.window) !== undefined && state.logs.hasOlder && state.logs.lines.length > 0);

/** Returns true if the engine may have lines that are too far from those of the log to be read beside them. */
export const mayHaveFarLines = ({ logs, preferences }: State): boolean =>
	logs.lines.length > 0 &&
	logs.status !== 'failed' &&
	(startOf(logs.window) !== undefined || logs.olderCount >= preferences.logLines);

/** Returns true if a search can go on before the first line. */
export const maySearchOlder = (state: State): boolean => mayHaveOlder(state) || mayHaveFarLines(state);

const mayReach = {
	page: mayHavePage,
	match: maySearchOlder,
	time: mayHaveOlder,
	'next-match': mayHaveNewer,
	'next-error': mayHaveNewer,
} as const;

/** Reads older lines, unless some are being read. The log is no longer followed, so that they are kept. */
export function readOlder(state: State, goal: OlderLines['goal']): State {
	const { container } = state.logs;
	const mayRead = mayReach[typeof goal === 'number' ? 'time' : goal](state);
	if (container === undefined || state.older?.log === container || !mayRead) {
		return state;
	}
	const paused = state.logs.follow ? scrollLog(state, 0) : state;
	return { ...paused, older: { log: container, goal } };
}

/** Reads the page before the first line once that is on screen. */
export function readOlderAtTop(state: State): State {
	const isAtTop = currentTab(state) === 'logs' && !state.logs.follow && detailViewport(state)?.top === 0;
	return isAtTop ? readOlder(state, 'page') : state;
}

/** Ends the search in older lines. */
export const stopOlder = (state: State): State => ({ ...state, older: undefined });

/**
 * Puts older lines before the first one. The same lines stay on screen. As many older lines are kept as new ones, and the rest is
 * left out.
 *
 * @param lines In order, none of them known.
 * @param hasMore True if the engine has lines before them.
 */
export function prependLines(view: LogView, lines: readonly LogLine[], hasMore: boolean, maxOlder: number): LogView {
	const kept = lines.slice(Math.max(0, lines.length - Math.max(0, maxOlder - view.olderCount)));
	const dropped = view.dropped - kept.length;
	const hasOlder = hasMore && kept.length === lines.length && view.olderCount + kept.length < maxOlder;
	const older = { hasOlder, olderCount: view.olderCount + kept.length };
	if (view.sources.length > 0) {
		// A container whose oldest lines were dropped has its older lines among those of the others.
		return { ...withOthers(view, mergeLines(view.lines, kept), dropped), ...older };
	}
	const all = LineList.join([...LineList.of(kept).blocks, ...view.lines.blocks]);
	return { ...view, ...older, lines: all, dropped };
}
