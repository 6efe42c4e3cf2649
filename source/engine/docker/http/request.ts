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
import { encodeJson } from './encode-json.js';
import { errorOfAnswer, toEngineError } from './errors-map.js';
import { encodeQuery } from './query.js';
import { readBody, readErrorBody } from './read-body.js';

/** Without an answer for this long the engine counts as hung. */
const lookupTimeoutMs = 30_000;
/** For calls that the engine has to work for: a stop, a removal, a login. */
export const workTimeoutMs = 300_000;

export type Request = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
	/** Without the API version; its parts already percent-encoded, see path-part.ts. */
	readonly path: string;
	readonly query?: Query;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Sent chunked while it is read; destroyed when the call ends before the upload. */
	readonly upload?: Readable;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	readonly signal: AbortSignal;
	/** Until the answer must be complete; `Infinity` for calls that wait (`wait`, `commit`, prunes). 30 s when left out. */
	readonly timeoutMs?: number | undefined;
};

/** The only way to the engine: every call takes the signal, every failure is mapped, every stream has an error listener. */
export interface Wire {
	readonly client: Client;
	/** Resolves to the parsed JSON of the answer; undefined when it is empty. */
	json(request: Request): Promise<unknown>;
	/** Resolves to the answer's headers; reads its body and drops it. */
	head(request: Request): Promise<IncomingHttpHeaders>;
	/** The answer as a stream, once its status shows success. No deadline. */
	open(request: Request): Promise<IncomingMessage>;
	/** The raw connection, after the engine has switched to it. No deadline. */
	hijack(request: Request): Promise<Duplex>;
	/**
	 * The error to throw for an error of a call with this signal. `sent` is the request, if it was sent: the error is marked
	 * `mayBeDone` when the request changes something and the engine did not answer it.
	 */
	failure(error: unknown, signal: AbortSignal, sent?: Request): Error;
}

type OwnSignal = { readonly signal: AbortSignal; abort(): void; stop(): void };

/** A request and its progress. */
type Exchange = { readonly request: Request; readonly signal: AbortSignal; isSent: boolean };

/** A wire over a client's docker-modem. */
export function createWire(client: Client): Wire {
	const failure: Wire['failure'] = (error, signal, sent) => {
		if (isAbort(error, signal)) {
			return new DOMException('The call was aborted', 'AbortError');
		}
		const mapped = toEngineError(error, client.endpoint);
		return sent && isChange(sent) ? withUnknownOutcome(mapped) : mapped;
	};
	const failed = (error: unknown, { request, signal, isSent }: Exchange): Error =>
		failure(error, signal, isSent ? request : undefined);

	async function connect<T extends IncomingMessage | Duplex>(exchange: Exchange, hijack: boolean): Promise<T> {
		const { signal } = exchange;
		const { upload } = exchange.request;
		const own = ownSignal(signal);
		upload?.on('error', () => {});
		const stop = () => {
			own.stop();
			if (!upload || upload.readableEnded) {
				return;
			}
			// The engine has answered and does not read the rest.
			own.abort();
			upload.destroy();
		};
		try {
			signal.throwIfAborted();
			const answer = await dial<T>(client, exchange, own.signal, hijack);
			answer.once('close', stop);
			if ('statusCode' in answer) {
				await checkStatus(answer as IncomingMessage);
			}
			// Node drops the signal of a hijacked connection.
			else {
				own.signal.addEventListener('abort', () => answer.destroy(), { once: true });
			}
			return answer;
		} catch (error) {
			stop();
			throw failed(error, exchange);
		}
	}

	const begin = (request: Request): Exchange => ({ request, signal: request.signal, isSent: false });

	async function complete<T>(request: Request, read: (answer: IncomingMessage) => Promise<T>): Promise<T> {
		const { signal, timeoutMs = lookupTimeoutMs } = request;
		// One signal may stop many calls at once: Node would warn of a leak.
		setMaxListeners(0, signal);
		const exchange = begin(request);
		const call = async (inner: AbortSignal) => {
			// `failed` must look at the caller's signal, not at the deadline's.
			const own = { ...exchange, signal: inner };
			try {
				return await read(await connect<IncomingMessage>(own, false));
			} finally {
				exchange.isSent = own.isSent;
			}
		};
		try {
			if (timeoutMs === Number.POSITIVE_INFINITY) {
				return await call(signal);
			}
			return await withTimeout(call, { signal, timeoutMs, endpoint: client.endpoint });
		} catch (error) {
			throw failed(error, exchange);
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

/** A gateway answers with these when it got no answer from the engine. */
const gatewayStatuses: readonly (number | undefined)[] = [502, 504];

/** Marks the failure of a request that was sent as `mayBeDone`, unless the engine answered it. */
function withUnknownOutcome(error: Error): Error {
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

/** A signal for one call: the caller's long-lived signal must not collect listeners. */
function ownSignal(signal: AbortSignal): OwnSignal {
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
	exchange: Exchange,
	signal: AbortSignal,
	hijack: boolean,
): Promise<T> {
	const modem = client.docker.modem as unknown as Modem;
	const { request } = exchange;
	const { method, path, body, upload } = request;
	const query = encodeQuery(request.query ?? {});
	const headers: Record<string, string | readonly string[]> = { ...modem.headers, ...request.headers };
	const json = body === undefined ? undefined : Buffer.from(encodeJson(body));
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
		// An empty body: the container would read any other one as its input.
		file: upload ?? json ?? (hijack ? Buffer.alloc(0) : undefined),
		isStream: true,
		hijack,
		abortSignal: signal,
		statusCodes: anyStatus,
		onSent: () => {
			exchange.isSent = true;
		},
	};
	return new Promise((resolve, reject) => {
		modem.dial(options, (error: unknown, answer: unknown) => {
			if (error) {
				return reject(error);
			}
			const stream = answer as T;
			// The reader gets the error of an abort or a cut connection; without a listener, Node would end the process.
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

/** A status below 400 is a success: 304 reports a container as already started or stopped. Source: moby client/request.go. */
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
		// Plain text, or a web page: errorOfAnswer reads both.
	}
	throw errorOfAnswer(status, message);
}

/** The JSON of an answer; undefined when it is empty. Throws an EngineError (`protocol`) for an empty answer to a GET. */
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
