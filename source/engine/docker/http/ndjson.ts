import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { EngineError } from '../../errors.js';
import { chunksOf } from './chunks.js';
import type { Request, Wire } from './request.js';

/** No engine sends a longer message. */
const maxMessageLength = 32 * 1024 * 1024;

/** Splits a stream of JSON messages, one per line; characters and lines may be cut anywhere. */
export class NdjsonReader {
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';

	/** The messages that this chunk completes. Throws an EngineError (`protocol`) for a line that is not JSON. */
	push(chunk: Uint8Array): unknown[] {
		const text = this.#decoder.write(chunk as Buffer);
		const end = text.lastIndexOf('\n');
		if (end === -1) {
			this.#rest += text;
			if (this.#rest.length > maxMessageLength) {
				throw new EngineError('protocol', 'a message of the engine has no end');
			}
			return [];
		}
		const complete = this.#rest + text.slice(0, end);
		this.#rest = text.slice(end + 1);
		return complete.split('\n').flatMap(parseLine);
	}

	/** The last message, which has no line end. Throws an EngineError (`protocol`) when it is incomplete. */
	end(): unknown[] {
		const rest = this.#rest + this.#decoder.end();
		this.#rest = '';
		return parseLine(rest);
	}
}

function parseLine(line: string): unknown[] {
	const text = line.trim();
	if (text === '') {
		return [];
	}
	try {
		return [JSON.parse(text)];
	} catch (error) {
		throw new EngineError('protocol', `the engine sent half a message: ${JSON.stringify(text.slice(0, 80))}`, {
			cause: error,
		});
	}
}

/** The messages of an answer, as batches per chunk. */
export async function* readNdjson(answer: IncomingMessage): AsyncGenerator<unknown[], void, undefined> {
	const reader = new NdjsonReader();
	for await (const chunk of chunksOf(answer)) {
		const messages = reader.push(chunk);
		if (messages.length > 0) {
			yield messages;
		}
	}
	const last = reader.end();
	if (last.length > 0) {
		yield last;
	}
}

/**
 * Sends a request and yields `read(message)` for each message of its answer. `opened` is called once the engine has
 * answered; the function that it returns is called at the end.
 */
export async function* streamMessages<T>(
	wire: Wire,
	request: Request,
	read: (message: unknown) => T,
	opened?: (answer: IncomingMessage) => (() => void) | undefined,
): AsyncGenerator<T, void, undefined> {
	const answer = await wire.open(request);
	const reader = new NdjsonReader();
	const closed = opened?.(answer);
	try {
		for await (const chunk of chunksOf(answer)) {
			for (const message of reader.push(chunk)) {
				yield read(message);
			}
		}
		for (const message of reader.end()) {
			yield read(message);
		}
	} catch (error) {
		throw wire.failure(error, request.signal, request);
	} finally {
		closed?.();
		answer.destroy();
	}
}
