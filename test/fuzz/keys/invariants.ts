import { actionFor, refusal } from '../../../source/actions/keymap.js';
import { lineWidth, plainText } from '../../../source/domain/text/lines.js';
import type { NounId } from '../../../source/panes/noun.js';
import { paneIds } from '../../../source/panes/panes.js';
import { titleOf } from '../../../source/state/modals/form.js';
import { menuItems } from '../../../source/state/modals/menu.js';
import type { Modal } from '../../../source/state/modals/modal.js';
import { settleModals } from '../../../source/state/modals/modal-scroll.js';
import { topModal } from '../../../source/state/modals/modals.js';
import { currentLayout, isConnectScreen, rowCount, rowKeyAt } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { wanted } from '../../../source/state/wanted.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { type ScreenPart, screenParts } from '../../helpers/screen/screen-parts.js';
import type { FuzzApp, Watched } from './fuzz-app.js';

class Broken extends Error {}
function hold(condition: boolean, what: () => string): void {
	if (!condition) {
		throw new Broken(what());
	}
}

function checkPane(state: State, id: NounId): void {
	const pane = state.panes[id];
	// While the containers are grouped, projects and services are rows as well.
	const keys = Array.from({ length: rowCount(state, id) }, (_, index) => rowKeyAt(state, id, index));
	if (keys.length === 0) {
		hold(pane.selected === undefined, () => `${id}: nothing is shown, but ${pane.selected} is selected`);
	} else {
		hold(
			pane.selected !== undefined && keys[pane.index] === pane.selected,
			() => `${id}: ${pane.selected} is not at ${pane.index}`,
		);
	}
	hold(
		[...pane.marks].every(
			key => state.lists[id].byKey.has(key) || (id === 'containers' && state.lists.compose.byKey.has(key)),
		),
		() => `${id}: a mark on nothing`,
	);
	hold(
		pane.offset >= 0 && pane.offset <= Math.max(0, keys.length),
		() => `${id}: offset ${pane.offset} of ${keys.length}`,
	);
	const rows = currentLayout(state).panes.find(each => each.id === id)?.rows ?? 0;
	if (rows > 0 && keys.length > 0) {
		hold(
			pane.index >= pane.offset && pane.index < pane.offset + rows,
			() => `${id}: row ${pane.index} is out of sight, ${rows} rows from ${pane.offset}`,
		);
	}
}

/** The side with the focus, its selection and a text that is typed in place are on screen. */
function checkFocus(state: State): void {
	const { tooSmall, panes: lists, detail } = currentLayout(state);
	if (tooSmall || isConnectScreen(state)) {
		hold(tooSmall || state.focus === 'list', () => 'the connect screen has no detail to focus');
		return;
	}
	const { focus, pane, input } = state;
	if (focus === 'detail') {
		hold(detail !== undefined, () => `the detail of ${pane} has the focus and is not on screen`);
	} else {
		const list = lists.find(each => each.id === pane);
		hold(list !== undefined && list.rows > 0, () => `${pane} has the focus and no row on screen`);
	}
	hold(
		input === undefined || (input.purpose === 'filter') === (focus === 'list'),
		() => `a ${input?.purpose} is typed while the focus is on the ${focus}`,
	);
}

/** Every modal is drawn, and the chosen row of the top one. */
function checkModals(state: State, parts: readonly ScreenPart[]): void {
	const modal = topModal(state);
	if (!modal || currentLayout(state).tooSmall) {
		return;
	}
	const dialogs = parts.filter(({ z }) => z >= firstDialog && z % 2 === 0).sort((a, b) => a.z - b.z);
	hold(dialogs.length === state.modals.length, () => `${state.modals.length} modals, ${dialogs.length} drawn`);
	const lines = dialogs.at(-1)?.lines ?? [];
	hold(lines.length > 2, () => `the ${modal.kind} has no row on screen`);
	if (!hasChoice(modal, state)) {
		return;
	}
	const marker = `${unicodeGlyphs.right} `;
	hold(
		lines.some(line => line.some(({ text, reverse, band }) => reverse || band !== undefined || text.includes(marker))),
		() => `the ${modal.kind} does not show its chosen row:\n${lines.map(plainText).join('\n')}`,
	);
}

/** The z of the first dialog; each one above adds two. */
const firstDialog = 10;

