import { describe, expect, test } from 'vitest';
import { bandLine, cutLine, fitLine, fitText, lineWidth, mergeSpans } from '../../../../source/ui/views/text/lines.js';
import fc from '../../../helpers/fast-check.js';
import { textOf } from '../text.js';

const line = fc.array(
	fc.record({ text: fc.array(fc.constantFrom('a', ' ', '日', '😀', 'é')).map(list => list.join('')) }),
);

describe('lines', () => {
	test('fit any width exactly, for any text', () => {
		fc.assert(
			fc.property(line, fc.nat(30), (spans, width) => {
				expect(lineWidth(fitLine(spans, width))).toBe(width);
				expect(lineWidth(cutLine(spans, width))).toBeLessThanOrEqual(width);
				expect(lineWidth(bandLine(spans, width))).toBe(width);
			}),
		);
	});

	test('stay the same object if they fit already', () => {
		const spans = [{ text: 'abc' }];
		expect(fitLine(spans, 3)).toBe(spans);
	});

	test('mark a cut with an ellipsis, even between two spans', () => {
		expect(textOf(cutLine([{ text: 'abcdef' }], 4))).toBe('abc…');
		expect(textOf(cutLine([{ text: 'abc' }, { text: 'def' }], 3))).toBe('ab…');
		expect(textOf(cutLine([{ text: 'abc' }, { text: '' }], 3))).toBe('abc');
		expect(
			cutLine(
				[
					{ text: 'ab', role: 'bad' },
					{ text: 'cd', role: 'good' },
				],
				3,
			),
		).toEqual([
			{ text: 'ab', role: 'bad' },
			{ text: '…', role: 'good' },
		]);
	});

	test('align text', () => {
		expect(fitText('7', 3, 'right')).toBe('  7');
		expect(fitText('日本語', 4)).toBe('日… ');
	});

	test('join neighbouring spans of the same style', () => {
		expect(mergeSpans([{ text: 'a', role: 'bad' }, { text: 'b', role: 'bad' }, { text: '' }, { text: 'c' }])).toEqual([
			{ text: 'ab', role: 'bad' },
			{ text: 'c' },
		]);
	});
});
