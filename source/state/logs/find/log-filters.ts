import type { State } from '../../state.js';
import type { LogView } from '../log-view.js';
import { findOf, type LogQuery } from './log-finds.js';
import { startScan } from './log-scan.js';

const withLogs = (state: State, change: Partial<LogView>): State => ({ ...state, logs: { ...state.logs, ...change } });

/** Changes the filters. */
const withFilters = (state: State, change: Pick<Partial<LogView>, 'draft' | 'filters'>): State => ({
	...state,
	logs: startScan({ ...state.logs, ...change }),
});

const isSame = (a: LogQuery, b: LogQuery): boolean => a.text === b.text && a.mode === b.mode;

/** The text with which the input of a filter opens: the search, unless it is a filter already. */
export function firstFilterText({ logs }: State): string {
	const search = { text: logs.search, mode: logs.searchMode };
	return logs.filters.some(filter => isSame(filter, search)) ? '' : logs.search;
}

/** Shows what a filter that is being typed leaves. A text that cannot be read keeps the filter before. */
export function draftFilter(state: State, text: string): State {
	const draft = { text, mode: state.logs.searchMode };
	return text !== '' && findOf(draft) === undefined
		? state
		: withFilters(state, { draft: text === '' ? undefined : draft });
}

/** Makes the typed filter one that stays. */
export function acceptFilter(state: State): State {
	const { draft, filters } = state.logs;
	const isNew = draft !== undefined && !filters.some(filter => isSame(filter, draft));
	return withFilters(state, { draft: undefined, filters: isNew ? [...filters, draft] : filters });
}

/** Forgets the filter that is being typed, and brings back the former ones. */
export const restoreFilters = (state: State, filters: LogView['filters']): State =>
	withFilters(state, { draft: undefined, filters });

/** Removes a filter; without one, the last. */
export const removeFilter = (state: State, filter = state.logs.filters.at(-1)): State =>
	withFilters(state, { filters: state.logs.filters.filter(each => each !== filter) });

/** Removes all filters and highlights. */
export const removeFinds = (state: State): State => withLogs(withFilters(state, { filters: [] }), { highlights: [] });

const amountsAround: readonly number[] = [0, 3, 10];

/** Shows no lines around those that filters find, then three, then ten. */
export function cycleAround(state: State): State {
	const next = amountsAround.indexOf(state.logs.around) + 1;
	return withLogs(state, { around: amountsAround[next] ?? 0 });
}

/** The number of highlights, each of which has a colour of its own. */
export const mostHighlights = 4;

/** Marks the search for good, or no longer. Beyond the number of colours, the oldest highlight ends. */
export function toggleHighlight(state: State): State {
	const { search, searchMode, highlights } = state.logs;
	const query = { text: search, mode: searchMode };
	if (highlights.some(each => isSame(each, query))) {
		return removeHighlight(
			state,
			highlights.find(each => isSame(each, query)),
		);
	}
	return withLogs(state, { highlights: [...highlights, query].slice(-mostHighlights) });
}

/** Ends a highlight. */
export const removeHighlight = (state: State, highlight: LogQuery | undefined): State =>
	withLogs(state, { highlights: state.logs.highlights.filter(each => each !== highlight) });
