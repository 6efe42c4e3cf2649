import type { CommandEntry, State, Toast } from './state.js';

/** Entries of the command log that are kept. */
const commandCap = 500;
const toastCap = 3;

let lastId = 0;
/** An id that no modal, task, command or toast of this process has had. */
export const nextId = (): number => ++lastId;

/** Notes a command that begins to run. */
export const startCommand = (state: State, entry: Omit<CommandEntry, 'status'>): State => ({
	...state,
	commands: [...state.commands.slice(-(commandCap - 1)), { ...entry, status: 'running' }],
});

/** Notes how a command went. */
export const endCommand = (
	state: State,
	id: number,
	end: Pick<CommandEntry, 'status' | 'milliseconds' | 'message'>,
): State => ({
	...state,
	commands: state.commands.map(entry => (entry.id === id ? { ...entry, ...end, ...inOneLine(end.message) } : entry)),
});

/** Where one line is all the room, the lines of a message stand beside each other. */
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
const inOneLine = (message: string | undefined) => (message === undefined ? {} : { message: oneLine(message) });

/** Replaces what is said of a command that has ended. */
export const noteCommand = (state: State, id: number, message: string): State => ({
	...state,
	commands: state.commands.map(entry => (entry.id === id ? { ...entry, ...inOneLine(message) } : entry)),
});

/** Shows a passing message until `until` (milliseconds of `monotonicNow`). The same text again only stays longer. */
export const addToast = (state: State, toast: Toast): State => ({
	...state,
	toasts: [
		...state.toasts.filter(other => other.text !== oneLine(toast.text)).slice(-(toastCap - 1)),
		{ ...toast, text: oneLine(toast.text) },
	],
});

/** Forgets messages whose time is over; the same state when there are none. */
export function expireToasts(state: State, now: number): State {
	const toasts = state.toasts.filter(toast => toast.until > now);
	return toasts.length === state.toasts.length ? state : { ...state, toasts };
}
