import { quote } from '../domain/command.js';
import { withShortIds } from '../domain/nouns/short-id.js';
import { takeStart } from '../domain/text/cell-width.js';
import type { CommandEntry, State, Toast } from './state.js';

/** The message in the footer: the newest toast, or the last command. */
export type LastMessage =
	| { readonly kind: 'toast'; readonly toast: Toast }
	| { readonly kind: 'command'; readonly entry: CommandEntry };

/** Share of the footer's width that a message gets at least; the keys get the rest. */
const messageShare = 0.55;
/** A warning gets more: it disappears by itself, and its cause stands at its end. */
const warningShare = 0.9;
/** Cells of the sign before a message. */
const signWidth = 2;

/** Returns the newest toast, unless a command started after it: the footer shows a running command. */
export function lastMessage({ toasts, commands }: Pick<State, 'toasts' | 'commands'>): LastMessage | undefined {
	const toast = toasts.at(-1);
	const entry = commands.at(-1);
	if (toast !== undefined && (entry === undefined || entry.id <= toast.id)) {
		return { kind: 'toast', toast };
	}
	return entry && { kind: 'command', entry };
}

/** The cells of a footer of `columns` cells that a message gets at least, with its sign. */
export function messageWidth(message: LastMessage | undefined, columns: number): number {
	const isWarning =
		message?.kind === 'toast' ? ['warn', 'bad'].includes(message.toast.level) : message?.entry.status === 'failed';
	return Math.floor(columns * (isWarning ? warningShare : messageShare));
}

/** Returns true if the footer is too narrow for the whole message. */
export function isMessageCut(
	state: Pick<State, 'toasts' | 'commands' | 'size'>,
	columns = state.size.columns,
): boolean {
	const message = lastMessage(state);
	if (message === undefined) {
		return false;
	}
	const width = messageWidth(message, columns) - signWidth;
	if (message.kind === 'toast') {
		return isLonger(withShortIds(message.toast.text), width);
	}
	const { command, message: result = '' } = message.entry;
	return isLonger([quote(command), withShortIds(result)].filter(Boolean).join('  '), width);
}

const isLonger = (text: string, width: number): boolean => takeStart(text, width).length < text.length;
