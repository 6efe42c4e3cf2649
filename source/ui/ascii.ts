import { graphemes } from '../domain/text/cell-width.js';
import type { Line } from '../domain/text/line.js';
import { memoEach } from '../state/memo.js';

const plain = /^[\x20-\x7e]*$/;
/** Characters in titles, messages and texts that have a look-alike of the same width. */
const alike: Readonly<Record<string, string>> = {
	'…': '~',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'’': "'",
	'·': '-',
	'×': 'x',
	'–': '-',
	'•': '*',
	'✓': '+',
	'✗': 'x',
};

/** The text in ASCII, as wide as it was; `?` for what has no look-alike. */
export function asciiText(text: string): string {
	if (plain.test(text)) {
		return text;
	}
	return Array.from(graphemes(text), one =>
		plain.test(one.text) ? one.text : (alike[one.text] ?? '?'.repeat(one.width)),
	).join('');
}

/** The line in ASCII; the same object for the same line. */
export const asciiLine = memoEach(
	(line: Line): Line =>
		line.every(span => plain.test(span.text)) ? line : line.map(span => ({ ...span, text: asciiText(span.text) })),
);

/** The lines in ASCII; the same object for the same lines, since the compositor goes by that. */
export const asciiLines = memoEach((lines: readonly Line[]): readonly Line[] => lines.map(line => asciiLine(line)));
