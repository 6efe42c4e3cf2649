import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import type { InputClock } from '../../../source/terminal/input/input-clock.js';
import type { MouseEvent } from '../../../source/terminal/input/token.js';
import { Keyboard } from '../../../source/terminal/keyboard.js';

/** A clock that the test advances. Milliseconds. */
function manualInputClock() {
	const timers = new Set<{ at: number; callback(): void }>();
	let now = 0;
	const clock: InputClock = {
		after(ms, callback) {
			const timer = { at: now + ms, callback };
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	return {
		clock,
		advance(ms: number): void {
			const end = now + ms;
			for (;;) {
				const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
				if (!due) {
					break;
				}
				timers.delete(due);
				now = due.at;
				due.callback();
			}
			now = end;
		},
	};
}

export type Typing = ReturnType<typeof openTyping>;

/** A keyboard on a stream that bytes are written to (latin1: one character is one byte), with a clock that the test advances. */
export function openTyping() {
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: true,
		setRawMode: () => stdin,
		ref: () => stdin,
		unref: () => stdin,
	});
	/** Queries sent to the terminal. */
	const asked: string[] = [];
	const focus: boolean[] = [];
	const mouse: MouseEvent[] = [];
	const { clock, advance } = manualInputClock();
	const keyboard = new Keyboard({
		stdin: stdin as unknown as ReadStream,
		stdout: { write: text => asked.push(String(text)) > 0 },
		clock,
	});
	let reads = 0;
	const countReads = keyboard.keys.read.bind(keyboard.keys);
	keyboard.keys.read = (size?: number) => {
		const text: unknown = countReads(size);
		if (text !== null) {
			reads++;
		}
		return text;
	};
	/** Resolves when all available keys have been read. */
	const settled = async () => {
		let before: number;
		do {
			before = reads;
			for (let turn = 0; turn < 3; turn++) {
				await new Promise(resolve => setImmediate(resolve));
			}
		} while (reads > before);
	};
	return {
		keyboard,
		asked,
		focus,
		/** The mouse events that the dashboard got. */
		mouse,
		start: (onMouse: (event: MouseEvent) => void = () => {}) =>
			keyboard.start(
				isFocused => focus.push(isFocused),
				event => {
					reads++;
					mouse.push(event);
					onMouse(event);
				},
			),
		async type(text: string): Promise<void> {
			stdin.write(Buffer.from(text, 'latin1'));
			await settled();
		},
		/** Advances the clock without input. Milliseconds. */
		async wait(ms: number): Promise<void> {
			advance(ms);
			await settled();
		},
	};
}
