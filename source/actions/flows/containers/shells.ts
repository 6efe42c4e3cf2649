import type { Engine } from '../../../engine/engine.js';
import type { ActionContext } from '../../action.js';
import { kindOf } from '../../failure.js';

/** Shells that are tried, the most comfortable first. */
export const shells: readonly string[] = ['bash', 'ash', 'sh'];

/** Images of an engine whose shell is remembered. */
const maxRemembered = 200;

/** By engine and image id: the shell that started. */
const remembered = new WeakMap<Engine, Map<string, string>>();

/**
 * Starts the first shell that the image has, at first the one that started the last time. `start` rejects with a `bad-request`
 * for a program that is not there or cannot be executed. Resolves to the shell with what `start` resolved to; undefined
 * when none started.
 */
export async function firstShell<T>(
	{ engine }: Pick<ActionContext, 'engine'>,
	imageId: string,
	start: (shell: string) => Promise<T>,
): Promise<{ readonly shell: string; readonly started: T } | undefined> {
	const known = remembered.get(engine) ?? new Map<string, string>();
	remembered.set(engine, known);
	const last = known.get(imageId);
	for (const shell of new Set(last === undefined ? shells : [last, ...shells])) {
		try {
			const started = await start(shell);
			known.delete(imageId);
			known.set(imageId, shell);
			for (const [oldest] of known) {
				if (known.size <= maxRemembered) {
					break;
				}
				known.delete(oldest);
			}
			return { shell, started };
		} catch (error) {
			if (kindOf(error) !== 'bad-request') {
				throw error;
			}
		}
	}
	known.delete(imageId);
	return undefined;
}
