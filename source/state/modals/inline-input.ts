import { forgetDeparted, settle, withPane } from '../lists/selection.js';
import { acceptFilter, draftFilter, firstFilterText, removeFilter, restoreFilters } from '../logs/find/log-filters.js';
import { findOf, nextCaseMode, problemOf } from '../logs/find/log-finds.js';
import { searchLog } from '../logs/log-scroll.js';
import { currentTab } from '../selectors.js';
import type { InlineInput, State } from '../state.js';
import { editKey, insertLine, mostInLine, type TextEdit, textEdit } from './text-edit.js';

/** The text that the input in place edits: the focused pane's filter, or the search in the detail. */
function textOf(state: State, purpose: InlineInput['purpose']): string {
	if (purpose === 'filter') {
		return state.panes[state.pane].filter;
	}
	if (purpose === 'log-filter') {
		return firstFilterText(state);
	}
	return currentTab(state) === 'logs' ? state.logs.search : state.text.search;
}

/** Returns true while the input is that of a log, which can read more than plain text. */
export const isLogInput = (state: State): boolean =>
	state.input?.purpose === 'log-filter' || (state.input?.purpose === 'search' && currentTab(state) === 'logs');

/** The reason why the typed text cannot be searched for; undefined if it can. The search before it stays. */
export const inputProblem = (state: State): string | undefined =>
	state.input !== undefined && isLogInput(state)
		? problemOf({ text: state.input.edit.text, mode: state.logs.searchMode })
		: undefined;

function withValue(state: State, purpose: InlineInput['purpose'], value: string): State {
	if (purpose === 'filter') {
		const { pane } = state;
		// The user has chosen the rows: a departed one is no surprise any more.
		return settle(withPane(forgetDeparted(state, pane, 'selection'), pane, { filter: value }), pane);
	}
	if (purpose === 'log-filter') {
		return draftFilter(state, value);
	}
	if (currentTab(state) === 'logs') {
		const isReadable = value === '' || findOf({ text: value, mode: state.logs.searchMode }) !== undefined;
		return isReadable ? searchLog(state, value) : state;
	}
	return { ...state, text: { ...state.text, search: value } };
}

/** Opens the input of a filter or a search, with the present text. */
export function openInput(state: State, purpose: InlineInput['purpose']): State {
	const before = textOf(state, purpose);
	const next = { ...state, input: { purpose, edit: textEdit(before), before, filters: state.logs.filters } };
	return purpose === 'log-filter' ? draftFilter(next, before) : next;
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
	if (isLogInput(state) && (key === 'ctrl-t' || (key === 'enter' && inputProblem(state) !== undefined))) {
		return { state: key === 'enter' ? state : changeCase(state, input), passOn: false };
	}
	if (key === 'enter') {
		return { state: accepted(state), passOn: false };
	}
	if (key === 'escape' && input.purpose === 'log-filter') {
		return { state: { ...restoreFilters(state, input.filters), input: undefined }, passOn: false };
	}
	if (key === 'escape') {
		return { state: withValue({ ...state, input: undefined }, input.purpose, input.before), passOn: false };
	}
	if (key === 'up' || key === 'down') {
		return { state: accepted(state), passOn: true };
	}
	if (key === 'backspace' && input.purpose === 'log-filter' && input.edit.text === '') {
		return { state: removeFilter(state), passOn: false };
	}
	const edit = editKey(input.edit, key, mostInLine);
	return { state: edit ? withEdit(state, input, edit) : state, passOn: false };
}

/** Closes the input and keeps its text. */
export function accepted(state: State): State {
	const next = { ...state, input: undefined };
	return state.input?.purpose === 'log-filter' ? acceptFilter(next) : next;
}

/** Searches again for the typed text, in the next case mode. */
function changeCase(state: State, { purpose, edit }: InlineInput): State {
	const searchMode = nextCaseMode(state.logs.searchMode);
	return withValue({ ...state, logs: { ...state.logs, searchMode } }, purpose, edit.text);
}

export const inputPaste = (state: State, text: string): State =>
	state.input ? withEdit(state, state.input, insertLine(state.input.edit, text)) : state;
