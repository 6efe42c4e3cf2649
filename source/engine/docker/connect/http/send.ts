import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type Docker from 'dockerode';
import { EngineError } from '../../../errors.js';
import { readBody } from '../../http/read-body.js';

/** The options that docker-modem builds for Node's `request`. */
type NodeOptions = http.RequestOptions & { readonly method: string };

/** The options of a call as docker-modem's `dial` takes them. */
type Dialled = {
	readonly isStream?: boolean;
	readonly hijack?: boolean;
	readonly statusCodes: Readonly<Record<number, unknown>>;
	/** Called once, when the connection is open and the request leaves. */
	readonly onSent?: () => void;
};

type Callback = (error: unknown, answer?: unknown) => void;

/** The parts of docker-modem 5.0.7 that its types leave out. */
export type Modem = {
	readonly headers: Readonly<Record<string, string>>;
	dial(options: Readonly<Record<string, unknown>>, callback: Callback): void;
	buildRequest(
		options: NodeOptions,
		call: Dialled,
		data: Readable | Buffer | string | undefined,
		callback: Callback,
	): void;
	buildPayload(
		error: unknown,
		isStream: boolean,
		statusCodes: Dialled['statusCodes'],
		openStdin: false,
		request: http.ClientRequest,
		answer: http.IncomingMessage,
		json: unknown,
		callback: Callback,
	): void;
};

/**
 * Makes docker-modem send its requests with Node's own client. Its default client follows a redirect to any address (and
 * ends the process when that is not an HTTP address), does not report that a request was sent, and prints all options of
 * every request to full depth.
 */
export function sendThroughNode(docker: Docker, protocol: 'http' | 'https'): void {
	const modem = docker.modem as unknown as Modem;
	modem.buildRequest = (options, call, data, callback) => {
		let isSettled = false;
		const settle: Callback = (error, answer) => {
			if (isSettled) {
				return;
			}
			isSettled = true;
			callback(error, answer);
		};
		try {
			const request = (protocol === 'https' ? https : http).request(options);
			listen(request, call, modem, settle);
			write(request, data);
		} catch (error) {
			// Node refuses a header or a path.
			settle(error);
		}
	};
}

function listen(request: http.ClientRequest, call: Dialled, modem: Modem, settle: Callback): void {
	request.once('socket', socket => {
		const { connecting } = socket;
		const isSecuring = (socket as TLSSocket).encrypted === true && !(socket as TLSSocket).getProtocol();
		if (!connecting && !isSecuring) {
			call.onSent?.();
		} else {
			socket.once((socket as TLSSocket).encrypted ? 'secureConnect' : 'connect', () => call.onSent?.());
		}
	});
	let answered: http.IncomingMessage | undefined;
	request.on('error', error => {
		// The reader of the answer gets this error, not only a closed connection.
		answered?.destroy(error);
		settle(error);
	});
	request.on('upgrade', (answer, socket, head) => {
		if (call.hijack) {
			if (head.length > 0) {
				socket.unshift(head);
			}
			return settle(null, socket);
		}
		socket.on('error', () => {});
		socket.destroy();
		settle(unexpected(answer, 'the engine switched the connection to a stream, but the request did not ask for that'));
	});
	request.on('response', answer => {
		answered = answer;
		const redirect = redirectOf(answer);
		if (redirect) {
			answer.on('error', () => {});
			answer.destroy();
			return settle(redirect);
		}
		const { isStream = false, statusCodes } = call;
		const hand = (json: unknown) =>
			modem.buildPayload(null, isStream, statusCodes, false, request, answer, json, settle);
		if (isStream) {
			hand(null);
		} else {
			void readBody(answer).then(body => hand(parsed(body)), settle);
		}
	});
	// The caller must not wait for an answer that cannot come, for any other end of the request.
	request.once('close', () => {
		if (!answered) {
			settle(new EngineError('unreachable', 'the engine closed the connection'));
		}
	});
}

function write(request: http.ClientRequest, data: Readable | Buffer | string | undefined): void {
	if (!(data instanceof Readable)) {
		return void request.end(data);
	}
	data.on('error', error => request.destroy(error));
	data.pipe(request);
}

/**
 * The error of an answer that redirects; undefined for any other. The docker CLI does not follow a redirect either. 304 means
 * that a container was already started or stopped. Source: moby client/client.go, CheckRedirect.
 */
export function redirectOf(answer: http.IncomingMessage): EngineError | undefined {
	const { statusCode = 0 } = answer;
	if (statusCode < 300 || statusCode > 399 || statusCode === 304) {
		return undefined;
	}
	return unexpected(answer, 'unexpected redirect in response');
}

function unexpected({ statusCode = 0 }: http.IncomingMessage, reason: string): EngineError {
	return new EngineError('protocol', `${reason} (HTTP ${statusCode})`, { status: statusCode });
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
