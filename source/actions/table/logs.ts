import type { NumberedLine } from '../../state/logs/index/log-index.js';
import { cursorLine } from '../../state/logs/log-cursor.js';
import { hasContinuations, shownCount } from '../../state/logs/log-lines.js';
import { mayHaveNewer, maySearchOlder, readOlder } from '../../state/logs/log-older.js';
import { nextError, nextMatch, scrollLogSideways, stepError, stepMatch } from '../../state/logs/log-scroll.js';
import { changeLogSettings } from '../../state/logs/log-settings.js';
import type { LogView } from '../../state/logs/log-view.js';
import { followLog } from '../../state/logs/log-window.js';
import { openInput } from '../../state/modals/inline-input.js';
import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';
import { copyFromLog } from '../flows/logs/copy-line.js';
import { copyLogCommand, logCommands } from '../flows/logs/log-command.js';
import { chooseSources } from '../flows/logs/log-sources.js';
import { chooseWindow } from '../flows/logs/log-window.js';
import { openLogLine } from '../flows/logs/open-line.js';
import { editLog, pageLog, pipeLog } from '../flows/logs/pipe-log.js';
import { saveLog } from '../flows/logs/save-log.js';
import { whyNoStep, wrapNotice } from '../search-steps.js';
import { logFindingActions } from './log-finding.js';
import { look } from './view.js';

const withLogs = (state: State, change: Partial<State['logs']>): State => ({
	...state,
	logs: { ...state.logs, ...change },
});

/** `e` or `E`: the next line with an error, around the ends. */
const errorStep = (id: string, title: string, key: string, footer: number | undefined, by: 1 | -1): Action =>
	action<LogView>({
		id: `logs.${id}`,
		title,
		keys: [key],
		scope: 'logs',
		footer,
		short: 'error',
		target: wantedLog,
		run(context) {
			const next = nextError(context.getState(), by);
			if (by > 0 && (next?.isWrapped ?? true) && mayHaveNewer(context.getState())) {
				return context.update(state => readOlder(state, 'next-error'));
			}
			if (next === undefined) {
				return context.toast('info', 'No line of the log is an error');
			}
			context.update(state => stepError(state, by));
			if (next.isWrapped) {
				context.toast('info', `The errors go on at the ${by > 0 ? 'first' : 'last'} one`);
			}
		},
	});

/** Shows a structured log as sentences or as it was written, for this container only. */
const toggleRaw = (state: State): State => {
	const { container, raw } = state.logs;
	return container === undefined ? state : withLogs(changeLogSettings(state, container, { raw: !raw }), { raw: !raw });
};

const nextLevels = { all: 'warn', warn: 'error', error: 'all' } as const;

/** `n` or `N`: the next match from the place on screen, around the ends. */
const step = (id: string, title: string, key: string, footer: number, by: 1 | -1): Action =>
	action<string>({
		id: `logs.${id}`,
		title,
		keys: [key],
		scope: 'logs',
		footer,
		target: ({ logs }) => logs.search,
		disabledReason: (search, state) =>
			whyNoStep(search, nextMatch(state, by) !== undefined || maySearchOlder(state) || mayHaveNewer(state)),
		run(context) {
			const state = context.getState();
			const next = nextMatch(state, by);
			if (state.logs.scan !== undefined && (next === undefined || next.isWrapped)) {
				// The nearest match may be among the lines that are not tested yet.
				return context.toast('info', 'still searching the lines in between');
			}
			if ((next === undefined || (next.isWrapped && by < 0)) && maySearchOlder(state)) {
				return context.update(state => readOlder(state, 'match'));
			}
			if (by > 0 && (next?.isWrapped ?? true) && mayHaveNewer(state)) {
				return context.update(before => readOlder(before, 'next-match'));
			}
			context.update(before => stepMatch(before, by));
			if (next?.isWrapped) {
				context.toast('info', wrapNotice(by));
			}
		},
	});

