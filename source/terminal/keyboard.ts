import type { ReadStream, WriteStream } from 'node:tty';
import { BackgroundQuestion } from './background-question.js';
import { bytesOf, HeldInput } from './input/held-input.js';
import { type InputClock, systemClock } from './input/input-clock.js';
import { KeyStream } from './input/key-stream.js';
import { isTyped, type MouseEvent, type Token } from './input/token.js';
import { Tokenizer } from './input/tokenizer.js';

/** Asks for the primary device attributes: every terminal answers, and it answers in order. */
const askAttributes = '\x1b[c';
/** Keys are discarded for this long at most, as some terminals do not answer. */
const answerTimeoutMs = 300;

/** Keys that are kept for a session until it has the terminal. */
export type HeldKeys = Pick<HeldInput, 'typed' | 'isTooMuch' | 'commit'> & {
	/**
	 * Gives the keyboard back to the dashboard and discards the kept keys, unless a session has the keyboard. Returns the
	 * number of discarded characters.
	 */
	end(): number;
};

export type KeyboardOptions = {
	readonly stdin: ReadStream;
	readonly stdout: Pick<WriteStream, 'write'>;
	readonly clock?: InputClock;
};

type Mode =
	/** Keys and pastes go to Ink. */
	| 'dashboard'
	/** Keys and pastes are kept for a session that is being opened; Esc or Ctrl-c cancels. */
	| 'holding'
	/** All bytes go to the session as they are. The terminal's answers are among them, for the session's program. */
	| 'session'
	/** All input is discarded: from a session's end until the terminal has answered a question that was asked after it. */
	| 'discarding';

/** The one reader of the terminal's input. */
export class Keyboard {
	/** Ink reads keys and pastes here. */
	readonly keys: ReadStream;
	readonly #stdin: ReadStream;
	readonly #stdout: Pick<WriteStream, 'write'>;
	readonly #clock: InputClock;
	readonly #tokenizer = new Tokenizer();
	readonly #stream: KeyStream;
	#mode: Mode = 'dashboard';
	#held: HeldInput | undefined;
	#sendToSession: (bytes: Buffer) => void = () => {};
	/** True while a session has the keyboard, but the rest of a sequence from before it is still to come. */
	#isMidSequence = false;
	#onFocus: (isFocused: boolean) => void = () => {};
	#onMouse: (event: MouseEvent) => void = () => {};
	#onAnyKey: (() => void) | undefined;
	#cancelExpiry: (() => void) | undefined;
	/** Set while the terminal's answer is awaited. */
	#cancelQuestion: (() => void) | undefined;
	readonly #background: BackgroundQuestion;
	readonly #onData = (bytes: Buffer): void => this.#receive(bytes);

	constructor({ stdin, stdout, clock = systemClock }: KeyboardOptions) {
		this.#stdin = stdin;
		this.#stdout = stdout;
		this.#clock = clock;
		this.#background = new BackgroundQuestion(clock);
		this.#stream = new KeyStream(stdin, event => this.#onMouse(event));
		this.keys = this.#stream as unknown as ReadStream;
	}

	/**
	 * Begins to read; until then the keys wait in the terminal. `onFocus` is called when the terminal gets or loses the focus,
	 * `onMouse` for each mouse event of the dashboard, in its place among the keys.
	 */
	start(onFocus: (isFocused: boolean) => void, onMouse: (event: MouseEvent) => void = () => {}): void {
		this.#onFocus = onFocus;
		this.#onMouse = onMouse;
		this.#stdin.on('data', this.#onData);
	}

	/** Stops reading. */
	stop(): void {
		this.#stdin.off('data', this.#onData);
		this.#stdin.pause();
		this.#cancelExpiry?.();
		this.#cancelQuestion?.();
		this.#background.end();
	}

	/** Asks the terminal for the colour of its background. `onAnswer` is called when it answers, which some terminals never do. */
	askBackground(onAnswer: (isLight: boolean) => void): void {
		this.#background.ask(text => this.#stdout.write(text), onAnswer);
	}

	/** Discards all keys. Resolves when no answer of the terminal is awaited, after 300 ms at the latest. */
	settle(): Promise<void> {
		this.#discard();
		return this.#background.ended();
	}

	/**
	 * Keeps the keys from now on for a session that is being opened. Returns undefined if another session is being opened
	 * or has the keyboard.
	 */
	hold(onCancel: () => void): HeldKeys | undefined {
		if (this.#mode !== 'dashboard' && !this.#cancelQuestion) {
			return undefined;
		}
		this.#giveToDashboard();
		const held = new HeldInput(onCancel);
		this.#held = held;
		this.#mode = 'holding';
		this.#take(this.#stream.takeBack());
		return {
			get typed() {
				return held.typed;
			},
			get isTooMuch() {
				return held.isTooMuch;
			},
			commit: () => held.commit(),
			end: () => {
				if (this.#held !== held) {
					return 0;
				}
				this.#giveToDashboard();
				return held.typed;
			},
		};
	}

