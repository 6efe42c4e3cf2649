import type { Credentials } from '../../../engine/engine.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';

/** Stored credentials could not be read. The message has the words of the helper or the file system. */
export class NoCredentials extends Error {}

/** The stored credentials of a registry; undefined for none. Rejects with `NoCredentials`, or when the task is cancelled. */
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

/** All stored credentials; none, with a warning, when they cannot be read. Rejects when the task is cancelled. */
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

/** Rejects when a task is cancelled: a credential helper may be slow. */
const aborted = (signal: AbortSignal): Promise<never> =>
	new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
