import type http from 'node:http';
import { pong, stub } from './connect/helpers/servers.js';

/** Answers by path: a text, a value, or a list of messages, one a line, for `/events`. */
export type Served = Readonly<Record<string, unknown>>;

const bodies = new WeakMap<http.IncomingMessage, Promise<string>>();

/** A server that pings as Podman 5.8 does. */
export function serve(answers: Served) {
	return stub(request => {
		bodies.set(request, read(request));
		const path = new URL(request.url ?? '', 'http://engine').pathname.replace(/^\/v[\d.]+/, '');
		if (path === '/_ping') {
			const ping = pong('1.44');
			return { ...ping, headers: { ...ping.headers, 'Libpod-Api-Version': '5.8.6' } };
		}
		const answer = answers[path];
		if (path === '/events') {
			return { body: (answer as readonly object[]).map(message => `${JSON.stringify(message)}\n`).join('') };
		}
		return { body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
	});
}

/** The JSON body of a received request. */
export async function readJson(request: http.IncomingMessage | undefined): Promise<unknown> {
	return JSON.parse((request && (await bodies.get(request))) ?? 'null');
}

async function read(request: http.IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) {
		text += chunk;
	}
	return text;
}
