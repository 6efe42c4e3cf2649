import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../errors.js';

/** No answer of an engine is longer: a list of ten thousand containers has some 20 MiB. Bytes. */
const bodyCap = 64 * 1024 * 1024;
/** What is read of the words of an error. Bytes. */
const errorCap = 1024 * 1024;

/**
 * The whole answer as text. Rejects with the connection's error when it is cut, with an EngineError (`protocol`) when it is
 * compressed or longer than 64 MiB.
 */
export async function readBody(answer: IncomingMessage): Promise<string> {
	const encoding = answer.headers['content-encoding'];
	if (encoding !== undefined && encoding !== 'identity') {
		answer.destroy();
		throw new EngineError('protocol', `the answer is compressed (${encoding}), which was not asked for`);
	}
	const { text, isWhole } = await readUpTo(answer, bodyCap);
	if (!isWhole) {
		throw new EngineError('protocol', `the answer is longer than ${bodyCap / 1024 / 1024} MiB`);
	}
	return text;
}

/** The beginning of an error's body as text. Rejects with the connection's error when it is cut. */
export async function readErrorBody(answer: IncomingMessage): Promise<string> {
	return (await readUpTo(answer, errorCap)).text;
}

/** Reads an answer up to `cap` bytes; a longer one is destroyed. */
export async function readUpTo(
	answer: IncomingMessage,
	cap: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		// Leaving the loop destroys the answer.
		if (length > cap) {
			break;
		}
	}
	return { text: Buffer.concat(chunks).toString('utf8', 0, cap), isWhole: length <= cap };
}
