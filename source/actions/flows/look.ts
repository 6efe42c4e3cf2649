import type { ActionContext } from '../action.js';

/** What was found at a path while a form is open: asked for once, undefined until the answer is there. */
export function createLook<T>(
	{ fetch, update }: ActionContext,
	ask: (path: string) => Promise<T>,
): (path: string) => T | undefined {
	const found = new Map<string, T | undefined>();
	return path => {
		if (!found.has(path)) {
			found.set(path, undefined);
			void fetch(() => ask(path)).then(answer => {
				found.set(path, answer);
				// The form is drawn from the state and from what was found: draw it anew.
				update(state => ({ ...state }));
			});
		}
		return found.get(path);
	};
}
