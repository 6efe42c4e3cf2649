import type { IncomingMessage } from 'node:http';
import { waitLimit } from '../limits/limits.js';
import { Waiters } from '../terminal/waiters.js';
import { matchesRoute, type Route } from './faults.js';

export type RecordedRequest = {
	method: string;
	/** The path without the API version. */
	path: string;
	/** `v1.41`, or empty. */
	version: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	/** Complete once `received`. */
	body: Buffer;
	received: boolean;
	/** The answer has not ended yet. */
	open: boolean;
};

/** All requests, in order of arrival. */
export class Recording {
	readonly requests: RecordedRequest[] = [];
	readonly #waiters = new Waiters();

	begin(incoming: IncomingMessage): RecordedRequest {
		const url = new URL(incoming.url ?? '/', 'http://engine');
		const [, version = '', path = url.pathname] = /^\/(v\d+\.\d+)(\/.*)$/.exec(url.pathname) ?? [];
		const { method = 'GET', headers } = incoming;
		const record = { method, path, version, query: url.searchParams, headers, body: Buffer.alloc(0) };
		const request: RecordedRequest = { ...record, received: false, open: true };
		this.requests.push(request);
		return request;
	}

	receive(request: RecordedRequest, body: Buffer): void {
		Object.assign(request, { body, received: true });
		this.#waiters.check();
	}

	end(request: RecordedRequest): void {
		request.open = false;
		this.#waiters.check();
	}

	/** Returns the complete requests of a route. */
	of(route: Route): RecordedRequest[] {
		return this.requests.filter(({ method, path, received }) => received && matchesRoute(route, method, path));
	}

	async seen(route: Route, count: number, limit = waitLimit()): Promise<RecordedRequest> {
		const holds = () => this.of(route).length >= count;
		await this.#waiters.wait(holds, why => `${count} × ${route}: ${why}. Seen:\n${this.summary()}`, limit);
		return this.of(route)[count - 1] as RecordedRequest;
	}

	async settled(route: Route, open: number): Promise<void> {
		const holds = () => this.openOf(route) === open;
		await this.#waiters.wait(holds, why => `${open} open ${route}, now ${this.openOf(route)}: ${why}`);
	}

	openOf(route: Route): number {
		return this.requests.filter(({ method, path, open }) => open && matchesRoute(route, method, path)).length;
	}

	summary(): string {
		return this.requests
			.map(({ method, path, query }) => `${method} ${path}${query.size > 0 ? `?${query}` : ''}`)
			.join('\n');
	}
}
