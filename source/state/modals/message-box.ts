import { isMessageCut, lastMessage } from '../last-message.js';
import { nextId } from '../messages.js';
import type { State } from '../state.js';
import { pushModal } from './modals.js';

/** A title before the colon of a message has at most this many characters. */
const maxTitle = 60;

/** Opens the footer's message in full: a text in a box, or the last command with its result and output. */
export function openMessage(state: State): State {
	const message = lastMessage(state);
	if (message?.kind === 'command') {
		return pushModal(state, { kind: 'commands', id: nextId(), index: 0, output: 0 });
	}
	return message ? openBox(state, message.toast.text) : state;
}

/** Opens an error that the footer has cut, unless the user is typing, answering a question or waiting for a session. */
export function openCutError(state: State): State {
	const isBusy = state.modals.length > 0 || state.input !== undefined || state.opening !== undefined;
	return isBusy || !isMessageCut(state) ? state : openMessage(state);
}

function openBox(state: State, text: string): State {
	const colon = text.indexOf(': ');
	const hasTitle = colon > 0 && colon <= maxTitle;
	const title = hasTitle ? text.slice(0, colon) : 'Message';
	const words = hasTitle ? text.slice(colon + 2) : text;
	return pushModal(state, {
		kind: 'text',
		id: nextId(),
		title,
		lines: [[{ text: words }]],
		top: 0,
		wraps: true,
		copies: text,
	});
}
