import type { IncomingMessage, ServerResponse } from 'node:http';

/** A fault that a proxy injects instead of only forwarding a request. */
export type Fault =
	| { kind: 'fail'; status: number; body: string; type: string }
	| { kind: 'delay'; milliseconds: number }
	| { kind: 'hang' }
	| { kind: 'limit'; bytes: number; after: 'cut' | 'end' | 'stall' }
	| { kind: 'cut-upload'; bytes: number }
	| { kind: 'rewrite'; rewrite: (chunk: Buffer) => Buffer | string }
	| { kind: 'answer'; answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void }
	| { kind: 'refuse' };

/** Answers with a given status and body, such as a 500 with HTML; the engine gets no request. */
export const fail = (status: number, body = '{"message":"out of order"}', type = 'application/json'): Fault => ({
	kind: 'fail',
	status,
	body,
	type,
});
/** Passes the request on after a while. */
export const delay = (milliseconds: number): Fault => ({ kind: 'delay', milliseconds });
/** Takes the request and never answers. */
export const hang = (): Fault => ({ kind: 'hang' });
/** Breaks the connection after so many bytes of the answer's body. */
export const cutAfter = (bytes: number): Fault => ({ kind: 'limit', bytes, after: 'cut' });
/** Breaks the connection after so many bytes of the request's body, which have been passed on. */
export const cutUploadAfter = (bytes: number): Fault => ({ kind: 'cut-upload', bytes });
/** Ends the answer properly after so many bytes of its body, in the middle of a line as it may be. */
export const endAfter = (bytes: number): Fault => ({ kind: 'limit', bytes, after: 'end' });
/** Sends no more data after so many bytes of the answer's body, and keeps the connection open. */
export const stallAfter = (bytes: number): Fault => ({ kind: 'limit', bytes, after: 'stall' });
/** Changes the answer's body, chunk by chunk. */
export const corrupt = (rewrite: (chunk: Buffer) => Buffer | string): Fault => ({ kind: 'rewrite', rewrite });
/** Answers in place of the engine, for answers that no engine can be made to send; the request's body is already read. */
export const answer = (give: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Fault => ({
	kind: 'answer',
	answer: give,
});
/** Breaks the connection before anything is answered. */
export const refuse = (): Fault => ({ kind: 'refuse' });

/** `'GET /containers/*\/logs'`: method, or `*`, and path without API version; `*` stands for one or more characters. */
export type Route = string;

export function matchesRoute(route: Route, method: string, path: string): boolean {
	const [wantedMethod = '', wantedPath = ''] = route.split(' ');
	const pattern = wantedPath
		.split('*')
		.map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.+');
	return (wantedMethod === '*' || wantedMethod === method) && new RegExp(`^${pattern}$`).test(path);
}

/** The active faults, the latest first. */
export class FaultList {
	#entries: { route: Route; fault: Fault; left: number }[] = [];

	/** Sets a fault for the next `times` requests of a route; returns a function that removes it. */
	add(route: Route, fault: Fault, times = Number.POSITIVE_INFINITY): () => void {
		const entry = { route, fault, left: times };
		this.#entries.unshift(entry);
		return () => {
			this.#entries = this.#entries.filter(other => other !== entry);
		};
	}

	clear(): void {
		this.#entries = [];
	}

	/** Returns the fault for a request and counts it as used once. */
	take(method: string, path: string): Fault | undefined {
		const entry = this.#entries.find(({ route, left }) => left > 0 && matchesRoute(route, method, path));
		if (entry !== undefined) {
			entry.left--;
		}
		return entry?.fault;
	}
}
