import type { ActionContext, HeldKeys, Opening, TerminalRoom } from '../actions/action.js';
import { discardedWords, wordsOf } from '../actions/failure.js';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import type { Session } from '../engine/engine.js';
import { isAbort } from '../engine/errors.js';
import { nextId } from '../state/messages.js';
import { openScope } from './concurrency/scope.js';
import type { Store } from './store.js';
import type { TaskRunner } from './tasks/task-runner.js';

export type Openings = Pick<ActionContext, 'openSession' | 'session'>;

type Parts = { readonly store: Store; readonly terminal: TerminalRoom; readonly runner: TaskRunner };

/**
 * Sessions on their way to the terminal. From the key that opens a session until it has the terminal, typed text is kept
 * for it and the screen shows a notice; Esc and Ctrl-c cancel. While a question is open, typed text is the answer's.
 */
export function createOpenings(parts: Parts): Openings {
	const { runner } = parts;
	const openSession = (notice: string) => new SessionOpening(parts, notice);
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
			// The engine's words go last: a toast cuts long texts at their end.
			const also = discarded === '' ? '' : `, ${discarded}`;
			const failed = discarded === '' ? title : `${title} failed${also}`;
			if (opening.isCancelled) {
				// A warning gets more of the footer: lost keys must not be cut off.
				runner.toast(discarded === '' ? 'info' : 'warn', `${title}: cancelled${also}`);
			} else if (failure !== undefined && !isAbort(failure)) {
				runner.toast('bad', `${failed}: ${wordsOf(failure)}`);
			} else if (discarded !== '') {
				runner.toast('warn', discarded);
			}
		},
	};
}

/** One session on its way: it holds the keyboard unless it is aside, over, or another session has it. */
class SessionOpening implements Opening {
	readonly #parts: Parts;
	readonly #notice: string;
	readonly #id = nextId();
	readonly #scope = openScope();
	#held: HeldKeys | undefined;
	#asides = 0;
	/** Typed characters that were discarded and not reported yet. */
	#discarded = 0;
	#isCancelled = false;
	#isOver = false;

	constructor(parts: Parts, notice: string) {
		this.#parts = parts;
		this.#notice = notice;
		this.#hold();
	}

	get signal(): AbortSignal {
		return this.#scope.signal;
	}

	get isCancelled(): boolean {
		return this.#isCancelled;
	}

	fetch<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
		return this.#parts.runner.fetch(call, this.signal);
	}

	async perform(command: readonly string[], call: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
		let failure: unknown;
		await this.#parts.runner.attempt({ title: this.#notice, command, signal: this.signal }, async signal => {
			try {
				return await call(signal);
			} catch (error) {
				failure = error;
				throw error;
			}
		});
		if (failure !== undefined) {
			throw failure;
		}
	}

	async aside<T>(work: () => Promise<T>): Promise<T> {
		this.#asides++;
		this.#release();
		if (this.#discarded > 0) {
			this.#parts.runner.toast('warn', discardedWords(this.#discarded));
		}
		this.#discarded = 0;
		try {
			return await work();
		} finally {
			this.#asides--;
			this.#hold();
		}
	}

	async attach(session: Session, stage: SessionStage): Promise<SessionEnd> {
		const { runner, terminal } = this.#parts;
		this.#hold();
		const keys = this.#held;
		if (!keys) {
			// The session's process would wait for ever: its output has no reader.
			session.close();
			if (this.#isCancelled) {
				throw new DOMException('The session was cancelled', 'AbortError');
			}
			throw new Error('another session has the terminal');
		}
		keys.commit();
		this.#isOver = true;
		try {
			return await runner.working(terminal.attach(session, stage));
		} finally {
			this.#release();
			if (keys.isTooMuch) {
				runner.toast('warn', 'More than 1 MiB was typed ahead: the session got nothing of it');
			}
		}
	}

	close(): number {
		this.#isOver = true;
		this.#release();
		const count = this.#discarded;
		this.#discarded = 0;
		return count;
	}

	#hold(): void {
		const { terminal, store } = this.#parts;
		if (this.#isOver || this.#held !== undefined || this.#asides > 0) {
			return;
		}
		this.#held = terminal.hold(() => this.#cancel());
		if (this.#held) {
			store.update(state => ({ ...state, opening: { id: this.#id, text: this.#notice } }));
		}
	}

	#cancel(): void {
		this.#isCancelled = true;
		this.#isOver = true;
		this.#release();
		this.#scope.end();
	}

	#release(): void {
		this.#discarded += this.#held?.end() ?? 0;
		this.#held = undefined;
		this.#parts.store.update(state => (state.opening?.id === this.#id ? { ...state, opening: undefined } : state));
	}
}
