import { graphemes } from '../domain/cell-width.js';
import type { Line } from '../domain/line.js';

const plain = /^[\x20-\x7e]*$/;
/** Characters in titles and messages that have a look-alike of the same width. */
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
};

/** The text in ASCII, as wide as it was; `?` for what has no look-alike. */
export function asciiText(text: string): string {
	if (plain.test(text)) return text;
	return Array.from(graphemes(text), one =>
		plain.test(one.text) ? one.text : (alike[one.text] ?? '?'.repeat(one.width)),
	).join('');
}

const known = new WeakMap<readonly Line[], readonly Line[]>();
const knownLines = new WeakMap<Line, Line>();

function asciiLine(line: Line): Line {
	if (line.every(span => plain.test(span.text))) return line;
	const before = knownLines.get(line);
	if (before) return before;
	const folded = line.map(span => ({ ...span, text: asciiText(span.text) }));
	knownLines.set(line, folded);
	return folded;
}

/** The lines in ASCII; the same object for the same lines, since the compositor goes by that. */
export function asciiLines(lines: readonly Line[]): readonly Line[] {
	const before = known.get(lines);
	if (before) return before;
	const folded = lines.map(asciiLine);
	known.set(lines, folded);
	return folded;
}
