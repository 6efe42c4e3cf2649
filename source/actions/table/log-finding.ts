import { bookmarkedLines, currentLine, nextBookmark, toggleBookmark } from '../../state/logs/find/log-bookmarks.js';
import { cycleAround, toggleHighlight } from '../../state/logs/find/log-filters.js';
import type { NumberedLine } from '../../state/logs/index/log-index.js';
import { goTo, stepBucket } from '../../state/logs/log-scroll.js';
import type { LogView } from '../../state/logs/log-view.js';
import { openInput } from '../../state/modals/inline-input.js';
import { type Action, action } from '../action.js';
import { chooseFinds } from '../flows/logs/log-finds.js';
import { goToTime } from '../flows/logs/log-times.js';
import { look } from './view.js';

/** `b` or `B`: the next line with a bookmark, around the ends. */
const bookmarkStep = (id: string, title: string, key: string, by: 1 | -1): Action =>
	action<LogView>({
		id: `logs.${id}`,
		title,
		keys: [key],
		scope: 'logs',
		target: ({ logs }) => logs,
		disabledReason: log => (bookmarkedLines(log).length === 0 ? 'there is no bookmark, press m to set one' : undefined),
		run: context =>
			context.update(state => {
				const next = nextBookmark(state, by);
				return next === undefined ? state : goTo(state, next.number);
			}),
	});

/** `,` or `.`: the first line of the bar before or behind that of the first line on screen. */
const bucketStep = (id: string, title: string, key: string, by: 1 | -1): Action =>
	action<LogView>({
		id: `logs.${id}`,
		title,
		keys: [key],
		scope: 'logs',
		target: ({ logs }) => logs,
		disabledReason: ({ lines }) => (lines.length === 0 ? 'the log has no lines' : undefined),
		run: context => context.update(state => stepBucket(state, by)),
	});

/** Filters, highlights, bookmarks and times of the log view. */
export const logFindingActions: readonly Action[] = [
	look({
		id: 'logs.matching',
		title: 'Filter: show only matching lines',
		short: 'filter',
		keys: ['&'],
		scope: 'logs',
		footer: 13,
		change: state => openInput(state, 'log-filter'),
	}),
	action<LogView>({
		id: 'logs.finds',
		title: 'Remove filters and highlights…',
		keys: ['F'],
		scope: 'logs',
		target: ({ logs }) => logs,
		disabledReason: ({ filters, highlights }) =>
			filters.length + highlights.length === 0 ? 'there is no filter, press & to add one' : undefined,
		run: chooseFinds,
	}),
	action<number>({
		id: 'logs.around',
		title: 'Show 0, 3 or 10 lines around matching ones',
		keys: ['c'],
		scope: 'logs',
		target: ({ logs }) => logs.filters.length,
		disabledReason: count => (count === 0 ? 'no lines are filtered, press & to filter' : undefined),
		run: context => context.update(cycleAround),
	}),
	action<string>({
		id: 'logs.highlight',
		title: 'Keep the search highlighted, or no longer',
		keys: ['H'],
		scope: 'logs',
		target: ({ logs }) => logs.search,
		disabledReason: search => (search === '' ? 'there is no search, press / to search' : undefined),
		run: context => context.update(toggleHighlight),
	}),
	action<LogView>({
		id: 'logs.time',
		title: 'Go to a time…',
		keys: ['a'],
		scope: 'logs',
		target: ({ logs }) => logs,
		disabledReason: ({ lines }) => (lines.length === 0 ? 'the log has no lines' : undefined),
		run: goToTime,
	}),
	bucketStep('previous-bucket', 'Previous bar of the histogram', ',', -1),
	bucketStep('next-bucket', 'Next bar of the histogram', '.', 1),
	look({
		id: 'logs.histogram',
		title: 'Show or hide the histogram',
		keys: [],
		scope: 'logs',
		change: state => ({ ...state, logs: { ...state.logs, histogram: !state.logs.histogram } }),
	}),
	action<NumberedLine>({
		id: 'logs.bookmark',
		title: 'Set or remove a bookmark',
		keys: ['m'],
		scope: 'logs',
		target: currentLine,
		run: context => context.update(toggleBookmark),
	}),
	bookmarkStep('next-bookmark', 'Next bookmark', 'b', 1),
	bookmarkStep('previous-bookmark', 'Previous bookmark', 'B', -1),
];