/** The log view. */
export const logActions: readonly Action[] = [
	action<NumberedLine>({
		id: 'logs.open',
		title: 'Open the line with the cursor',
		short: 'open',
		keys: [],
		scope: 'logs',
		footer: 9,
		isMain: true,
		target: cursorLine,
		run: openLogLine,
	}),
	look({
		id: 'logs.follow',
		title: 'Follow',
		keys: ['f'],
		scope: 'logs',
		footer: 10,
		change: followLog,
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
	...logFindingActions,
	action<LogView>({
		id: 'logs.raw',
		title: 'Show lines as written or as sentences',
		keys: ['J'],
		scope: 'logs',
		footer: 13.2,
		label: ({ raw }) => (raw ? 'Sentences' : 'Raw'),
		target: wantedLog,
		run: context => context.update(toggleRaw),
	}),
	errorStep('next-error', 'Next error', 'e', 13.4, 1),
	errorStep('previous-error', 'Previous error', 'E', undefined, -1),
	look({
		id: 'logs.levels',
		title: 'Show all lines, warnings and errors, or errors',
		short: 'levels',
		keys: ['i'],
		scope: 'logs',
		footer: 13.6,
		change: state => withLogs(state, { levels: nextLevels[state.logs.levels] }),
	}),
	action<LogView>({
		id: 'logs.unfold',
		title: 'Unfold or fold stack traces',
		keys: ['x'],
		scope: 'logs',
		footer: 13.8,
		label: ({ unfolded }) => (unfolded ? 'Fold' : 'Unfold'),
		target: wantedLog,
		disabledReason: whyNoFold,
		run: context => context.update(state => withLogs(state, { unfolded: !state.logs.unfolded })),
	}),
	action<LogView>({
		id: 'logs.sources',
		title: 'Show or hide containers…',
		short: 'sources',
		keys: ['o'],
		scope: 'logs',
		target: wantedLog,
		disabledReason: ({ sources }) => (sources.length === 0 ? 'the log is that of one container' : undefined),
		run: chooseSources,
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
		id: 'logs.pipe',
		title: 'Pipe the shown lines to a command…',
		short: 'pipe',
		keys: ['|'],
		scope: 'logs',
		target: wantedLog,
		disabledReason: whyNoText,
		run: pipeLog,
	}),
	action({
		id: 'logs.pager',
		title: 'Open the shown lines in $PAGER',
		keys: ['p'],
		scope: 'logs',
		target: wantedLog,
		disabledReason: whyNoText,
		run: pageLog,
	}),
	action({
		id: 'logs.editor',
		title: 'Open the shown lines in $EDITOR',
		keys: ['ctrl-e'],
		scope: 'logs',
		target: wantedLog,
		disabledReason: whyNoText,
		run: editLog,
	}),
	action<LogView>({
		id: 'logs.copy-command',
		title: 'Copy the docker command',
		keys: ['ctrl-y'],
		scope: 'logs',
		target: wantedLog,
		commands: logCommands,
		run: copyLogCommand,
	}),
	action({
		id: 'logs.copy',
		title: 'Copy the shown lines',
		label: (_, state) => (cursorLine(state) === undefined ? 'Copy the shown lines' : 'Copy the line, or all lines…'),
		short: 'copy',
		keys: ['y'],
		scope: 'logs',
		footer: 10.5,
		target: wantedLog,
		disabledReason: whyNoText,
		run: copyFromLog,
	}),
];

/** The log of the selected container. */
function wantedLog({ logs }: State): LogView | undefined {
	return logs.container === undefined ? undefined : logs;
}

/** The reason why there is nothing to fold. */
function whyNoFold(log: LogView): string | undefined {
	if (log.raw) {
		return 'raw lines are not folded';
	}
	return hasContinuations(log.lines) ? undefined : 'no line belongs to another one';
}

/** The reason why a log has no text to save or copy. */
function whyNoText(log: LogView): string | undefined {
	return shownCount(log) === 0 ? 'no lines are shown' : undefined;
}
