import type { ActionContext, HeldKeys, Opening, TerminalRoom } from '../actions/action.js';
import { discardedWords, wordsOf } from '../actions/failure.js';
import { isAbort } from '../engine/errors.js';
import { nextId } from '../state/messages.js';
import type { Store } from './store.js';
import type { TaskRunner } from './tasks/task-runner.js';
import { openScope } from './work/scope.js';

export type Openings = Pick<ActionContext, 'openSession' | 'session'>;

type Parts = { readonly store: Store; readonly terminal: TerminalRoom; readonly runner: TaskRunner };

/**
 * Sessions on their way to the terminal. From the key that asks for one until it has the terminal, what is typed is kept for
 * it and the screen says so; Esc and Ctrl-c cancel. Where nobody types for it, as in front of a question, nothing is kept.
 */
export function createOpenings(parts: Parts): Openings {
	const { runner } = parts;
	const openSession = (notice: string) => createOpening(parts, notice);
	return {
		openSession,
		async session({ notice, title }, body) {
			const opening = openSession(notice);
			let failure: unknown;
			try {
				await body(opening);
			} catch (error) {
				failure = error;
			}
			const discarded = discardedWords(opening.close());
			// The engine's words may be long, and are cut at their end where there is no room.
			const also = discarded === '' ? '' : `, ${discarded}`;
			const failed = discarded === '' ? title : `${title} failed${also}`;
			if (opening.isCancelled) {
				runner.toast('info', `${title}: cancelled${also}`);
			} else if (failure !== undefined && !isAbort(failure)) {
				runner.toast('bad', `${failed}: ${wordsOf(failure)}`);
			} else if (discarded !== '') {
				runner.toast('warn', discarded);
			}
		},
	};
}

function createOpening({ store, terminal, runner }: Parts, notice: string): Opening {
	const scope = openScope();
	const id = nextId();
	let held: HeldKeys | undefined;
	let asides = 0;
	let discarded = 0;
	let isCancelled = false;
	let isOver = false;

	const release = () => {
		discarded += held?.end() ?? 0;
		held = undefined;
		store.update(state => (state.opening?.id === id ? { ...state, opening: undefined } : state));
	};
	const hold = () => {
		if (isOver || held !== undefined || asides > 0) {
			return;
		}
		held = terminal.hold(() => {
			isCancelled = true;
			isOver = true;
			release();
			scope.end();
		});
		if (held) {
			store.update(state => ({ ...state, opening: { id, text: notice } }));
		}
	};
	hold();

	return {
		signal: scope.signal,
		get isCancelled() {
			return isCancelled;
		},
		fetch: call => runner.fetch(call, scope.signal),
		async perform(command, call) {
			let failure: unknown;
			await runner.attempt({ title: notice, command, signal: scope.signal }, async signal => {
				try {
					await call(signal);
				} catch (error) {
					failure = error;
					throw error;
				}
			});
			if (failure !== undefined) {
				throw failure;
			}
		},
		async aside(work) {
			asides++;
			release();
			if (discarded > 0) {
				runner.toast('warn', discardedWords(discarded));
			}
			discarded = 0;
			try {
				return await work();
			} finally {
				asides--;
				hold();
			}
		},
		async attach(session, stage) {
			hold();
			const keys = held;
			if (!keys) {
				// Nobody would ever read it: its process must not wait for that.
				session.close();
				if (isCancelled) {
					throw new DOMException('The session was cancelled', 'AbortError');
				}
				throw new Error('another session has the terminal');
			}
			keys.commit();
			isOver = true;
			try {
				return await runner.working(terminal.attach(session, stage));
			} finally {
				release();
				if (keys.isTooMuch) {
					runner.toast('warn', 'More than 1 MiB was typed ahead: the session got nothing of it');
				}
			}
		},
		close() {
			isOver = true;
			release();
			const count = discarded;
			discarded = 0;
			return count;
		},
	};
}
