import { forgetDeparted, settle, withPane } from '../lists/selection.js';
import { searchLog } from '../logs/log-scroll.js';
import { currentTab } from '../selectors.js';
import type { InlineInput, State } from '../state.js';
import { editKey, insertLine, mostInLine, type TextEdit, textEdit } from './text-edit.js';

/** The text that the input in place edits: the focused pane's filter, or the search in the detail. */
function textOf(state: State, purpose: InlineInput['purpose']): string {
	if (purpose === 'filter') {
		return state.panes[state.pane].filter;
	}
	return currentTab(state) === 'logs' ? state.logs.search : state.text.search;
}

function withValue(state: State, purpose: InlineInput['purpose'], value: string): State {
	if (purpose === 'filter') {
		const { pane } = state;
		// The user has chosen the rows: a departed one is no surprise any more.
		return settle(withPane(forgetDeparted(state, pane, 'selection'), pane, { filter: value }), pane);
	}
	return currentTab(state) === 'logs' ? searchLog(state, value) : { ...state, text: { ...state.text, search: value } };
}

/** Opens the input of a filter or a search, with the present text. */
export function openInput(state: State, purpose: InlineInput['purpose']): State {
	const before = textOf(state, purpose);
	return { ...state, input: { purpose, edit: textEdit(before), before } };
}

/** Applies the text at each key. */
function withEdit(state: State, input: InlineInput, edit: TextEdit): State {
	const next = { ...state, input: { ...input, edit } };
	return edit.text === input.edit.text ? next : withValue(next, input.purpose, edit.text);
}

/** Applies a key: Enter accepts the text, Esc restores the former text, up and down accept it and act on the list. */
export function inputKey(state: State, key: string): { state: State; passOn: boolean } {
	const { input } = state;
	if (!input) {
		return { state, passOn: true };
	}
	if (key === 'enter') {
		return { state: { ...state, input: undefined }, passOn: false };
	}
	if (key === 'escape') {
		return { state: withValue({ ...state, input: undefined }, input.purpose, input.before), passOn: false };
	}
	if (key === 'up' || key === 'down') {
		return { state: { ...state, input: undefined }, passOn: true };
	}
	const edit = editKey(input.edit, key, mostInLine);
	return { state: edit ? withEdit(state, input, edit) : state, passOn: false };
}

export const inputPaste = (state: State, text: string): State =>
	state.input ? withEdit(state, state.input, insertLine(state.input.edit, text)) : state;
