/** A signal for one piece of work; `end` aborts it. */
export type Scope = { readonly signal: AbortSignal; end(): void };

/**
 * Opens a scope. It ends together with `around`, if that is given. Call `end` in every case: it also takes the listener
 * off `around`, which may live much longer.
 */
export function openScope(around?: AbortSignal): Scope {
	const controller = new AbortController();
	const end = () => {
		around?.removeEventListener('abort', end);
		controller.abort();
	};
	if (around?.aborted) {
		controller.abort();
	} else {
		around?.addEventListener('abort', end, { once: true });
	}
	return { signal: controller.signal, end };
}
