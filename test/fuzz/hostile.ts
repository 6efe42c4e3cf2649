import fc from '../helpers/fast-check.js';

/** Characters that no text may contain after sanitizing; line ends are checked separately. */
export const forbidden =
	/[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{d800}-\u{dfff}\u{e0000}-\u{e007f}]/u;

/** Sequences that a terminal obeys: cursor, modes, title, clipboard, colours, keyboard, reports, charsets, resets. */
export const attacks: readonly string[] = [
	...['\x1b]0;owned\x07', '\x1b]2;owned\x1b\\', '\x9d0;owned\x9c', '\x1b]52;c;b3duZWQ=\x07', '\x9d52;c;b3duZWQ=\x9c'],
	...[
		'\x1b[2J',
		'\x1b[H',
		'\x1b[10;10H',
		'\x1b[3A',
		'\x1b[9B',
		'\x9b5C',
		'\x1b[s',
		'\x1b[u',
		'\x1b7',
		'\x1b8',
		'\x1bc',
	],
	...[
		'\x1b[?1049l',
		'\x1b[?25h',
		'\x1b[?1000h',
		'\x1b[?1006h',
		'\x1b[?2004h',
		'\x1b[?7l',
		'\x1b[4h',
		'\x1b[20h',
		'\x1b[?6h',
	],
	...['\x1b[5;10r', '\x1b[2K', '\x1b[1P', '\x1b[4@', '\x1b[3L', '\x1b[2M', '\x1b[9X', '\x1b[5S', '\x1b[3T', '\x1b[7b'],
	...['\x1b[31;1m', '\x1b[7m', '\x1b[8m', '\x1b[38;5;9m', '\x1b[48;2;1;2;3m', '\x1b[>4;2m', '\x1b[>1u', '\x1b[=1u'],
	...[
		'\x1b(0',
		'\x1b)B',
		'\x0e',
		'\x0f',
		'\x1bN',
		'\x1bO',
		'\x1b#8',
		'\x1bD',
		'\x1bM',
		'\x1bE',
		'\x1bH',
		'\x84',
		'\x85',
		'\x8d',
	],
	...[
		'\x1bPq#0~\x1b\\',
		'\x90+q544e\x9c',
		'\x1b_Ga=T\x1b\\',
		'\x1b^pm\x1b\\',
		'\x1bXsos\x1b\\',
		'\x1b]8;;http://x\x07y\x1b]8;;\x07',
	],
	...[
		'\x1b[6n',
		'\x1b[c',
		'\x1b[>q',
		'\x1b]11;?\x07',
		'\x1b[?2026h',
		'\x1b[18t',
		'\x1b]1337;File=:AAAA\x07',
		'\x1b]9;hi\x07',
		'\x05',
	],
	...[
		'\x1b',
		'\x1b[',
		'\x1b]',
		'\x9b',
		'\x9d',
		'\x1b[99999999',
		'\x1b[;;;;m',
		'\x1b]0;unfinished',
		'\0',
		'\x07',
		'\b\b\b',
		'\x7f',
	],
	...['\r', '\n', '\r\n', '\t', '\v', '\f', '\u2028', '\u2029'],
];

/** Text whose width differs between terminals, or that hides or reverses the text beside it. */
export const odd: readonly string[] = [
	...[
		'👩‍👩‍👧',
		'👩🏽‍💻',
		'🏳️‍🌈',
		'🇩🇪',
		'🇩',
		'⚠️',
		'⚠',
		'1️⃣',
		'😀',
		'🫠',
		'❤️',
		'☺',
		'✌🏿',
		'🏿',
		'👨‍',
		'👨‍©',
		'\u200d',
		'\ufe0f',
		'\ufe0e',
	],
	...[
		'e\u0301',
		'\u0301',
		'a\u0336\u0336\u0336',
		'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d',
		'\u20e3',
		'\u1ab0',
		'ก็็็็',
		'नि',
		'ক্ষ',
		'ༀ',
	],
	...['日本語', '한글', '\u1112\u1161\u11ab', '\u1161', '\u11ab', 'ｶﾞ', '㌀', '𠀀', '︙', '〇', '\u3099', '　'],
	...['مرحبا', 'שלום', '\u202eevil', '\u2066x\u2069', '\u061c', '\u200e', '\u200f'],
	...[
		'\u200b',
		'\u200c',
		'\u2060',
		'\ufeff',
		'\u00ad',
		'\u034f',
		'\u115f',
		'\u3164',
		'\u180e',
		'\u{e0041}',
		'\u{1d173}',
		'\ufffc',
		'\ufff9',
	],
	...[
		'\ud800',
		'\udc00',
		'\ufffd',
		'\ue000',
		'\u{f0000}',
		'\u{10ffff}',
		'\ufffe',
		'\u{1f1e6}',
		'\u2e3b',
		'﷽',
		'𒐫',
		'௵',
		'꧅',
		'\u{1d1b9}\u{1d165}\u{1d16f}',
		'─│┌┐',
		'█',
		'±',
		'…',
		'·',
	],
];

const piece = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...attacks) },
	{ weight: 4, arbitrary: fc.constantFrom(...odd) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
	{ weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
	{ weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes).toString('utf8')) },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes).toString('latin1')) },
);

/** A hostile or accidentally harmful text. */
export const hostileText = fc.array(piece, { maxLength: 10 }).map(parts => parts.join(''));

/** Bytes of no encoding in particular, escape sequences among them. */
export const hostileBytes = fc
	.array(
		fc.oneof(
			fc.uint8Array({ maxLength: 16 }),
			hostileText.map(text => Buffer.from(text)),
		),
		{ maxLength: 8 },
	)
	.map(parts => Buffer.concat(parts));

/** Enough texts for all answers of an engine. */
export const wardrobe = fc.array(hostileText, { minLength: 24, maxLength: 24 });

/** Every text in a value, keys among them, with where it is. */
export function* textsIn(value: unknown, path = ''): Generator<readonly [path: string, text: string]> {
	if (typeof value === 'string') {
		yield [path, value];
	} else if (value instanceof Map || value instanceof Set) {
		yield* textsIn([...value], path);
	} else if (ArrayBuffer.isView(value)) {
		return;
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, item] of Object.entries(value)) {
			yield [`${path} (key)`, key];
			yield* textsIn(item, `${path}.${key}`);
		}
	}
}
