import { isMessageCut } from '../../state/last-message.js';
import { openMessage } from '../../state/modals/message-box.js';
import { isConnectScreen } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { runningTasks } from '../../state/tasks/tasks.js';
import { type Action, type ActionContext, action } from '../action.js';
import { chooseTheme } from '../flows/choose-theme.js';
import { copyMenu } from '../flows/copy.js';
import { openHelp } from '../flows/help.js';
import { openList } from '../flows/lists.js';
import { openActionMenu, openPalette } from '../flows/menus.js';
import { registries } from '../flows/registry/registries.js';
import { cleanUp } from '../flows/resources/clean-up.js';
import { openContexts } from './contexts.js';
import { globalViewActions, stepBack } from './view.js';

/** Shown when no shell could resume plimsoll after Ctrl-z. */
export const cannotSuspend = 'Cannot suspend: no shell with job control would resume plimsoll.';

const always = () => true as const;

/** The actions that are available everywhere. */
export const globalActions: readonly Action[] = [
	...globalViewActions,
	action({
		id: 'menu',
		title: 'Actions…',
		keys: ['enter'],
		scope: 'global',
		plumbing: true,
		target: always,
		run: openActionMenu,
	}),
	action({
		id: 'back',
		title: 'Back',
		keys: ['escape'],
		scope: 'global',
		plumbing: true,
		target: always,
		run: context => context.update(stepBack),
	}),
	action({
		id: 'quit',
		title: 'Go back or quit',
		keys: ['q'],
		scope: 'global',
		label: (_, state) => (isConnectScreen(state) ? 'Quit' : 'Go back or quit'),
		target: always,
		run: backOrQuit,
	}),
	action({ id: 'quit-now', title: 'Quit', keys: ['ctrl-c'], scope: 'global', target: always, run: quit }),
	action({ id: 'help', title: 'Help', keys: ['?'], scope: 'global', footer: 98, target: always, run: openHelp }),
	action({
		id: 'palette',
		title: 'All actions…',
		short: 'all',
		keys: [':'],
		scope: 'global',
		footer: 99,
		target: always,
		run: openPalette,
	}),
	action({
		id: 'command-log',
		title: 'Command log',
		keys: ['@'],
		scope: 'global',
		target: always,
		run: context => openList(context, 'commands'),
	}),
	action({
		id: 'message',
		title: 'Show the whole message',
		short: 'more',
		keys: ['!'],
		scope: 'global',
		footer: 97,
		target: always,
		disabledReason: (_, state) => (isMessageCut(state) ? undefined : 'no message is cut'),
		run: context => context.update(openMessage),
	}),
	action({
		id: 'tasks',
		title: 'Tasks',
		keys: ['T'],
		scope: 'global',
		target: always,
		run: context => openList(context, 'tasks'),
	}),
	action({
		id: 'events',
		title: 'Events',
		keys: ['v'],
		scope: 'global',
		target: always,
		run: context => openList(context, 'events'),
	}),
	openContexts,
	action({
		id: 'registries',
		title: 'Registry login…',
		keys: ['L'],
		scope: 'global',
		mutates: true,
		target: always,
		run: registries,
	}),
	action({ id: 'clean-up', title: 'Clean up…', keys: ['X'], scope: 'global', target: always, run: cleanUp }),
	action({
		id: 'refresh',
		title: 'Refresh',
		keys: ['ctrl-r'],
		scope: 'global',
		target: always,
		run: context => context.host.refresh(),
	}),
	action({
		id: 'redraw',
		title: 'Redraw',
		keys: ['ctrl-l'],
		scope: 'global',
		target: always,
		run: context => context.terminal.redraw(),
	}),
	action({
		id: 'suspend',
		title: 'Suspend plimsoll',
		keys: ['ctrl-z'],
		scope: 'global',
		target: always,
		async run(context) {
			if (!(await context.terminal.suspend())) {
				context.toast('warn', cannotSuspend);
			}
		},
	}),
	action({
		id: 'debug',
		title: 'Performance overlay',
		keys: [],
		scope: 'global',
		target: always,
		run: context => context.update(state => ({ ...state, debug: !state.debug })),
	}),
	action({
		id: 'mouse',
		title: 'Switch the mouse on or off',
		keys: [],
		scope: 'global',
		label: (_, { preferences }) => (preferences.mouse ? 'Switch the mouse off' : 'Switch the mouse on'),
		target: always,
		run: switchMouse,
	}),
	action({ id: 'theme', title: 'Theme…', keys: [], scope: 'global', target: always, run: chooseTheme }),
	action({ id: 'copy', title: 'Copy…', keys: ['y'], scope: 'item', footer: 70, target: copyTarget, run: copyMenu }),
];

function switchMouse(context: ActionContext): void {
	context.update(({ preferences, ...state }) => ({
		...state,
		preferences: { ...preferences, mouse: !preferences.mouse },
	}));
	context.toast(
		'info',
		context.getState().preferences.mouse
			? 'Mouse on: a double click is Enter. Hold Shift to select text.'
			: 'Mouse off',
	);
}

function copyTarget(state: State): State | undefined {
	return state.panes[state.pane].selected === undefined ? undefined : state;
}

/** `q` goes back step by step, and quits when there is no step left. */
async function backOrQuit(context: ActionContext): Promise<void> {
	const state = context.getState();
	const back = isConnectScreen(state) ? state : stepBack(state);
	if (back === state) {
		await quit(context);
	} else {
		context.update(() => back);
	}
}

/** Quits; asks first while tasks are running. */
async function quit(context: ActionContext): Promise<void> {
	const running = runningTasks(context.getState());
	const isAgreed =
		running.length === 0 ||
		(await context.ask.confirm({
			title: 'Quit while tasks are running?',
			body: [...running.map(task => task.title), 'Quitting cancels them.'],
			action: 'Quit',
			severity: 'destroys',
		}));
	if (isAgreed) {
		context.quit();
	}
}
