import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cellWidth, graphemes, pad, takeEnd, takeStart, truncate } from '../../../source/domain/text/cell-width.js';
import { sanitize } from '../../../source/domain/text/sanitize.js';
import fc from '../../helpers/fast-check.js';

const text = fc.string({ unit: 'grapheme' }).map(value => sanitize(value));

describe('cellWidth', () => {
	test('agrees with string-width on every character of its fast path', () => {
		for (let code = 0x20; code < 0x2900; code++) {
			const character = String.fromCharCode(code);
			if (sanitize(character) === character) {
				expect([code, cellWidth(character)]).toEqual([code, stringWidth(character)]);
			}
		}
	});

	test.each([
		['web', 3],
		['日本', 4],
		['👩🏽‍💻', 2],
		['e\u0301', 1],
		['▓▓░│…', 5],
		['', 0],
	])('measures %s as %d cells', (value, width) => {
		expect(cellWidth(value)).toBe(width);
		expect(cellWidth(value)).toBe(width);
	});
});

describe('truncate', () => {
	test.each([
		['container', 9, {}, 'container'],
		['container', 8, {}, 'contain…'],
		['container', 8, { from: 'start' }, '…ntainer'],
		['container', 8, { from: 'middle' }, 'cont…ner'],
		['container', 8, { ellipsis: '...' }, 'conta...'],
		['container', 2, { ellipsis: '...' }, '..'],
		['container', 1, {}, '…'],
		['container', 0, {}, ''],
		['日本語', 5, {}, '日本…'],
		['日本語', 4, {}, '日…'],
		['日本語', 4, { from: 'start' }, '…語'],
		['abcde\u0301', 5, {}, 'abcde\u0301'],
	] as const)('cuts %s to %d cells (%j) as %s', (value, width, options, expected) => {
		expect(truncate(value, width, options)).toBe(expected);
	});

	test('never exceeds the width, and returns a text that fits unchanged', () => {
		const from = fc.constantFrom('end' as const, 'start' as const, 'middle' as const);
		fc.assert(
			fc.property(text, fc.integer({ min: 0, max: 30 }), from, (value, width, side) => {
				const cut = truncate(value, width, { from: side });
				expect(stringWidth(cut)).toBeLessThanOrEqual(width);
				if (stringWidth(value) <= width) {
					expect(cut).toBe(value);
				}
			}),
		);
	});

	test('cuts a text of a megabyte', () => {
		const long = '日é'.repeat(500_000);
		for (const from of ['end', 'start', 'middle'] as const) {
			expect(cellWidth(truncate(long, 80, { from }))).toBeLessThan(81);
		}
	});
});

describe('graphemes', () => {
	test('of a long text are the same as without splitting it', () => {
		const piece = fc.constantFrom(
			'a',
			' ',
			'日',
			'e\u0301',
			'👩🏽‍💻',
			'👩‍👩‍👧',
			'🇩🇪',
			'🇩',
			'⚠️',
			'\u1112\u1161\u11ab',
			'1️⃣',
			'নি',
			'ক্ষ',
		);
		const segmenter = new Intl.Segmenter();
		fc.assert(
			fc.property(fc.array(piece, { minLength: 300, maxLength: 1500, size: 'max' }), parts => {
				const long = parts.join('');
				expect([...graphemes(long)].map(each => each.text)).toEqual(
					Array.from(segmenter.segment(long), each => each.segment),
				);
			}),
			{ numRuns: 100 },
		);
	});

	test('can be counted in a text of half a million cells', () => {
		const long = ['日', 'e\u0301', '👩'].map(part => part.repeat(100_000)).join(' ');
		expect(cellWidth(long)).toBe(500_002);
		expect([...graphemes('a\u0301'.repeat(3) + '\u0301'.repeat(5000))].map(each => each.width)).toEqual([
			1, 1, 1, 0, 0, 0, 0,
		]);
	});
});

describe('takeStart and takeEnd', () => {
	test('return only whole characters', () => {
		expect(takeStart('a日b', 2)).toBe('a');
		expect(takeEnd('a日b', 2)).toBe('b');
		expect(takeEnd('a\u0301'.repeat(500), 3)).toBe('a\u0301'.repeat(3));
	});
});

test('takeStart and takeEnd take the same characters as those of the segmenter', () => {
	const piece = fc.constantFrom(
		'a',
		' ',
		'\u00a0',
		'é',
		'…',
		'│',
		'✓',
		'©',
		'↔',
		'e\u0301',
		'✓\ufe0f',
		'日',
		'👩‍💻',
		'\u200d',
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 0, max: 12 }), (pieces, width) => {
			const text = pieces.join('');
			const all = [...graphemes(text)];
			const first = (parts: typeof all) => {
				let used = 0;
				const end = parts.findIndex(part => {
					used += part.width;
					return used > width;
				});
				return width === 0 ? [] : parts.slice(0, end === -1 ? parts.length : end);
			};
			const join = (parts: typeof all) => parts.map(part => part.text).join('');
			expect(takeStart(text, width)).toBe(join(first(all)));
			expect(takeEnd(text, width)).toBe(join(first(all.toReversed()).toReversed()));
		}),
	);
});

describe('pad', () => {
	test('adds spaces on the given side', () => {
		expect([pad('日', 4), pad('日', 4, 'right'), pad('日', 5, 'center')]).toEqual(['日  ', '  日', ' 日  ']);
		expect(pad('long', 2)).toBe('long');
	});
});
