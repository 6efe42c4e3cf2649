import type { IncomingMessage } from 'node:http';

/** The whole answer as text. Rejects with the connection's error when it is cut. */
export async function readBody(answer: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of answer) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
