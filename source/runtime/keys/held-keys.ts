import { isAbort } from '../../engine/errors.js';
import { nextId } from '../../state/messages.js';
import { topModal } from '../../state/modals/modals.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { openScope } from '../concurrency/scope.js';
import type { Store } from '../store.js';

/** More keys than this are not held. */
const maxHeld = 1000;
/** A question that opens faster than this needs no notice. */
const noticeMs = 150;

/** A key, or pasted text as one piece. */
export type Input = { readonly key: string } | { readonly paste: string };

/** The keys that the user types between an action and its form or menu, which waits for an answer of the engine. */
export interface HeldKeys {
	/** Takes a key or a paste if a question is about to open; returns false otherwise. */
	take(input: Input): boolean;
	/** Runs a request before a question. Keys are held until the question is open; Esc and Ctrl-c abort the request. */
	during<T>(notice: string, request: (signal: AbortSignal) => Promise<T>): Promise<T>;
	/** Sets the receiver of the held keys. */
	onRelease(replay: (input: Input) => void): void;
}

type Options = {
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	/** Shows that held keys were dropped. */
	warn(text: string): void;
};

/** Holds no keys yet. */
export function createHeldKeys({ store, clock, foreground, warn }: Options): HeldKeys {
	let held: Input[] | undefined;
	let cancel = () => {};
	let replay = (_: Input) => {};

	/** Gives the held keys to the question; without one they would act on the list below. A plan gets none. */
	const release = (isCancelled: boolean) => {
		const inputs = held ?? [];
		held = undefined;
		if (isCancelled) {
			return;
		}
		const modal = topModal(store.getState());
		// Enter runs a plan, which must have been seen before.
		if (modal !== undefined && modal.kind !== 'plan') {
			inputs.forEach(replay);
		} else if (inputs.length > 0) {
			warn(`${inputs.length === 1 ? '1 key was' : `${inputs.length} keys were`} dropped`);
		}
	};

	return {
		take(input) {
			if (held === undefined) {
				return false;
			}
			if ('key' in input && (input.key === 'escape' || input.key === 'ctrl-c')) {
				cancel();
			} else if (held.length < maxHeld) {
				held.push(input);
			}
			return true;
		},
		async during(notice, request) {
			// A second question at the same time waits without the keys.
			if (held !== undefined) {
				return request(openScope().signal);
			}
			const scope = openScope();
			const done = foreground.hold();
			const id = nextId();
			held = [];
			cancel = scope.end;
			const stopNotice = clock.after(noticeMs, () =>
				store.update(state => ({ ...state, opening: { id, text: notice } })),
			);
			let isCancelled = false;
			try {
				return await request(scope.signal);
			} catch (error) {
				isCancelled = isAbort(error, scope.signal);
				throw error;
			} finally {
				stopNotice();
				store.update(state => (state.opening?.id === id ? { ...state, opening: undefined } : state));
				// The action opens its question within this turn.
				setImmediate(() => {
					release(isCancelled);
					done();
				});
			}
		},
		onRelease(receiver) {
			replay = receiver;
		},
	};
}
