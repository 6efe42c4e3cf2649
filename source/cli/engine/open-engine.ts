import { wordsOf } from '../../actions/failure.js';
import type { Engine } from '../../engine/engine.js';
import type { Connector, Target } from '../../runtime/connection/connector.js';

/** Standard output or standard error. */
export type Out = { write(text: string): void; readonly isTTY?: boolean };

/** Reports an error as one sentence on standard error; returns undefined. */
export const reporter =
	(err: Out) =>
	(error: unknown): undefined =>
		void err.write(`plimsoll: ${wordsOf(error)}\n`);

/** Opens an engine without a dashboard. Resolves to undefined after it has reported why none answers. */
export async function openEngine(
	connector: Connector,
	target: Target,
	err: Out,
	signal: AbortSignal,
): Promise<Engine | undefined> {
	const opened = await connector.open(target, signal).catch(reporter(err));
	if (opened && !opened.engine) {
		for (const { endpoint, reason, cure } of opened.attempts) {
			err.write(`plimsoll: ${endpoint.url}: ${reason}${cure ? `. ${cure}` : ''}\n`);
		}
	}
	return opened?.engine;
}
