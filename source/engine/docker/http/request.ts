import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type { Query } from '../../../domain/commands/api-request.js';
import { EngineError, isAbort } from '../../errors.js';
import type { Client } from '../connect/http/client.js';
import type { Modem } from '../connect/http/send.js';
import { withTimeout } from '../connect/http/with-timeout.js';
import { ChildError } from '../connect/ssh/child-stream.js';
import { neverArrived } from '../connect/ssh/ssh-failure.js';
import { errorOfAnswer, toEngineError } from './errors-map.js';
import { encodeQuery } from './query.js';
import { readBody, readErrorBody } from './read-body.js';

/** Milliseconds after which an engine counts as hung: for what it only looks up, and for what it has to do some work for. */
const LOOK_UP = 30_000;
export const WORK = 300_000;

export type Request = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
	/** Without the API version; its parts already percent-encoded, see path-part.ts. */
	readonly path: string;
	readonly query?: Query;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Sent as it comes, chunked; destroyed when the call ends before it. */
	readonly upload?: Readable;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	readonly signal: AbortSignal;
	/** Milliseconds until an answer must be complete; `Infinity` for what may rightly wait. Default LOOK_UP. */
	readonly timeout?: number;
};

/** The one way to the engine: every call takes the signal, every failure is mapped, every stream has its error heard. */
export interface Wire {
	readonly client: Client;
	/** Resolves to the parsed JSON of the answer; undefined when it is empty. */
	json(request: Request): Promise<unknown>;
	/** The answer's headers; its body is read and left aside. */
	head(request: Request): Promise<IncomingHttpHeaders>;
	/** The answer as a stream, once its headers say that it went well. No deadline. */
	open(request: Request): Promise<IncomingMessage>;
	/** The raw connection, after the engine has switched to it. No deadline. */
	hijack(request: Request): Promise<Duplex>;
	/**
	 * The error to throw for whatever a call with this signal threw. `sent` is the request when it has left: if it changes
	 * something, and the engine has not said how that went, the error is one that `mayBeDone`.
	 */
	failure(error: unknown, signal: AbortSignal, sent?: Request): Error;
}

type Follow = { readonly signal: AbortSignal; abort(): void; stop(): void };

/** A request on its way. */
type Trip = { readonly request: Request; readonly signal: AbortSignal; isSent: boolean };

/** A wire over a client's docker-modem. */
export function createWire(client: Client): Wire {
	const failure: Wire['failure'] = (error, signal, sent) => {
		if (isAbort(error, signal)) {
			return new DOMException('The call was aborted', 'AbortError');
		}
		const known = toEngineError(error, client.endpoint);
		return sent && isChange(sent) ? unsure(known) : known;
	};
	const failed = (error: unknown, { request, signal, isSent }: Trip): Error =>
		failure(error, signal, isSent ? request : undefined);

	async function connect<T extends IncomingMessage | Duplex>(trip: Trip, hijack: boolean): Promise<T> {
		const { signal } = trip;
		const { upload } = trip.request;
		const follow = ownSignal(signal);
		upload?.on('error', () => {});
		const stop = () => {
			follow.stop();
			if (!upload || upload.readableEnded) {
				return;
			}
			// The engine has said all, and will not read the rest.
			follow.abort();
			upload.destroy();
		};
		try {
			signal.throwIfAborted();
			const answer = await dial<T>(client, trip, follow.signal, hijack);
			answer.once('close', stop);
			if ('statusCode' in answer) {
				await checkStatus(answer as IncomingMessage);
			}
			// Node lets go of the signal of a connection that was switched.
			else {
				follow.signal.addEventListener('abort', () => answer.destroy(), { once: true });
			}
			return answer;
		} catch (error) {
			stop();
			throw failed(error, trip);
		}
	}

	const begin = (request: Request): Trip => ({ request, signal: request.signal, isSent: false });

	async function complete<T>(request: Request, read: (answer: IncomingMessage) => Promise<T>): Promise<T> {
		const { signal, timeout = LOOK_UP } = request;
		// One signal may stop many calls at once: that is no leak to be warned of.
		setMaxListeners(0, signal);
		const trip = begin(request);
		const call = async (inner: AbortSignal) => {
			// What stops it is known here, not there.
			const own = { ...trip, signal: inner };
			try {
				return await read(await connect<IncomingMessage>(own, false));
			} finally {
				trip.isSent = own.isSent;
			}
		};
		try {
			if (timeout === Number.POSITIVE_INFINITY) {
				return await call(signal);
			}
			return await withTimeout(call, { signal, timeout, endpoint: client.endpoint });
		} catch (error) {
			throw failed(error, trip);
		}
	}

	return {
		client,
		failure,
		open: request => connect<IncomingMessage>(begin(request), false),
		hijack: request => connect<Duplex>(begin(request), true),
		json: request => complete(request, async answer => parse(await readBody(answer), request)),
		head: request =>
			complete(request, async answer => {
				await readErrorBody(answer);
				return answer.headers;
			}),
	};
}

