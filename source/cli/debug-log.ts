import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { whyNotWritable } from '../disk/output-path.js';
import { quote } from '../domain/command.js';
import { maskText } from '../domain/registry/secrets.js';
import type { State } from '../state/state.js';

/** The log ends after this number of bytes: it must not fill the disk. */
const maxBytes = 50_000_000;

/** A log for bug reports, line by line: requests, events, keys, commands, the connection. It contains no secrets. */
export type DebugLog = {
	/** Logs a pressed key; while a text is typed, printable keys are logged as `character`. */
	key(name: string, state: State): void;
	/** Logs the changes since the last call: events, commands, the connection. */
	state(state: State): void;
	close(): void;
};

type Message = { readonly request: ClientRequest; readonly response?: IncomingMessage; readonly error?: Error };

/**
 * Opens a debug log that appends to `path` (a regular file or a new name, mode 0600), or rejects with the reason in one
 * sentence. Requests come from Node's diagnostics channels: method, path without the values of its query, status, time.
 */
export async function openDebugLog(path: string): Promise<DebugLog> {
	const problem = await whyNotWritable(path);
	if (problem !== undefined) {
		throw new Error(`--log ${path}: ${problem}`);
	}
	const file = openSync(path, 'a', 0o600);
	let written = 0;
	const line = (kind: string, text: string) => {
		if (written > maxBytes) {
			return;
		}
		written += writeSync(file, `${new Date().toISOString()} ${kind} ${text.replace(/[^\x20-\x7e]/g, '?')}\n`);
	};
	const requests = followRequests(line);
	const changes = createChanges(line);
	line(
		'start',
		`plimsoll, Node ${process.version}, ${process.platform} ${process.arch}, TERM ${process.env.TERM ?? ''}`,
	);
	return {
		key(name, state) {
			const isTyping = state.input !== undefined || state.modals.some(({ kind }) => kind === 'form' || kind === 'menu');
			line('key', isTyping && [...name].length === 1 ? 'character' : name);
		},
		state: changes,
		close() {
			requests.stop();
			line('end', '');
			closeSync(file);
		},
	};
}

type Line = (kind: string, text: string) => void;

function followRequests(line: Line): { stop(): void } {
	const startedAt = new WeakMap<ClientRequest, number>();
	const describe = (request: ClientRequest) => `${request.method} ${withoutValues(request.path)}`;
	const since = (request: ClientRequest) => `${Math.round(performance.now() - (startedAt.get(request) ?? 0))} ms`;
	const handlers: Readonly<Record<string, (message: Message) => void>> = {
		'http.client.request.start': ({ request }) => {
			startedAt.set(request, performance.now());
			line('request', describe(request));
		},
		'http.client.response.finish': ({ request, response }) =>
			line('answer', `${response?.statusCode} ${describe(request)} ${since(request)}`),
		'http.client.request.error': ({ request, error }) =>
			line('failure', `${describe(request)} ${since(request)} ${maskText(error?.message ?? '')}`),
	};
	const listeners = Object.entries(handlers).map(([channel, handle]) => {
		const listener = (message: unknown) => handle(message as Message);
		subscribe(channel, listener);
		return () => unsubscribe(channel, listener);
	});
	return { stop: () => listeners.forEach(stop => void stop()) };
}

/** Leaves out the values of a path's query, as build arguments and filters may hold secrets. */
export function withoutValues(path: string): string {
	const [place = '', query] = path.split('?');
	const names = query?.split('&').map(pair => pair.split('=')[0]);
	return names ? `${place}?${names.join('&')}` : place;
}

/** Returns a function that writes a line for each event, command and connection that is new since the last state. */
function createChanges(line: Line): (state: State) => void {
	let events: State['events'] = [];
	let commands: State['commands'] = [];
	let connection = '';
	return state => {
		if (state.connection.status !== connection) {
			connection = state.connection.status;
			line('connection', 'reason' in state.connection ? `${connection}: ${state.connection.reason}` : connection);
		}
		if (state.events !== events) {
			const known = new Set(events);
			for (const { type, action, id } of state.events.filter(event => !known.has(event))) {
				// Without the part after the colon, which is a command or its output.
				line('event', `${type} ${action.split(':')[0]} ${id.slice(0, 12)}`);
			}
			events = state.events;
		}
		if (state.commands !== commands) {
			const known = new Set(commands.map(({ id, status }) => `${id} ${status}`));
			for (const { id, status, command } of state.commands) {
				if (!known.has(`${id} ${status}`)) {
					line('command', `${status} ${maskText(quote(command.slice(0, 3)))}`);
				}
			}
			commands = state.commands;
		}
	};
}
