import type { Line } from '../../domain/text/line.js';
import { lineWidth, plainText } from '../../domain/text/lines.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import type { State } from '../state.js';
import { chosenCommand, commandLog } from '../tasks/command-log.js';
import { chosenTask, type TaskLogRow, taskLogLines, wrapRow } from '../tasks/task-log.js';
import { type Viewport, viewport } from '../viewport.js';
import { menuItems } from './menu.js';
import type { ListModal, MenuModal, Modal, TextModal } from './modal.js';
import { modalRows, modalWidth } from './modals.js';

/** The greatest width of a wrapped text, in cells. */
const maxTextWidth = 100;

/** The lines of a text as they are on screen; those of a text that wraps are one span each. */
export function linesOfText({ lines, wraps }: TextModal, size: State['size']): readonly Line[] {
	if (!wraps) {
		return lines;
	}
	const width = Math.min(maxTextWidth, modalWidth(size) - 4);
	return lines.flatMap((line): readonly Line[] =>
		lineWidth(line) <= width ? [line] : wrapText(plainText(line), width).map(text => [{ ...line[0], text }]),
	);
}

/** The viewport over the lines of a text. */
export function textViewport(modal: TextModal, size: State['size']): Viewport {
	const count = linesOfText(modal, size).length;
	return viewport(count, Math.min(modalRows(size), Math.max(1, count)), modal.top);
}

/** The output of the chosen task or command in wrapped lines; undefined while the list is shown. */
export function outputLines(
	modal: ListModal,
	state: Pick<State, 'tasks' | 'commands' | 'size'>,
): readonly TaskLogRow[] {
	const width = outputWidth(state.size);
	if (modal.kind === 'commands') {
		const entry = chosenCommand(state, modal);
		return entry ? commandLog(entry, state).flatMap(row => wrapRow(row, width)) : [];
	}
	const task = chosenTask(state, modal);
	return task ? taskLogLines(task, width) : [];
}

/** The viewport over the output of a task or command, in wrapped lines; undefined while the list is shown. */
export function outputViewport(
	modal: ListModal,
	state: Pick<State, 'tasks' | 'commands' | 'size'>,
): Viewport | undefined {
	if (modal.output === undefined) {
		return undefined;
	}
	const { length } = outputLines(modal, state);
	return length === 0 ? undefined : viewport(length, modalRows(state.size), modal.output);
}

/** The width of a task's output between borders and blanks, in cells. */
export const outputWidth = (size: State['size']): number => modalWidth(size) - 4;

/** Body rows of the Tasks modal on a tall screen. */
const maxTaskRows = 24;

/** Body rows of the Tasks modal, and how many of them list the tasks; the others show the progress of the selected one. */
export function taskHeights(count: number, size: State['size']): { readonly body: number; readonly list: number } {
	const body = Math.min(modalRows(size), maxTaskRows);
	return { body, list: Math.min(count, Math.max(1, Math.floor(body / 4))) };
}

/** The viewport over rows of which the selected one is in the middle, where there are enough on both sides. */
const around = (index: number, count: number, height: number): Viewport =>
	viewport(count, height, index - Math.floor(height / 2));

/** The viewport over the items of a menu, below `about` rows of text about the choice. */
export function menuViewport(menu: MenuModal, about: number, size: State['size']): Viewport {
	const most = modalRows(size) - (menu.query ? 2 : about > 0 ? about + 1 : 0);
	const count = menuItems(menu).length;
	// A menu with a query keeps its height while its list gets shorter.
	const needed = menu.query ? Math.min(16, Math.max(3, menu.items.length)) : Math.max(1, count);
	return around(menu.index, count, Math.max(1, Math.min(most, needed)));
}

/** The viewport over the `count` rows of a list that lives in the state. */
export function listModalViewport({ kind, index }: ListModal, count: number, size: State['size']): Viewport {
	const height = kind === 'tasks' ? taskHeights(count, size).list : Math.min(count, modalRows(size));
	return around(Math.min(index, count - 1), count, Math.max(1, height));
}

/** The most rows for the text about a choice: at least one, and few where the items need the window. */
export const maxAboutRows = (menu: MenuModal, size: State['size']): number =>
	menu.about === undefined ? 0 : Math.max(1, Math.min(6, modalRows(size) - menuItems(menu).length - 1));

/** Keeps the offset of each modal within its viewport: after a resize, and when an output got shorter. */
export function settleModals(state: State): State {
	const modals = state.modals.map(modal => settleModal(modal, state));
	return modals.some((modal, at) => modal !== state.modals[at]) ? { ...state, modals } : state;
}

function settleModal(modal: Modal, state: State): Modal {
	if (modal.kind === 'text') {
		const { top } = textViewport(modal, state.size);
		return top === modal.top ? modal : { ...modal, top };
	}
	if ((modal.kind !== 'tasks' && modal.kind !== 'commands') || typeof modal.output !== 'number') {
		return modal;
	}
	const output = outputViewport(modal, state)?.top;
	return output === undefined || output === modal.output ? modal : { ...modal, output };
}
