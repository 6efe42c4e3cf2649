import { expect, test, vi } from 'vitest';
import { cellWidth } from '../../../source/domain/text/cell-width.js';
import { wrapText } from '../../../source/domain/text/wrap-text.js';
import fc from '../../helpers/fast-check.js';

test('breaks at spaces, and long words where it must', () => {
	expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
	expect(wrapText('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
	expect(wrapText('', 5)).toEqual(['']);
	expect(wrapText('one\ntwo three\n\nfour', 7)).toEqual(['one', 'two', 'three', '', 'four']);
	expect(wrapText('漢字漢字', 5)).toEqual(['漢字', '漢字']);
});

test('keeps every letter, in lines that fit', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (text, width) => {
			const lines = wrapText(text, width);
			expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
			for (const line of lines) {
				expect(cellWidth(line)).toBeLessThanOrEqual(width);
			}
		}),
	);
});

test('takes a word of a megabyte', () => {
	expect(wrapText('é漢'.repeat(200_000), 60)).toHaveLength(10_000);
});

test('splits no text into characters whose every letter takes one cell', () => {
	const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
	expect(wrapText('docker run --name\u00a0web …/shop/api:1 é ✓ sleep\u00a01000000', 20)).toEqual([
		'docker run',
		'--name\u00a0web',
		'…/shop/api:1 é ✓',
		'sleep\u00a01000000',
	]);
	expect(segment).not.toHaveBeenCalled();
	segment.mockRestore();
});

test('drops the spaces at the start of a row', () => {
	expect(wrapText('  two', 20)).toEqual(['two']);
	expect(wrapText('  one two', 4)).toEqual(['one', 'two']);
});
