import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../errors.js';

/** A list of ten thousand containers has about 20 MiB. */
const maxBodyBytes = 64 * 1024 * 1024;
const maxErrorBytes = 1024 * 1024;

/**
 * The whole answer as text. Rejects with the connection's error when it is cut, with an EngineError (`protocol`) when it is
 * compressed or longer than 64 MiB.
 */
export async function readBody(answer: IncomingMessage): Promise<string> {
	const encoding = answer.headers['content-encoding'];
	if (encoding !== undefined && encoding !== 'identity') {
		answer.destroy();
		throw new EngineError('protocol', `the answer is compressed (${encoding}), but the request did not allow that`);
	}
	const { text, isWhole } = await readUpTo(answer, maxBodyBytes);
	if (!isWhole) {
		throw new EngineError('protocol', `the answer is longer than ${maxBodyBytes / 1024 / 1024} MiB`);
	}
	return text;
}

/** The beginning of an error's body as text. Rejects with the connection's error when it is cut. */
export async function readErrorBody(answer: IncomingMessage): Promise<string> {
	return (await readUpTo(answer, maxErrorBytes)).text;
}

/** Reads at most `maxBytes`; destroys a longer answer. */
export async function readUpTo(
	answer: IncomingMessage,
	maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		// Leaving the loop destroys the answer.
		if (length > maxBytes) {
			break;
		}
	}
	return { text: Buffer.concat(chunks).toString('utf8', 0, maxBytes), isWhole: length <= maxBytes };
}
