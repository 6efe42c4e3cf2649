import { graphemes } from '../../domain/text/cell-width.js';
import type { NounId, TabId } from '../../panes/noun.js';
import { focusPane, selectIndex, settle, showTab } from '../lists/selection.js';
import { putCursorOn } from '../logs/log-cursor.js';
import { currentField, goTo, isOnMore, textAt, withTurned } from '../modals/form.js';
import { acceptOffer } from '../modals/form-completion.js';
import { accepted as acceptInput } from '../modals/inline-input.js';
import type { FormModal, Modal } from '../modals/modal.js';
import { topModal, updateModal } from '../modals/modals.js';
import { detailNoun, selectedItem, tabsOf } from '../selectors.js';
import type { State } from '../state.js';
import type { ModalPart, PointerTarget } from './pointer-target.js';

/** Focuses and selects what was clicked. A click never acts on the engine, and none reaches below a modal. */
export function click(state: State, target: PointerTarget): State {
	const top = topModal(state);
	if (top) {
		return target.on === 'modal' && target.id === top.id && target.part
			? updateModal(state, top, modal => clickModal(modal, target.part!))
			: state;
	}
	if (target.on === 'modal') {
		return state;
	}
	// As Enter, a click elsewhere accepts the text that is being typed.
	const accepted = state.input ? acceptInput(state) : state;
	switch (target.on) {
		case 'list':
			return clickList(accepted, target.pane, target.index);
		case 'tab':
			return hasTab(state.pane, target.tab) ? showTab(accepted, state.pane, target.tab) : accepted;
		case 'detail':
			return clickDetail(accepted, target.line);
	}
}

/** Gives the detail the focus, and puts the cursor of the log on the line that was clicked. */
function clickDetail(state: State, line: number | undefined): State {
	const isEmpty = selectedItem(state, detailNoun(state)) === undefined;
	const focused = isEmpty || state.focus === 'detail' ? state : settle({ ...state, focus: 'detail' }, state.pane);
	return line === undefined || isEmpty ? focused : putCursorOn(focused, line);
}

function clickList(state: State, pane: NounId, index: number | undefined): State {
	const focused = focusPane(state, pane);
	return index === undefined ? focused : selectIndex(focused, index);
}

const hasTab = (noun: NounId, tab: TabId): boolean => tabsOf(noun).some(({ id }) => id === tab);

function clickModal(modal: Modal, part: ModalPart): Modal {
	switch (modal.kind) {
		case 'confirm':
			return part.kind === 'answer' && part.accept !== modal.accept ? { ...modal, accept: part.accept } : modal;
		case 'form':
			return clickForm(modal, part);
		case 'text':
			return modal;
		default:
			return part.kind === 'item' && part.index !== modal.index ? { ...modal, index: part.index } : modal;
	}
}

function clickForm(form: FormModal, part: ModalPart): FormModal {
	if (form.busy) {
		return form;
	}
	if (part.kind === 'offer') {
		const { completion } = form;
		return completion?.items[part.index] === undefined
			? form
			: { ...form, completion: { ...completion, index: part.index } };
	}
	if (part.kind !== 'slot') {
		return form;
	}
	const { slot, cell } = part;
	const isHere = slot === 'more' ? isOnMore(form) : slot.field === form.field && slot.row === form.row;
	const there = isHere ? form : goTo(form, slot);
	const field = currentField(there);
	return field?.kind === 'text' || field?.kind === 'rows' ? { ...there, cursor: cursorAt(there, cell) } : there;
}

/** The place between two characters that is nearest to a cell of the text, from its start. */
function cursorAt(form: FormModal, cell: number): number {
	let cells = 0;
	let index = 0;
	for (const { width } of graphemes(textAt(form))) {
		if (cells + width > Math.max(0, cell)) {
			break;
		}
		cells += width;
		index++;
	}
	return index;
}

/** The meaning of a double click on a part, after the click on it: a key, or a change of the top modal. */
export type DoubleClick = { readonly key: string } | { readonly form: FormModal } | undefined;

/**
 * A double click is Enter, except where Enter would send a form whose field was clicked: it turns a toggle or a choice, and
 * accepts a completion.
 */
export function doubleClick(state: State, target: PointerTarget): DoubleClick {
	const top = topModal(state);
	if (!top) {
		return target.on === 'tab' || target.on === 'modal' ? undefined : { key: 'enter' };
	}
	if (target.on !== 'modal' || target.id !== top.id || !target.part) {
		return undefined;
	}
	return top.kind === 'form' ? doubleClickForm(top, target.part) : { key: 'enter' };
}

function doubleClickForm(form: FormModal, part: ModalPart): DoubleClick {
	if (form.busy) {
		return undefined;
	}
	if (part.kind === 'submit' || (part.kind === 'slot' && part.slot === 'more')) {
		return { key: 'enter' };
	}
	if (part.kind === 'offer') {
		return { form: acceptOffer(form) };
	}
	const field = currentField(form);
	if (field?.kind === 'toggle') {
		return { form: withTurned(form, field) };
	}
	return field?.kind === 'choice' ? { key: 'right' } : undefined;
}
