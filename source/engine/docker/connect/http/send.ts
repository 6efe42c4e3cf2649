import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type Docker from 'dockerode';
import { EngineError } from '../../../errors.js';
import { readBody } from '../../http/read-body.js';

/** What docker-modem has made of a call's options: ready for Node's `request`. */
type Ready = http.RequestOptions & { readonly method: string };

/** The options of a call as docker-modem's `dial` takes them. */
export type Dialled = {
	readonly isStream?: boolean;
	readonly hijack?: boolean;
	readonly statusCodes: Readonly<Record<number, unknown>>;
	/** Called once, when the first bytes of the request leave for an engine that is connected. */
	readonly onSent?: () => void;
};

type Callback = (error: unknown, answer?: unknown) => void;

/** What the types leave out of docker-modem 5.0.7. */
export type Modem = {
	readonly headers: Readonly<Record<string, string>>;
	dial(options: Readonly<Record<string, unknown>>, callback: Callback): void;
	buildRequest(options: Ready, call: Dialled, data: Readable | Buffer | string | undefined, callback: Callback): void;
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
 * Lets a docker-modem send its requests through Node alone. Its own way follows redirects to whatever address an answer
 * names, which ends the process when that is no HTTP address, does not say whether a request has left, and prints all
 * options of every request to full depth.
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
			// A header or a path that Node refuses to write.
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
		// Who reads the answer is told what is wrong with it, not only that its connection is gone.
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
		settle(unexpected(answer, 'the engine switched the connection to a stream, which nobody had asked for'));
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
	// Whatever else may end a request: nobody waits for an answer that cannot come.
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
 * The error of an answer that names another address; undefined for any other. It is never followed: not even the docker CLI
 * follows one. 304 says that a container was started or stopped already. Source: moby client/client.go, CheckRedirect.
 */
export function redirectOf(answer: http.IncomingMessage): EngineError | undefined {
	const { statusCode = 0 } = answer;
	if (statusCode < 300 || statusCode > 399 || statusCode === 304) {
		return undefined;
	}
	return unexpected(answer, 'unexpected redirect in response');
}

function unexpected({ statusCode = 0 }: http.IncomingMessage, words: string): EngineError {
	return new EngineError('protocol', `${words} (HTTP ${statusCode})`, { status: statusCode });
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
