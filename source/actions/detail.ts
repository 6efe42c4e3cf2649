import { shortId } from '../domain/nouns/short-id.js';
import { pageDetail, scrollDetail, scrollDetailTo, stepHit, toggleReveal } from '../state/detail/detail-scroll.js';
import { shownCount, shownLines } from '../state/logs/log-lines.js';
import { openLog, scrollLogSideways, stepMatch, toggleFollow } from '../state/logs/log-scroll.js';
import { type LogView, logWindows, withoutColours } from '../state/logs/log-view.js';
import { text } from '../state/modals/form-fields.js';
import { openInput } from '../state/modals/inline-input.js';
import type { Sentences } from '../state/modals/modal.js';
import type { State } from '../state/state.js';
import { type Action, type ActionContext, action } from './action.js';
import { wordsOf } from './failure.js';
import { copyText } from './flows/copy-text.js';
import { pathWarnings, whyNotWrite } from './flows/may-write.js';
import { look } from './view.js';

const move = (id: string, title: string, keys: string[], change: (state: State) => State): Action =>
	look({ id: `detail.${id}`, title, keys, scope: 'detail', plumbing: true, change });

/** Keys that scroll the open tab, a text or the log. */
export const detailActions: readonly Action[] = [
	move('down', 'Scroll down', ['j', 'down'], state => scrollDetail(state, 1)),
	move('up', 'Scroll up', ['k', 'up'], state => scrollDetail(state, -1)),
	move('page-down', 'Next page', ['pagedown', 'ctrl-d'], state => pageDetail(state, 1)),
	move('page-up', 'Previous page', ['pageup', 'ctrl-u'], state => pageDetail(state, -1)),
	move('first', 'Scroll to the start', ['g', 'home'], state => scrollDetailTo(state, 'start')),
	move('last', 'Scroll to the end', ['G', 'end'], state => scrollDetailTo(state, 'end')),
];

/** The tabs that are text. */
export const textActions: readonly Action[] = [
	look({
		id: 'text.search',
		title: 'Search',
		keys: ['/'],
		scope: 'text',
		footer: 20,
		change: state => openInput(state, 'search'),
	}),
	look({ id: 'text.next', title: 'Next match', keys: ['n'], scope: 'text', change: state => stepHit(state, 1) }),
	look({
		id: 'text.previous',
		title: 'Previous match',
		keys: ['N'],
		scope: 'text',
		change: state => stepHit(state, -1),
	}),
	look({
		id: 'text.reveal',
		title: 'Show or hide secret values',
		keys: ['x'],
		scope: 'text',
		change: toggleReveal,
	}),
];

const withLogs = (state: State, change: Partial<State['logs']>): State => ({
	...state,
	logs: { ...state.logs, ...change },
});

const windowTitles = [
	'Last lines',
	'First lines',
	'Last minute',
	'Last 5 minutes',
	'Last 15 minutes',
	'Last 30 minutes',
	'Last hour',
];

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
	look({
		id: 'logs.matching',
		title: 'Show only matching lines',
		short: 'matching',
		keys: ['&'],
		scope: 'logs',
		footer: 12,
		change: state =>
			state.logs.search === ''
				? openInput(withLogs(state, { matching: true }), 'search')
				: withLogs(state, { matching: !state.logs.matching }),
	}),
	look({
		id: 'logs.next',
		title: 'Next match',
		keys: ['n'],
		scope: 'logs',
		change: state => stepMatch(state, 1),
	}),
	look({
		id: 'logs.previous',
		title: 'Previous match',
		keys: ['N'],
		scope: 'logs',
		change: state => stepMatch(state, -1),
	}),
	look({
		id: 'logs.timestamps',
		title: 'Show timestamps',
		keys: ['t'],
		scope: 'logs',
		footer: 13,
		short: 'times',
		change: state => withLogs(state, { timestamps: !state.logs.timestamps }),
	}),
	look({
		id: 'logs.wrap',
		title: 'Wrap',
		keys: ['w'],
		scope: 'logs',
		footer: 14,
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
	...logWindows.map((window, index) =>
		look({
			id: `logs.window-${window}`,
			title: windowTitles[index] ?? window,
			keys: [String(index)],
			scope: 'logs',
			change: state => openLog(state, state.logs.container, window),
		}),
	),
	action({
		id: 'logs.save',
		title: 'Save to a file…',
		short: 'save',
		keys: ['s'],
		scope: 'logs',
		footer: 15,
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
		footer: 16,
		target: wantedLog,
		disabledReason: whyNoText,
		run(context, log) {
			const { text, count } = logText(log);
			copyText(context, text, `${count} lines`);
		},
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

/** The shown lines as plain text: only what matches when only that is shown, with stamps when those are shown. */
function logText(log: LogView): { text: string; count: number } {
	const lines = shownLines(log, 0, shownCount(log));
	const text = lines
		.map(({ line }) => `${log.timestamps ? `${line.time} ` : ''}${withoutColours(line.text)}\n`)
		.join('');
	return { text, count: lines.length };
}

async function saveLog(context: ActionContext, log: LogView): Promise<void> {
	const id = log.container ?? '';
	const name = context.getState().lists.containers.byKey.get(id)?.name ?? shortId(id);
	const { text: lines, count } = logText(log);
	const warn = pathWarnings(context, 'path');
	await context.ask.form(
		{
			title: `Save ${count} lines of ${name}`,
			fields: { path: text('File', { completes: 'paths' }) },
			initial: { path: `./${name}.log` },
			submit: 'Save',
			validate: ({ path }): Sentences => (path === '' ? { path: 'a file name is needed' } : {}),
			warnings: ({ path }) => warn(path),
		},
		async ({ path }) => {
			try {
				const problem = await whyNotWrite(context, path);
				if (problem !== undefined) {
					return problem;
				}
				const saved = await context.files.save(path, lines);
				context.toast('good', `Saved ${count} lines to ${saved}`);
				return undefined;
			} catch (error) {
				return wordsOf(error);
			}
		},
	);
}
