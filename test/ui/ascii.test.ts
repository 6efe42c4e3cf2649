import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../source/domain/text/cell-width.js';
import { asciiLines, asciiText } from '../../source/ui/ascii.js';

describe('a screen in ASCII', () => {
	test('keeps every width and uses replacements for known characters', () => {
		expect(asciiText('Rename… ← →')).toBe('Rename~ < >');
		expect(asciiText('✓ •••••• ✗')).toBe('+ ****** x');
		expect(asciiText('naïve 日本 👩‍👩‍👧')).toBe('na?ve ???? ??');
		for (const text of ['plain', 'é', '日本', 'a\u0301', '⠋│']) {
			expect(cellWidth(asciiText(text))).toBe(cellWidth(text));
		}
	});

	test('returns the same lines for the same lines', () => {
		const lines = [[{ text: 'a…', role: 'dim' as const }], [{ text: 'b' }]];
		const folded = asciiLines(lines);
		expect(folded).toEqual([[{ text: 'a~', role: 'dim' }], [{ text: 'b' }]]);
		expect(folded[1]).toBe(lines[1]);
		expect(asciiLines(lines)).toBe(folded);
	});
});