	/** Gives the keyboard to a session, the kept keys first. Returns a function that takes it away from the session. */
	lend(send: (bytes: Buffer) => void): () => void {
		const kept = this.#held?.chunks ?? [];
		this.#held = undefined;
		this.#mode = 'session';
		this.#sendToSession = send;
		this.#isMidSequence = this.#tokenizer.isPartial;
		this.#stream.takeBack();
		for (const bytes of kept) {
			send(bytes);
		}
		return () => {
			if (this.#mode === 'session' && this.#sendToSession === send) {
				this.#mode = 'discarding';
			}
		};
	}

	/** Resolves on the next key or paste, which is discarded. The terminal's own answers and reports do not count. */
	nextKey(): Promise<void> {
		this.#mode = 'discarding';
		return new Promise(resolve => {
			this.#onAnyKey = () => {
				this.#onAnyKey = undefined;
				resolve();
			};
		});
	}

	/** Ends the terminal's raw mode and stops reading until `reopen`: the keys are those of another program. */
	close(): void {
		this.#stdin.setRawMode(false);
		this.#discard();
		this.#stdin.pause();
	}

	/** While it is closed: resolves on the next key, which is discarded. */
	async keyWhileClosed(): Promise<void> {
		this.#stdin.setRawMode(true);
		this.#stdin.resume();
		await this.nextKey();
		this.close();
	}

	/**
	 * Takes the keyboard back for the dashboard. The terminal answers in order, so all input before its answer to a question
	 * asked now is discarded. Without an answer the keyboard is the dashboard's after 300 ms.
	 */
	reopen(): void {
		this.#stdin.setRawMode(true);
		this.#stdin.resume();
		this.#discard();
		this.#cancelQuestion?.();
		this.#stdout.write(askAttributes);
		this.#cancelQuestion = this.#clock.after(answerTimeoutMs, () => this.#giveToDashboard());
	}

	#discard(): void {
		this.#mode = 'discarding';
		this.#held = undefined;
		this.#stream.takeBack();
	}

	#giveToDashboard(): void {
		this.#cancelQuestion?.();
		this.#cancelQuestion = undefined;
		this.#held = undefined;
		this.#mode = 'dashboard';
	}

	#receive(bytes: Buffer): void {
		this.#cancelExpiry?.();
		const isRaw = this.#isRaw;
		if (isRaw) {
			this.#sendToSession(bytes);
		}
		// A session's bytes are tokenized as well: the session may end in the middle of a sequence.
		const tokens = this.#tokenizer.push(bytes);
		if (!isRaw) {
			this.#take(tokens);
		}
		this.#expectMore();
	}

	/** True if a session gets the bytes as they are, not the tokens of them. */
	get #isRaw(): boolean {
		return this.#mode === 'session' && !this.#isMidSequence && !this.#background.isOpen;
	}

	/** Sets the timer after which an incomplete sequence counts as ended. */
	#expectMore(): void {
		this.#isMidSequence &&= this.#tokenizer.isPartial;
		const { waitMs } = this.#tokenizer;
		this.#cancelExpiry = waitMs === undefined ? undefined : this.#clock.after(waitMs, () => this.#expire());
	}

	#expire(): void {
		const tokens = this.#tokenizer.expire();
		if (!this.#isRaw) {
			this.#take(tokens);
		}
		this.#expectMore();
	}

	#take(tokens: readonly Token[]): void {
		for (const token of tokens) {
			if (token.kind === 'focus') {
				if (this.#mode !== 'session') {
					this.#onFocus(token.focused);
				}
			} else {
				this.#dispatch(token);
			}
		}
	}

	#dispatch(token: Token): void {
		if (token.kind === 'mouse') {
			// The mouse is the dashboard's alone: it is neither kept for a session nor a key that ends a pause.
			if (this.#mode === 'dashboard' && token.event) {
				this.#stream.put(token);
			}
			return;
		}
		if (!isTyped(token)) {
			if (token.kind === 'answer' && token.to === 'background') {
				this.#background.answer(token.isLight);
			}
			const isAnswer = token.kind === 'answer' && token.to === 'DA1';
			if (isAnswer && this.#mode === 'discarding' && this.#cancelQuestion) {
				this.#giveToDashboard();
			}
			return;
		}
		switch (this.#mode) {
			case 'dashboard':
				this.#stream.put(token);
				break;
			case 'holding':
				this.#held?.add(token);
				break;
			case 'session':
				this.#sendToSession(bytesOf(token));
				break;
			case 'discarding':
				this.#onAnyKey?.();
				break;
		}
	}
}