function hasChoice(modal: Modal, state: State): boolean {
	switch (modal.kind) {
		case 'text':
			return false;
		case 'menu':
			return menuItems(modal).length > 0;
		case 'tasks':
		case 'commands':
			return modal.output === undefined && state[modal.kind].length > 0;
		case 'events':
			return state.events.length > 0;
		default:
			return true;
	}
}

/** Invariants of every state, after any keys. */
export function checkState(state: State): void {
	for (const id of paneIds) {
		checkPane(state, id);
	}
	checkFocus(state);
	const ids = state.modals.map(modal => modal.id);
	hold(new Set(ids).size === ids.length, () => 'two modals of one id');
	hold(state.modals.length === 0 || state.input === undefined, () => 'a modal and an input both have the keys');
	hold(settleModals(state) === state, () => `an offset beyond what is drawn: ${JSON.stringify(offsets(state))}`);
	for (const modal of state.modals) {
		if (modal.kind !== 'form') {
			continue;
		}
		const field = modal.spec.fields[modal.field];
		hold(modal.field === -1 || field !== undefined, () => `form ${titleOf(modal)}: no field ${modal.field}`);
		hold(!field?.advanced || modal.expanded, () => `form ${titleOf(modal)}: the cursor is in a folded field`);
	}
	const cap = state.preferences.logLines;
	hold(
		state.logs.lines.length <= cap && state.events.length <= 500 && state.commands.length <= 500,
		() => 'a buffer over its cap',
	);
}

const offsets = (state: State) =>
	state.modals.map(modal => [modal.kind, 'top' in modal ? modal.top : 'output' in modal ? modal.output : undefined]);

/** Every view draws, every line has its width, and every part is inside the screen. */
export function checkViews(state: State, actions: FuzzApp['actions']): readonly ScreenPart[] {
	const { columns, rows } = state.size;
	const parts = screenParts(state, { actions });
	for (const { id, rect, lines } of parts) {
		const where = () => `${id} at ${columns}×${rows}: ${JSON.stringify(rect)}`;
		hold(
			rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= columns && rect.y + rect.height <= rows,
			() => `${where()} is not on the screen`,
		);
		hold(lines.length <= rect.height, () => `${where()} has ${lines.length} lines`);
		for (const [row, line] of lines.entries()) {
			hold(
				lineWidth(line) === rect.width,
				() => `${where()}: row ${row} is ${lineWidth(line)} wide: ${JSON.stringify(line)}`,
			);
		}
	}
	checkModals(state, parts);
	return parts;
}

/** When no work is pending, only streams and requests that the screen needs are running. */
export function checkStreams(app: FuzzApp, watched: Watched): void {
	const state = app.state();
	const wants = wanted(state);
	const keys = new Set(wants.map(want => want.key));
	for (const key of app.runtime.active()) {
		hold(keys.has(key), () => `${key} runs, but is not wanted`);
	}
	const open = watched.open();
	const streams = wants
		.filter(want => want.kind === 'stats' || want.kind === 'logs')
		.map(want => `${want.kind}:${'id' in want ? want.id : ''}`);
	for (const stream of open.filter(key => !key.startsWith('events'))) {
		hold(streams.includes(stream), () => `the engine still sends ${stream}, which is not wanted`);
	}
	hold(new Set(open).size === open.length, () => `a stream twice: ${open.join(' ')}`);
}

/** Keys that close, quit, redraw and suspend. */
const inAnyWindow = ['escape', 'q', 'ctrl-c', 'ctrl-l', 'ctrl-z'];

/** Presses a key and checks that the table's gate agrees with what happens. */
export function pressChecked(app: FuzzApp, watched: Watched, key: string): void {
	const before = app.state();
	const free = topModal(before) === undefined && before.input === undefined;
	const action = free ? actionFor(app.actions, before, key) : undefined;
	const reason = action && refusal(action, before);
	const changes = watched.changes();
	app.runtime.key(key);
	if (currentLayout(before).tooSmall) {
		const same = app.state() === before || inAnyWindow.includes(key);
		hold(same && watched.changes() === changes, () => `${key} did something that nobody could see`);
		return;
	}
	if (action === undefined || reason === undefined) {
		return;
	}
	const after = app.state();
	hold(
		watched.changes() === changes && after.commands === before.commands && after.modals === before.modals,
		() => `${action.id} was refused (${reason}) and yet did something`,
	);
	if (action.plumbing) {
		return;
	}
	hold(
		after.toasts.some(toast => toast.text.endsWith(reason)),
		() => `${action.id} was refused without a word (${reason})`,
	);
}
