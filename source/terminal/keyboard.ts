import type { ReadStream, WriteStream } from 'node:tty';
import type { Token } from './input/token.js';
import { Tokenizer } from './input/tokenizer.js';
import { KeyStream } from './key-stream.js';

/** Asks for the primary device attributes: every terminal answers, behind all that it was asked before. */
const askAttributes = '\x1b[c';
/** A terminal that does not answer is waited for this long. Milliseconds. */
const answerPatience = 300;
/** What is kept for a session that is being opened: of more, nothing is, as half a command is worse than none. Bytes. */
const maxHeld = 1024 * 1024;

/** Time, so that tests may own it. Calls back once after `ms`, when the input that has arrived by then is read. */
export type InputClock = { after(ms: number, callback: () => void): () => void };

const systemClock: InputClock = {
	after(ms, callback) {
		let immediate: NodeJS.Immediate | undefined;
		const timer = setTimeout(() => {
			immediate = setImmediate(callback);
		}, ms);
		return () => {
			clearTimeout(timer);
			clearImmediate(immediate);
		};
	},
};

/** Keys that are kept for a session until it has the terminal. */
export type HeldKeys = {
	/** Characters typed or pasted so far, those too many included. */
	readonly typed: number;
	/** More was typed than is kept: the session gets nothing of it. */
	readonly isTooMuch: boolean;
	/** From now on Esc and Ctrl-c are for the session. */
	commit(): void;
	/** Gives the keyboard back and discards what was typed, unless a session has it; returns how many characters those were. */
	end(): number;
};

export type Keyboard = ReturnType<typeof createKeyboard>;

/**
 * The one reader of the terminal's input. At each moment it belongs to somebody:
 *
 * - `dashboard` keys and pastes go to Ink;
 * - `held` they are kept for a session that is being opened; Esc or Ctrl-c cancels;
 * - `session` all bytes go to the session as they are, a terminal's answers too: they belong to its program;
 * - `nobody` all is dropped, from a session's end until the terminal has answered a question asked after it.
 */
