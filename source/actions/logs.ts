import { shownCount } from '../state/logs/log-lines.js';
import { nextMatch, scrollLogSideways, stepMatch, toggleFollow } from '../state/logs/log-scroll.js';
import type { LogView } from '../state/logs/log-view.js';
import { openInput } from '../state/modals/inline-input.js';
import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { copyLog, saveLog } from './flows/logs/log-text.js';
import { chooseWindow } from './flows/logs/log-window.js';
import { whyNoStep, wrapNotice } from './search-steps.js';
import { look } from './view.js';

const withLogs = (state: State, change: Partial<State['logs']>): State => ({
	...state,
	logs: { ...state.logs, ...change },
});

/** `n` or `N`: the next match from the place on screen, around the ends. */
const step = (id: string, title: string, key: string, footer: number, by: 1 | -1): Action =>
	action<string>({
		id: `logs.${id}`,
		title,
		keys: [key],
		scope: 'logs',
		footer,
		target: ({ logs }) => logs.search,
		disabledReason: (search, state) => whyNoStep(search, nextMatch(state, by) !== undefined),
		run(context) {
			const next = nextMatch(context.getState(), by);
			context.update(state => stepMatch(state, by));
			if (next?.isWrapped) {
				context.toast('info', wrapNotice(by));
			}
		},
	});

/** The log view. */
export const logActions: readonly Action[] = [
	look({
		id: 'logs.follow',
		title: 'Follow',
		keys: ['f'],
		scope: 'logs',
		footer: 10,
		change: toggleFollow,
	}),
	look({
		id: 'logs.search',
		title: 'Search',
		keys: ['/'],
		scope: 'logs',
		footer: 11,
		change: state => openInput(state, 'search'),
	}),
	step('next', 'Next match', 'n', 12, 1),
	step('previous', 'Previous match', 'N', 12.5, -1),
	look({
		id: 'logs.matching',
		title: 'Show only matching lines',
		short: 'matching',
		keys: ['&'],
		scope: 'logs',
		footer: 13,
		change: state =>
			state.logs.search === ''
				? openInput(withLogs(state, { matching: true }), 'search')
				: withLogs(state, { matching: !state.logs.matching }),
	}),
	action({
		id: 'logs.window',
		title: 'Choose the window of time…',
		short: 'window',
		keys: ['W'],
		scope: 'logs',
		footer: 14,
		target: wantedLog,
		run: chooseWindow,
	}),
	look({
		id: 'logs.timestamps',
		title: 'Show timestamps',
		keys: ['t'],
		scope: 'logs',
		footer: 15,
		short: 'times',
		change: state => withLogs(state, { timestamps: !state.logs.timestamps }),
	}),
	look({
		id: 'logs.wrap',
		title: 'Wrap',
		keys: ['w'],
		scope: 'logs',
		footer: 16,
		change: state => withLogs(state, { wrap: !state.logs.wrap, left: 0 }),
	}),
	look({
		id: 'logs.left',
		title: 'Scroll left',
		keys: ['h', '<'],
		scope: 'logs',
		change: state => scrollLogSideways(state, -16),
	}),
	look({
		id: 'logs.right',
		title: 'Scroll right',
		keys: ['l', '>'],
		scope: 'logs',
		change: state => scrollLogSideways(state, 16),
	}),
	action({
		id: 'logs.save',
		title: 'Save to a file…',
		short: 'save',
		keys: ['s'],
		scope: 'logs',
		footer: 17,
		target: wantedLog,
		disabledReason: whyNoText,
		run: saveLog,
	}),
	action({
		id: 'logs.copy',
		title: 'Copy the shown lines',
		short: 'copy',
		keys: ['y'],
		scope: 'logs',
		footer: 18,
		target: wantedLog,
		disabledReason: whyNoText,
		run: copyLog,
	}),
];

/** The log of the selected container. */
function wantedLog({ logs }: State): LogView | undefined {
	return logs.container === undefined ? undefined : logs;
}

/** The reason why a log has no text to save or copy. */
function whyNoText(log: LogView): string | undefined {
	return shownCount(log) === 0 ? 'no lines are shown' : undefined;
}
