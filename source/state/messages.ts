import type { CommandEntry, State, Toast } from './state.js';

/** The command log holds this many entries. */
const maxCommands = 500;
const maxToasts = 3;

let lastId = 0;
/** Returns an id that no modal, task, command or toast of this process has had. */
export const nextId = (): number => ++lastId;

/** Adds a command that begins to run to the command log. */
export const startCommand = (state: State, entry: Omit<CommandEntry, 'status'>): State => ({
	...state,
	commands: [...state.commands.slice(-(maxCommands - 1)), { ...entry, status: 'running' }],
});

/** Notes how a command ended. */
export const endCommand = (
	state: State,
	id: number,
	end: Pick<CommandEntry, 'status' | 'milliseconds' | 'message' | 'output'>,
): State => ({
	...state,
	commands: state.commands.map(entry => (entry.id === id ? { ...entry, ...end, ...inOneLine(end.message) } : entry)),
});

/** Joins the lines of a message, for places that have one line. */
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
const inOneLine = (message: string | undefined) => (message === undefined ? {} : { message: oneLine(message) });

/** Replaces the message of a command that has ended. */
export const noteCommand = (state: State, id: number, message: string): State => ({
	...state,
	commands: state.commands.map(entry => (entry.id === id ? { ...entry, ...inOneLine(message) } : entry)),
});

/** Shows a toast until `until` (milliseconds of `monotonicNow`). The same text again replaces the older toast. */
export const addToast = (state: State, toast: Toast): State => ({
	...state,
	toasts: [
		...state.toasts.filter(other => other.text !== oneLine(toast.text)).slice(-(maxToasts - 1)),
		{ ...toast, text: oneLine(toast.text) },
	],
});

/** Removes toasts whose time is over; returns the same state if there are none. */
export function expireToasts(state: State, now: number): State {
	const toasts = state.toasts.filter(toast => toast.until > now);
	return toasts.length === state.toasts.length ? state : { ...state, toasts };
}
