import type { InkLayers } from './screen.js';

/** Replaces the terminal's stdout in Ink, and passes whole frames to the compositor. */
export type InkOutput = NodeJS.WriteStream;

/**
 * With these options Ink's `render` writes only whole frames into an ink output:
 *
 * - `debug` writes each frame as a whole, unthrottled, with neither cursor moves nor erasures (Ink 8, `renderFrame`);
 * - `interactive` is set, because Ink in CI would otherwise ignore resizes and `suspendTerminal`;
 * - plimsoll enters the alternate screen itself, before Ink is loaded; `suspendTerminal` does not need Ink's. A handover
 *   calls `compositor.pause()` and leaves the alternate screen in its callback, then enters it again, hides
 *   the cursor (Ink shows it when it suspends, and in `debug` never hides it) and calls `compositor.resume()`.
 */
export const inkOptions = {
	debug: true,
	interactive: true,
	alternateScreen: false,
	patchConsole: false,
	exitOnCtrlC: false,
} as const;

/** Terminal modes (`ESC[?…`: cursor, bracketed paste, keyboard) are not frames. */
const modePrefix = '\x1b[?';
/** The kitty keyboard protocol is switched by `ESC[>…u` and `ESC[<u`. */
const keyboardProtocol = /^\x1b\[[<>]/;

/**
 * Creates a stand-in for `stdout`. It passes on the size, the events and the terminal modes of the real one; every other
 * write is a frame for the compositor, painted at the end of the tick.
 */
export function createInkOutput(
	layers: Pick<InkLayers, 'setBase' | 'requestPaint'>,
	stdout: NodeJS.WriteStream,
): InkOutput {
	function write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
		const text = String(chunk);
		const done = typeof encoding === 'function' ? encoding : callback;
		if (text.startsWith(modePrefix) || keyboardProtocol.test(text)) {
			stdout.write(text);
		}
		// Ink writes an empty text with a callback to wait for earlier writes; without a callback it is an empty frame.
		else if (text !== '' || typeof done !== 'function') {
			layers.setBase(text);
			layers.requestPaint();
		}
		if (typeof done === 'function') {
			queueMicrotask(() => done());
		}
		return true;
	}

	return new Proxy(stdout, {
		get(target, property) {
			if (property === 'write') {
				return write;
			}
			const value: unknown = Reflect.get(target, property, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
