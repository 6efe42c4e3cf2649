import { settle, withPane } from '../lists/selection.js';
import { searchLog } from '../logs/log-scroll.js';
import { currentTab } from '../selectors.js';
import type { InlineInput, State } from '../state.js';
import { editKey, insertLine, mostInLine, type TextEdit, textEdit } from './text-edit.js';

/** What the input in place works on: the focused pane's filter, or the search of the log or text in the detail. */
function textOf(state: State, purpose: InlineInput['purpose']): string {
	if (purpose === 'filter') {
		return state.panes[state.pane].filter;
	}
	return currentTab(state) === 'logs' ? state.logs.search : state.text.search;
}

function withValue(state: State, purpose: InlineInput['purpose'], value: string): State {
	if (purpose === 'filter') {
		return settle(withPane(state, state.pane, { filter: value }), state.pane);
	}
	return currentTab(state) === 'logs' ? searchLog(state, value) : { ...state, text: { ...state.text, search: value } };
}

/** Begins to type a filter or a search, with the text that is in force. */
export function openInput(state: State, purpose: InlineInput['purpose']): State {
	const before = textOf(state, purpose);
	return { ...state, input: { purpose, edit: textEdit(before), before } };
}

/** Applies the text while it is typed. */
function edited(state: State, input: InlineInput, edit: TextEdit): State {
	const next = { ...state, input: { ...input, edit } };
	return edit.text === input.edit.text ? next : withValue(next, input.purpose, edit.text);
}

/** Applies a key to the input in place: Enter keeps, Esc puts back what was, arrows up and down keep and move on. */
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
	return { state: edit ? edited(state, input, edit) : state, passOn: false };
}

export const inputPaste = (state: State, text: string): State =>
	state.input ? edited(state, state.input, insertLine(state.input.edit, text)) : state;