export function createKeyboard({
	stdin,
	stdout,
	clock = systemClock,
}: {
	stdin: ReadStream;
	stdout: Pick<WriteStream, 'write'>;
	clock?: InputClock;
}) {
	const tokenizer = new Tokenizer();
	const keys = new KeyStream(stdin);
	let owner: 'dashboard' | 'held' | 'session' | 'nobody' = 'dashboard';
	let onFocus: (isFocused: boolean) => void = () => {};
	let sink: (bytes: Buffer) => void = () => {};
	/** A session has begun in the middle of a sequence: the rest of it is read before bytes go through as they are. */
	let isMidway = false;
	let held: { chunks: Buffer[]; bytes: number; typed: number; isCommitted: boolean; cancel(): void } | undefined;
	let cancelExpiry: (() => void) | undefined;
	let cancelQuestion: (() => void) | undefined;
	/** Waits for any key while the keyboard is nobody's. */
	let onAnyKey: (() => void) | undefined;

	function receive(bytes: Buffer): void {
		cancelExpiry?.();
		const isRaw = owner === 'session' && !isMidway;
		if (isRaw) {
			sink(bytes);
		}
		const tokens = tokenizer.push(bytes);
		// A session's bytes are read too, to know whether it ends in the middle of a sequence.
		if (!isRaw) {
			take(tokens);
		}
		waitForMore();
	}

	function waitForMore(): void {
		isMidway &&= tokenizer.isPartial;
		const { patience } = tokenizer;
		cancelExpiry =
			patience === undefined
				? undefined
				: clock.after(patience, () => {
						const tokens = tokenizer.expire();
						if (owner !== 'session' || isMidway) {
							take(tokens);
						}
						waitForMore();
					});
	}

	function take(tokens: readonly Token[]): void {
		for (const token of tokens) {
			if (token.kind === 'focus') {
				if (owner !== 'session') {
					onFocus(token.focused);
				}
			} else if (owner === 'dashboard') {
				if (isTyped(token)) {
					keys.put(token);
				}
			} else if (owner === 'held') {
				hold(token);
			} else if (owner === 'session') {
				if (isTyped(token)) {
					sink(bytesOf(token));
				}
			} else if (isTyped(token)) {
				onAnyKey?.();
			} else if (token.kind === 'answer' && token.to === 'DA1' && cancelQuestion) {
				giveToDashboard();
			}
		}
	}

	function hold(token: Token): void {
		if (!held || !isTyped(token)) {
			return;
		}
		const isLeaving = token.kind === 'key' && (token.bytes === '\x1b' || token.bytes.endsWith('\x03'));
		if (isLeaving && !held.isCommitted) {
			held.cancel();
			return;
		}
		const bytes = bytesOf(token);
		held.bytes += bytes.length;
		held.typed += token.kind === 'key' ? 1 : token.text.length;
		if (held.bytes <= maxHeld) {
			held.chunks.push(bytes);
		} else {
			held.chunks = [];
		}
	}

	function giveToDashboard(): void {
		cancelQuestion?.();
		cancelQuestion = undefined;
		held = undefined;
		owner = 'dashboard';
	}

	return {
		/** Where Ink reads. */
		keys: keys as unknown as ReadStream,
		/** Begins to read; until then what is typed waits in the terminal. `whenFocused` is told when the terminal gets or loses the focus. */
		start(whenFocused: (isFocused: boolean) => void): void {
			onFocus = whenFocused;
			stdin.on('data', receive);
		},
		/** Reads no more. */
		stop(): void {
			stdin.off('data', receive);
			stdin.pause();
			cancelExpiry?.();
			cancelQuestion?.();
		},
		/** Keeps what is typed from now on for a session that is being opened. Undefined while it is somebody else's. */
		hold(onCancel: () => void): HeldKeys | undefined {
			if (owner !== 'dashboard' && !cancelQuestion) {
				return undefined;
			}
			giveToDashboard();
			const mine = {
				chunks: [] as Buffer[],
				bytes: 0,
				typed: 0,
				isCommitted: false,
				cancel: onCancel,
			};
			held = mine;
			owner = 'held';
			take(keys.takeBack());
			return {
				get typed() {
					return mine.typed;
				},
				get isTooMuch() {
					return mine.bytes > maxHeld;
				},
				commit() {
					mine.isCommitted = true;
				},
				end() {
					if (held !== mine) {
						return 0;
					}
					giveToDashboard();
					return mine.typed;
				},
			};
		},
		/** Gives the keyboard to a session, what was kept for it first; returns how to take it away. */
		lend(to: (bytes: Buffer) => void): () => void {
			const kept = held?.chunks ?? [];
			held = undefined;
			owner = 'session';
			sink = to;
			isMidway = tokenizer.isPartial;
			keys.takeBack();
			for (const bytes of kept) {
				sink(bytes);
			}
			return () => {
				if (owner === 'session' && sink === to) {
					owner = 'nobody';
				}
			};
		},
		/** Resolves with the next key or paste, which nobody gets. What a terminal answers or reports is none. */
		nextKey(): Promise<void> {
			owner = 'nobody';
			return new Promise(resolve => {
				onAnyKey = () => {
					onAnyKey = undefined;
					resolve();
				};
			});
		},
		/** Gives the terminal back in its usual mode and drops what is typed, until `quarantine`. */
		close(): void {
			stdin.setRawMode(false);
			owner = 'nobody';
			held = undefined;
			keys.takeBack();
		},
		/**
		 * The terminal is the dashboard's again: drops all that comes before the terminal's answer to a question asked now, as it
		 * answers in order. Without an answer keys are dropped for 300 ms.
		 */
		quarantine(): void {
			stdin.setRawMode(true);
			owner = 'nobody';
			held = undefined;
			keys.takeBack();
			cancelQuestion?.();
			stdout.write(askAttributes);
			cancelQuestion = clock.after(answerPatience, giveToDashboard);
		},
	};
}

type Typed = Extract<Token, { kind: 'key' | 'paste' }>;

const isTyped = (token: Token): token is Typed => token.kind === 'key' || token.kind === 'paste';

const bytesOf = (token: Typed): Buffer => Buffer.from(token.kind === 'key' ? token.bytes : token.text, 'utf8');
