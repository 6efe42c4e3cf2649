import type { Credentials } from '../../../engine/engine.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';

/** Stored credentials could not be read; the words are the helper's or the file's. */
export class NoCredentials extends Error {}

/** What is stored for a registry; undefined for nothing. Rejects with `NoCredentials`, or when the task is cancelled. */
export async function storedFor(
	{ registry }: ActionContext,
	server: string,
	signal: AbortSignal,
): Promise<Credentials | undefined> {
	const asked = registry.get(server, { signal }).catch((error: unknown) => {
		throw new NoCredentials(wordsOf(error));
	});
	return Promise.race([asked, aborted(signal)]);
}

/** All that is stored, by registry; none, with a warning, when it cannot be read. Rejects when the task is cancelled. */
export async function allStored(
	{ registry, toast }: ActionContext,
	signal: AbortSignal,
): Promise<readonly Credentials[]> {
	const asked = registry.all({ signal }).catch((error: unknown) => {
		if (signal.aborted) {
			throw error;
		}
		toast('warn', `Building without registry credentials: ${wordsOf(error)}`);
		return [];
	});
	return Promise.race([asked, aborted(signal)]);
}

/** Rejects when a task is cancelled: a credential helper may take its time. */
const aborted = (signal: AbortSignal): Promise<never> =>
	new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
