import type { ActionContext } from '../action.js';

/**
 * Returns a function that looks a path up while a form is open. It starts one lookup per path, and returns undefined until the
 * result arrives.
 */
export function createLookup<T>(
	{ fetch, update }: ActionContext,
	ask: (path: string) => Promise<T>,
): (path: string) => T | undefined {
	const found = new Map<string, T | undefined>();
	return path => {
		if (!found.has(path)) {
			found.set(path, undefined);
			void fetch(() => ask(path)).then(answer => {
				found.set(path, answer);
				// The form's warnings depend on the result: a new state makes the form draw again.
				update(state => ({ ...state }));
			});
		}
		return found.get(path);
	};
}