const isChange = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD';

/** What the gateway before an engine says when the engine itself has not answered it. */
const gatewayStatuses: readonly (number | undefined)[] = [502, 504];

/** The same failure, said of a request that was sent: the engine may have done it, unless it has answered. */
function unsure(error: Error): Error {
	if (!(error instanceof EngineError) || error.mayBeDone || error.kind === 'stream') {
		return error;
	}
	const { kind, message, cause, exitCode, status } = error;
	if (status !== undefined && !gatewayStatuses.includes(status)) {
		return error;
	}
	if (cause instanceof ChildError && neverArrived(cause)) {
		return error;
	}
	return new EngineError(kind, `${message}. The request was sent: the engine may have done it.`, {
		cause,
		exitCode,
		status,
		mayBeDone: true,
	});
}

/** A signal of one call: the caller's long-lived signal must not collect listeners. */
function ownSignal(signal: AbortSignal): Follow {
	const controller = new AbortController();
	const abort = () => controller.abort();
	setMaxListeners(0, signal);
	signal.addEventListener('abort', abort, { once: true });
	return { signal: controller.signal, abort, stop: () => signal.removeEventListener('abort', abort) };
}

/** Every status comes back as an answer: docker-modem's own errors lose the engine's JSON. */
const anyStatus = new Proxy({}, { get: () => true });

function dial<T extends IncomingMessage | Duplex>(
	client: Client,
	trip: Trip,
	signal: AbortSignal,
	hijack: boolean,
): Promise<T> {
	const modem = client.docker.modem as unknown as Modem;
	const { request } = trip;
	const { method, path, body, upload } = request;
	const query = encodeQuery(request.query ?? {});
	const headers: Record<string, string | readonly string[]> = { ...modem.headers, ...request.headers };
	const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
	if (json) {
		headers['Content-Type'] = 'application/json';
	} else if (hijack) {
		headers['Content-Type'] ??= 'text/plain';
	}
	const options = {
		method,
		path: query ? `${path}?` : path,
		options: query && { _query: query, _body: {} },
		headers,
		// An empty body, so that nothing is sent that a container could take for its input.
		file: upload ?? json ?? (hijack ? Buffer.alloc(0) : undefined),
		isStream: true,
		hijack,
		abortSignal: signal,
		statusCodes: anyStatus,
		onSent: () => {
			trip.isSent = true;
		},
	};
	return new Promise((resolve, reject) => {
		modem.dial(options, (error: unknown, answer: unknown) => {
			if (error) {
				return reject(error);
			}
			const stream = answer as T;
			// An abort or a cut connection is told to whoever reads; unheard, it would end the process.
			stream.on('error', () => {});
			if (!hijack || !('statusCode' in stream)) {
				return resolve(stream);
			}
			const refusal = stream as IncomingMessage;
			const { statusCode: status = 0 } = refusal;
			if (status >= 400) {
				return resolve(stream);
			}
			refusal.destroy();
			reject(new EngineError('protocol', 'the engine did not switch the connection to a stream', { status }));
		});
	});
}

/** Below 400 all is well: 304 says that a container was started or stopped already. Source: moby client/request.go. */
async function checkStatus(answer: IncomingMessage): Promise<void> {
	const status = answer.statusCode ?? 0;
	if (status >= 200 && status < 400) {
		return;
	}
	const body = await readErrorBody(answer);
	let message: unknown = body;
	try {
		message = JSON.parse(body);
	} catch {
		// Plain text, or a web page: errorOfAnswer knows both.
	}
	throw errorOfAnswer(status, message);
}

/** The JSON of an answer. Who asked for something gets something: an empty answer to a GET is none. */
function parse(body: string, { method, path }: Request): unknown {
	if (body.trim() === '') {
		if (method === 'GET') {
			throw new EngineError('protocol', `the answer to GET ${path} is empty`);
		}
		return undefined;
	}
	try {
		return JSON.parse(body);
	} catch (error) {
		throw new EngineError('protocol', 'the answer is not JSON', { cause: error });
	}
}
