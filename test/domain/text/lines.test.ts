import { describe, expect, test } from 'vitest';
import type { Line } from '../../../source/domain/text/line.js';
import { highlight, lineWidth, parseSgr, plainText, sliceLine } from '../../../source/domain/text/lines.js';
import { sanitize, sanitizeLog } from '../../../source/domain/text/sanitize.js';
import fc from '../../helpers/fast-check.js';

const spans = fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }).map(text => sanitize(text)) }));
const line: Line = [{ text: 'ab', role: 'good' }, { text: '日本' }, { text: 'cd', sgr: '31' }];

describe('functions of lines', () => {
	test('return the width and the text of a line', () => {
		expect(lineWidth(line)).toBe(8);
		expect(plainText(line)).toBe('ab日本cd');
	});

	test('slice by cells and replace half a wide character with a space', () => {
		expect(sliceLine(line, 1, 4)).toEqual([{ text: 'b', role: 'good' }, { text: '日 ' }]);
		expect(sliceLine(line, 3, 4)).toEqual([{ text: ' 本' }, { text: 'c', sgr: '31' }]);
		expect(sliceLine(line, 20, 4)).toEqual([]);
		expect(sliceLine([{ text: 'a日b' }], 2, 1)).toEqual([{ text: ' ' }]);
	});

	test('slice from the start to at most the width', () => {
		expect(sliceLine(line, 0, 8)).toEqual(line);
		expect(plainText(sliceLine(line, 0, 5))).toBe('ab日 ');
		expect(sliceLine(line, 0, 0)).toEqual([]);
		fc.assert(
			fc.property(spans, fc.nat(20), (value, width) => {
				const sliced = sliceLine(value, 0, width);
				expect(lineWidth(sliced)).toBeLessThanOrEqual(width);
				if (lineWidth(value) <= width) {
					expect(plainText(sliced)).toBe(plainText(value));
				}
			}),
		);
	});
});

describe('parseSgr', () => {
	test.each([
		['plain', [{ text: 'plain' }]],
		['', []],
		['\x1b[31mred\x1b[0m', [{ text: 'red', sgr: '31' }]],
		['\x1b[1;31mx\x1b[22my\x1b[39mz', [{ text: 'x', sgr: '1;31' }, { text: 'y', sgr: '31' }, { text: 'z' }]],
		['\x1b[38;5;208mx\x1b[mz', [{ text: 'x', sgr: '38;5;208' }, { text: 'z' }]],
		['\x1b[38:2::1:2:3mx', [{ text: 'x', sgr: '38;2;1;2;3' }]],
		['\x1b[38;2;1;2;3;4mx', [{ text: 'x', sgr: '38;2;1;2;3;4' }]],
		['\x1b[38;2;1;2;900mx', [{ text: 'x' }]],
		['\x1b[5;8;99;31mx', [{ text: 'x', sgr: '31' }]],
		['\x1b[58;5;1;4mx\x1b[4:0my', [{ text: 'x', sgr: '4' }, { text: 'y' }]],
	])('parses %j', (text, expected) => {
		expect(parseSgr(text)).toEqual(expected);
	});

	test('keeps every visible character and no escape sequence', () => {
		const part = fc.oneof(fc.string(), fc.constantFrom('\x1b[31m', '\x1b[m', '\x1b[38;5;1m', '\x1b[7;4m'));
		fc.assert(
			fc.property(fc.array(part), parts => {
				const text = sanitizeLog(parts.join(''));
				expect(plainText(parseSgr(text))).toBe(text.replace(/\x1b\[[0-9;:]*m/g, ''));
			}),
		);
	});
});

describe('highlight', () => {
	test('splits spans at the ends of the ranges', () => {
		expect(
			highlight(
				line,
				[
					{ start: 1, end: 3 },
					{ start: 5, end: 6 },
				],
				'match',
			),
		).toEqual([
			{ text: 'a', role: 'good' },
			{ text: 'b', role: 'match' },
			{ text: '日', role: 'match' },
			{ text: '本' },
			{ text: 'c', sgr: '31' },
			{ text: 'd', role: 'match' },
		]);
		expect(highlight(line, [], 'match')).toBe(line);
	});
});
