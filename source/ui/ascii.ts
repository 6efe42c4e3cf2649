import { graphemes } from '../domain/text/cell-width.js';
import type { Line } from '../domain/text/line.js';
import { memoEach } from '../state/memo.js';

const plain = /^[\x20-\x7e]*$/;
/** ASCII replacements of the same width for characters in titles, messages and texts. */
const replacements: Readonly<Record<string, string>> = {
	'…': '~',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'’': "'",
	'·': '-',
	'×': 'x',
	'–': '-',
	'≥': '>',
	'─': '-',
	'•': '*',
	'✓': '+',
	'✗': 'x',
};

/** Returns the text in ASCII with the same width; a character without a replacement becomes `?`. */
export function asciiText(text: string): string {
	if (plain.test(text)) {
		return text;
	}
	return Array.from(graphemes(text), one =>
		plain.test(one.text) ? one.text : (replacements[one.text] ?? '?'.repeat(one.width)),
	).join('');
}

/** Returns the line in ASCII; the same object for the same line. */
export const asciiLine = memoEach(
	(line: Line): Line =>
		line.every(span => plain.test(span.text)) ? line : line.map(span => ({ ...span, text: asciiText(span.text) })),
);

/** Returns the lines in ASCII; the same object for the same lines, because the compositor skips unchanged objects. */
export const asciiLines = memoEach((lines: readonly Line[]): readonly Line[] => lines.map(line => asciiLine(line)));
