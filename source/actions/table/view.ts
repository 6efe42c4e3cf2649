import type { NounId } from '../../panes/noun.js';
import { paneIds, panes } from '../../panes/panes.js';
import {
	clearMarks,
	cycleTab,
	focusPane,
	leaveVisit,
	moveSelection,
	pageSelection,
	selectIndex,
	settle,
	stepPane,
	toggleAllMarks,
	toggleMark,
	withPane,
} from '../../state/lists/selection.js';
import { stopOlder } from '../../state/logs/log-older.js';
import { openInput } from '../../state/modals/inline-input.js';
import { currentTab, isConnectScreen, shownPanes, sortKeyOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { type Action, type ActionContext, action } from '../action.js';
import { chooseColumns } from '../flows/choose-columns.js';

/** An action that changes only the view. */
export function look(
	record: Pick<Action, 'id' | 'title' | 'keys' | 'scope'> &
		Partial<Pick<Action, 'plumbing' | 'footer' | 'short'>> & { change(state: State): State },
): Action {
	const { change, ...rest } = record;
	return action({ ...rest, target: () => true, run: context => context.update(change) });
}

const move = (id: string, title: string, keys: string[], change: (state: State) => State): Action =>
	look({ id: `list.${id}`, title, keys, scope: 'list', plumbing: true, change });

/** The actions that move in lists, sort, filter and mark. */
export const listActions: readonly Action[] = [
	move('down', 'Next row', ['j', 'down'], state => moveSelection(state, 1)),
	move('up', 'Previous row', ['k', 'up'], state => moveSelection(state, -1)),
	move('page-down', 'Next page', ['pagedown', 'ctrl-d'], state => pageSelection(state, 1)),
	move('page-up', 'Previous page', ['pageup', 'ctrl-u'], state => pageSelection(state, -1)),
	move('first', 'First row', ['g', 'home'], state => selectIndex(state, 0)),
	move('last', 'Last row', ['G', 'end'], state => selectIndex(state, 'end')),
	look({
		id: 'list.filter',
		title: 'Filter',
		keys: ['/'],
		scope: 'list',
		footer: 80,
		change: state => openInput(state, 'filter'),
	}),
	move('next-match', 'Next matching row', ['n'], state => moveSelection(state, 1)),
	move('previous-match', 'Previous matching row', ['N'], state => moveSelection(state, -1)),
	look({
		id: 'list.reverse',
		title: 'Reverse the order',
		keys: ['O'],
		scope: 'list',
		change: state => settle(withPane(state, state.pane, { reverse: !state.panes[state.pane].reverse }), state.pane),
	}),
	action({
		id: 'list.sort',
		title: 'Sort by…',
		keys: ['o'],
		scope: 'list',
		target: (state: State) => state.pane,
		run: chooseSort,
	}),
	action({
		id: 'list.columns',
		title: 'Columns…',
		keys: [],
		scope: 'list',
		target: (state: State) => state.pane,
		run: chooseColumns,
	}),
	look({ id: 'list.mark', title: 'Mark', keys: ['space'], scope: 'list', change: toggleMark }),
	look({ id: 'list.mark-all', title: 'Mark all shown rows', keys: ['*'], scope: 'list', change: toggleAllMarks }),
];

async function chooseSort(context: ActionContext, id: NounId): Promise<void> {
	const { sortKeys } = panes[id];
	const current = sortKeyOf(context.getState(), id)?.id;
	const index = Math.max(
		0,
		sortKeys.findIndex(key => key.id === current),
	);
	const items = sortKeys.map(key => ({ id: key.id, label: key.title, hint: key.id === current ? 'now' : undefined }));
	const sort = await context.ask.menu({ title: 'Sort by', items, index });
	if (sort !== undefined) {
		context.update(state => settle(withPane(state, id, { sort, reverse: false }), id));
	}
}

/** The pane that a digit selects: its position on screen. */
const paneAt = (state: State, digit: number): NounId | undefined => shownPanes(state)[digit - 1];

/** The actions that focus a pane: by position, or by name, for key overrides of the user. */
export const browseActions: readonly Action[] = [
	...paneIds.map((_, index) =>
		action<NounId>({
			id: `pane.${index + 1}`,
			title: `Pane ${index + 1}`,
			keys: [String(index + 1)],
			scope: 'browse',
			plumbing: true,
			label: noun => panes[noun].title,
			target: state => paneAt(state, index + 1),
			run: (context, noun) => context.update(state => focusPane(state, noun)),
		}),
	),
	...paneIds.map(noun =>
		action<NounId>({
			id: `pane.${noun}`,
			title: panes[noun].title,
			keys: [],
			scope: 'browse',
			plumbing: true,
			target: state => (shownPanes(state).includes(noun) ? noun : undefined),
			run: context => context.update(state => focusPane(state, noun)),
		}),
	),
];

/** A view action that is disabled while no engine answers. */
const viewOfEngine = (record: Omit<Parameters<typeof look>[0], 'scope'>): Action => ({
	...look({ ...record, scope: 'global' }),
	disabledReason: (_, state) => (isConnectScreen(state) ? 'no engine answers' : undefined),
});

export const globalViewActions: readonly Action[] = [
	viewOfEngine({
		id: 'pane.next',
		title: 'Next pane',
		keys: ['tab'],
		plumbing: true,
		change: state => stepPane(state, 1),
	}),
	viewOfEngine({
		id: 'pane.previous',
		title: 'Previous pane',
		keys: ['shift-tab'],
		plumbing: true,
		change: state => stepPane(state, -1),
	}),
	viewOfEngine({
		id: 'tab.next',
		title: 'Next detail tab',
		keys: ['right', ']'],
		plumbing: true,
		change: state => cycleTab(state, 1),
	}),
	viewOfEngine({
		id: 'tab.previous',
		title: 'Previous detail tab',
		keys: ['left', '['],
		plumbing: true,
		change: state => cycleTab(state, -1),
	}),
	viewOfEngine({ id: 'zoom', title: 'Zoom', keys: ['z'], footer: 85, change: zoom }),
];

function zoom(state: State): State {
	const next = state.zoom !== 'none' ? 'none' : state.focus;
	return settle({ ...state, zoom: next }, state.pane);
}

/** Goes one step back: search, detail, marks, filter, zoom, visited pane. Returns the same state when no step is left. */
export function stepBack(state: State): State {
	if (state.older !== undefined && state.older.goal !== 'page') {
		return stopOlder(state);
	}
	if (state.focus === 'detail') {
		const searching = currentTab(state) === 'logs' ? state.logs.search : state.text.search;
		if (searching !== '') {
			return currentTab(state) === 'logs'
				? { ...state, logs: { ...state.logs, search: '', match: undefined } }
				: { ...state, text: { ...state.text, search: '' } };
		}
		return settle({ ...state, focus: 'list', zoom: state.zoom === 'detail' ? 'none' : state.zoom }, state.pane);
	}
	const pane = state.panes[state.pane];
	if (pane.marks.size > 0) {
		return clearMarks(state, state.pane);
	}
	if (pane.filter !== '') {
		return settle(withPane(state, state.pane, { filter: '' }), state.pane);
	}
	return state.zoom === 'none' ? leaveVisit(state) : settle({ ...state, zoom: 'none' }, state.pane);
}

/** Switches the focused pane between all items and its usual ones: running containers, images with a name. */
export function toggleAll(state: State): State {
	return settle(withPane(state, state.pane, { all: !state.panes[state.pane].all }), state.pane);
}
