import type { InputClock } from './input/input-clock.js';

/** Asks for the colour of the background (OSC 11). Source: xterm's control sequences. */
const question = '\x1b]11;?\x1b\\';
/** On a slow line the answer is expected for this long. */
const expectedMs = 3000;
/** The end of the program waits for the answer for this long at most, as some terminals do not answer. */
const endWaitMs = 300;

/** The question for the colour of the terminal's background, asked at most once. */
export class BackgroundQuestion {
	readonly #clock: InputClock;
	readonly #onEnd = new Set<() => void>();
	#onAnswer: ((isLight: boolean) => void) | undefined;
	#cancelTimer: () => void = () => {};
	#isOpen = false;

	constructor(clock: InputClock) {
		this.#clock = clock;
	}

	/** True while the answer may come: it is neither for a session nor for the user's shell. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	ask(write: (text: string) => void, onAnswer: (isLight: boolean) => void): void {
		this.#onAnswer = onAnswer;
		this.#isOpen = true;
		this.#cancelTimer = this.#clock.after(expectedMs, () => this.end());
		write(question);
	}

	/** Takes an answer, also a late one. */
	answer(isLight: boolean): void {
		const onAnswer = this.#onAnswer;
		this.#onAnswer = undefined;
		this.end();
		onAnswer?.(isLight);
	}

	/** Stops expecting the answer. */
	end(): void {
		this.#isOpen = false;
		this.#cancelTimer();
		for (const resolve of this.#onEnd) {
			resolve();
		}
	}

	/** Resolves when the answer has come, or when the program need not wait for it any longer. */
	ended(): Promise<void> {
		return this.#isOpen
			? new Promise(resolve => {
					this.#onEnd.add(resolve);
					this.#clock.after(endWaitMs, resolve);
				})
			: Promise.resolve();
	}
}
