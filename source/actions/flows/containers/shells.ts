import type { Engine } from '../../../engine/engine.js';
import type { ActionContext } from '../../action.js';
import { kindOf } from '../../failure.js';

/** The shells to try, the most comfortable first. */
export const shells: readonly string[] = ['bash', 'ash', 'sh'];

/** The number of images per engine whose shell is remembered. */
const maxRemembered = 200;

/** The shell that started, by engine and image id. */
const remembered = new WeakMap<Engine, Map<string, string>>();

/**
 * Starts the first shell that the image has; tries the shell of the last time first. `start` rejects with a `bad-request` for a
 * program that does not exist or cannot be executed. Resolves to the shell with the result of `start`; undefined when no shell
 * started.
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
