import type { ActionContext } from '../action.js';

/**
 * Returns a function that looks a name up while a form is open, such as a path. It starts one lookup per name, and returns undefined until the
 * result arrives.
 */
export function createLookup<T>(
	{ fetch, update }: ActionContext,
	ask: (name: string, signal: AbortSignal) => Promise<T>,
): (name: string) => T | undefined {
	const found = new Map<string, T | undefined>();
	return name => {
		if (!found.has(name)) {
			found.set(name, undefined);
			void fetch(signal => ask(name, signal)).then(answer => {
				found.set(name, answer);
				// The form's warnings and placeholders depend on the result: a new state makes the form draw again.
				update(state => ({ ...state }));
			});
		}
		return found.get(name);
	};
}
