import { graphemes } from '../../../source/domain/text/cell-width.js';
import type { Size } from '../../../source/ui/drawing/compositor.js';

/** One token of a compositor's output: a sequence with its numbers and its letter, a control character, or text. */
const tokens = /\x1b\[\??([\d;]*)([A-Za-z])|([\r\n\b])|([^\x1b\r\n\b]+)/g;

/**
 * A terminal that shows a compositor's output synchronously (a real emulator needs a task for it). It measures text as
 * plimsoll does; the suites of test/ui/drawing use a real emulator.
 */
export function createTestTerminal(initial: Size) {
	let { columns } = initial;
	let cells: string[][] = [];
	let x = 0;
	let y = 0;
	const clear = ({ columns: width, rows }: Size) => {
		columns = width;
		cells = Array.from({ length: rows }, () => Array<string>(width).fill(' '));
	};
	const blank = (row: string[] | undefined, from: number, to: number) => row?.fill(' ', from, Math.min(to, columns));

	function put(text: string): void {
		for (const { text: character, width } of graphemes(text)) {
			const row = cells[y];
			if (!row || width === 0) {
				continue;
			}
			row[x] = character;
			for (let rest = 1; rest < width; rest++) {
				row[x + rest] = '';
			}
			x += width;
		}
	}

	function obey(letter: string, parameters: string): void {
		const [first = 0, second = 0] = parameters.split(';').map(Number);
		const count = Math.max(1, first);
		switch (letter) {
			case 'H':
				[y, x] = [count - 1, Math.max(1, second) - 1];
				break;
			case 'A':
				y -= count;
				break;
			case 'B':
				y += count;
				break;
			case 'C':
				x += count;
				break;
			case 'D':
				x -= count;
				break;
			case 'J':
				clear({ columns, rows: cells.length });
				break;
			case 'K':
				blank(cells[y], x, columns);
				break;
			case 'X':
				blank(cells[y], x, x + count);
				break;
		}
	}

	clear(initial);
	return {
		write(output: string): void {
			for (const [, parameters = '', letter, control, text] of output.matchAll(tokens)) {
				if (letter !== undefined) {
					obey(letter, parameters);
				} else if (text !== undefined) {
					put(text);
				} else if (control === '\r') {
					x = 0;
				} else if (control === '\b') {
					x -= 1;
				} else {
					y += 1;
				}
			}
		},
		resize: clear,
		/** Returns its rows as text without trailing blanks. */
		rows: (): string[] => cells.map(row => row.join('').trimEnd()),
	};
}
