import { graphemes } from '../../../source/domain/text/cell-width.js';
import type { Line, Rect } from '../../../source/domain/text/line.js';
import { characterNumber, doubtfulWidth } from '../../../source/ui/drawing/characters.js';
import type { Emulator } from './emulator.js';

type Part = { readonly id: string; readonly z: number; readonly rect: Rect; readonly lines: readonly Line[] };
/** The expected cell: `text` empty for the rest of a wide character; `doubt` where terminals may rightly differ. */
type Wanted = { text: string; doubt: boolean };

const blank = (): Wanted => ({ text: ' ', doubt: false });

/** Composes the screen in the simplest way, grapheme by grapheme. */
export function wantedCells(parts: readonly Part[], columns: number, rows: number): Wanted[][] {
	const screen = Array.from({ length: rows }, () => Array.from({ length: columns }, blank));
	for (const { rect, lines } of [...parts].sort((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1))) {
		for (let y = Math.max(0, rect.y); y < Math.min(rows, rect.y + rect.height); y++) {
			const row = screen[y]!;
			const end = Math.min(columns, rect.x + rect.width);
			// A wide character that is covered in part disappears as a whole.
			let start = rect.x;
			while (start > 0 && row[start]?.text === '') {
				start--;
			}
			for (let x = start; x < rect.x; x++) {
				row[x] = blank();
			}
			for (let x = end; x < columns && row[x]!.text === ''; x++) {
				row[x] = blank();
			}
			for (let x = rect.x; x < end; x++) {
				row[x] = blank();
			}
			let x = rect.x;
			for (const { text } of lines[y - rect.y] ?? []) {
				for (const grapheme of graphemes(text)) {
					if (grapheme.width === 0) {
						continue;
					}
					const fits = x + grapheme.width <= end;
					const doubt = doubtfulWidth(characterNumber(grapheme.text)) > 0;
					for (let at = x; at < Math.min(end, x + grapheme.width); at++) {
						row[at] = { text: fits ? (at === x ? grapheme.text : '') : ' ', doubt: doubt && fits };
					}
					x += grapheme.width;
				}
			}
			if (x > end && rect.x + rect.width <= columns) {
				throw new Error(`row ${y} of ${JSON.stringify(rect)} is ${x - rect.x} wide`);
			}
		}
	}
	return screen;
}

/** Returns the difference between the emulator and the expected screen; undefined when they are equal. */
export function difference(emulator: Emulator, wanted: readonly (readonly Wanted[])[]): string | undefined {
	const shown = emulator.cells();
	for (const [y, row] of wanted.entries()) {
		for (const [x, cell] of row.entries()) {
			if (cell.doubt || shown[y]![x] === cell.text) {
				continue;
			}
			const line = shown[y]!.join('');
			return `row ${y}, column ${x}: ${JSON.stringify(shown[y]![x])} instead of ${JSON.stringify(cell.text)} in ${JSON.stringify(line)}, wanted ${JSON.stringify(row.map(({ text }) => text).join(''))}`;
		}
	}
	return emulator.wrapped() ? 'a row wrapped' : undefined;
}
