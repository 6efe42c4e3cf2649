import { type Choices, choicesPath, keepChoices, loadChoices } from '../config/choices.js';
import type { Settings } from '../config/settings.js';
import { writeOwnFile } from '../disk/own-file.js';
import type { Store } from '../runtime/store.js';
import type { State } from '../state/state.js';

/**
 * Writes the user's choices to the state file when they change. `configured` are the settings of the config file.
 *
 * @param warn Shows why a choice could not be written.
 */
export function followChoices(
	store: Store,
	configured: Settings,
	env: Readonly<Record<string, string | undefined>>,
	warn: (text: string) => void,
) {
	let known = choicesOf(store.getState());
	let writing = Promise.resolve();

	async function write(before: Choices, now: Choices): Promise<void> {
		// Another plimsoll may have written other choices meanwhile.
		const kept = keepChoices(await loadChoices(env), configured, before, now);
		await writeOwnFile(choicesPath(env), `${JSON.stringify(kept, undefined, '\t')}\n`);
	}

	const unsubscribe = store.subscribe(state => {
		const now = choicesOf(state);
		const before = known;
		if (now.theme !== before.theme || now.columns !== before.columns) {
			known = now;
			writing = writing
				.then(() => write(before, now))
				.catch((error: unknown) =>
					warn(`This choice is not kept: ${error instanceof Error ? error.message : String(error)}`),
				);
		}
	});
	return {
		stop: unsubscribe,
		/** Resolves when the last choice is written. */
		written: () => writing,
	};
}

const choicesOf = ({ preferences: { theme, columns } }: State): Choices => ({ theme, columns });
