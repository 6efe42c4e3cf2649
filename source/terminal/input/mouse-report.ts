import type { MouseEvent, Token } from './token.js';

/** Buttons of SGR reports. With Shift, Alt or Ctrl (4, 8, 16) or a moving mouse (32) they have other numbers, which do nothing. */
const kinds: Readonly<Record<string, MouseEvent['kind']>> = { 0: 'press', 64: 'wheel-up', 65: 'wheel-down' };

/** No terminal has more columns or rows. */
const maxCells = 10_000;

/**
 * Reads a mouse report in mode 1006: `ESC [ < button ; column ; row M`, or `m` for a release. A report of anything else than
 * a press or the wheel, or with other parameters, has no event.
 * Source: xterm's control sequences, "Extended coordinates".
 */
export function readMouseReport(parameters: string, final: 'M' | 'm'): Token {
	const [, button = '', column, row] = /^<(\d{1,3});(\d{1,5});(\d{1,5})$/.exec(parameters) ?? [];
	const kind = final === 'M' ? kinds[button] : undefined;
	const [x, y] = [Number(column) - 1, Number(row) - 1];
	const isOnScreen = x >= 0 && y >= 0 && x < maxCells && y < maxCells;
	return kind !== undefined && isOnScreen ? { kind: 'mouse', event: { kind, x, y } } : { kind: 'mouse' };
}
