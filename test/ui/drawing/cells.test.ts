import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../../source/domain/text/cell-width.js';
import type { Line } from '../../../source/domain/text/line.js';
import { type Cells, characterOf, createCellParser, styleOf } from '../../../source/ui/drawing/cells.js';
import { characterText } from '../../../source/ui/drawing/characters.js';
import { transition } from '../../../source/ui/drawing/styles.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import fc from '../../helpers/fast-check.js';

const parser = createCellParser(defaultPalette);
const texts = (cells: Cells) => [...cells].map(cell => characterText(characterOf(cell)));
const styleSequences = (cells: Cells) => [...cells].map(cell => transition(0, styleOf(cell)));

describe('cells of text', () => {
	test('give wide characters two cells, and marks none', () => {
		expect(texts(parser.line([{ text: 'a日😀e\u0301x' }]))).toEqual(['a', '日', '', '😀', '', 'e\u0301', 'x']);
		expect(texts(parser.line([{ text: '👩‍👩‍👧\u26a0\ufe0f\u2713' }]))).toEqual([
			'👩‍👩‍👧',
			'',
			'\u26a0\ufe0f',
			'',
			'\u2713',
		]);
		expect(texts(parser.line([{ text: '👨\u200d©x' }]))).toEqual(['👨\u200d©', '', 'x']);
		// A prepended mark comes before its letter.
		expect(parser.line([{ text: '\u{1193f}一x' }]).length).toBe(cellWidth('\u{1193f}一x'));
		expect(texts(parser.line([{ text: '日\u3099か\u3099' }]))).toEqual(['日\u3099', '', 'か\u3099', '']);
	});

	test('contain no control characters', () => {
		expect(texts(parser.line([{ text: 'a\x1b[2J\x07\x00\u009b\u202e\u00adb\ud800' }])).join('')).toBe('a[2Jb');
	});

	test('have the number of the text’s width', () => {
		const part = fc.constantFrom(
			'a',
			'日',
			'한',
			'か\u3099',
			'ｶﾞ',
			'e\u0301',
			'😀',
			'👩‍👩‍👧',
			'⚠️',
			'─',
			'⣿',
			'✓',
			'ع',
			'กำ',
			'\u1100\u1161',
			'1️⃣',
			'🇨🇭',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'grapheme', maxLength: 3 }))), parts => {
				const text = parts.join('').replace(/\p{Control}/gu, '');
				expect(parser.line([{ text }]).length).toBe(cellWidth(text));
			}),
			{ numRuns: 500 },
		);
	});

	test('limit the length and the number of clusters', () => {
		const zalgo = `a${'\u0301'.repeat(5000)}b`;
		expect(texts(parser.line([{ text: zalgo }]))).toEqual(['a', 'b']);
	});
});

describe('styles of cells', () => {
	test('come from the role, a log’s own colours and reverse video', () => {
		const line: Line = [
			{ text: 'a', role: 'bad' },
			{ text: 'b', sgr: '1;38;5;9', role: 'bad' },
			{ text: 'c', role: 'bad', reverse: true },
			{ text: 'd' },
		];
		expect(styleSequences(parser.line(line))).toEqual(['\x1b[31m', '\x1b[1;38;5;9m', '\x1b[7;31m', '']);
	});

	test('come from Ink’s SGR sequences, without its other sequences', () => {
		const cells = parser.ansi(
			'\x1b[1ma\x1b[31mb\x1b[22mc\x1b[39md\x1b]8;;http://x\x07e\x1b]8;;\x07\x1b[2Kf\x1b[48;2;1;2;3mg',
		);
		expect(texts(cells).join('')).toBe('abcdefg');
		expect(styleSequences(cells)).toEqual(['\x1b[1m', '\x1b[1;31m', '\x1b[31m', '', '', '', '\x1b[48;2;1;2;3m']);
	});

	test('keep only the visible parts of a space’s style', () => {
		expect(
			styleSequences(
				parser.line([
					{ text: ' ', role: 'bad' },
					{ text: ' ', sgr: '1;31;44' },
					{ text: ' ', sgr: '31;7' },
				]),
			),
		).toEqual(['', '\x1b[44m', '\x1b[7;31m']);
	});

	test('are parsed once for each object', () => {
		const line: Line = [{ text: 'once' }];
		expect(parser.line(line)).toBe(parser.line(line));
		expect(parser.ansi('twice')).toBe(parser.ansi('twice'));
	});
});
