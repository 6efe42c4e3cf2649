import { describe, expect, test } from 'vitest';
import { asciiGlyphs } from '../../../../source/ui/glyphs.js';
import { chart } from '../../../../source/ui/views/charts/chart.js';
import { sparkline } from '../../../../source/ui/views/charts/sparkline.js';
import { lineWidth } from '../../../../source/ui/views/text/lines.js';
import { textsOf } from '../text.js';

const label = (value: number) => `${value}%`;

describe('chart', () => {
	test('fills up to each value, two per cell, with the newest at the right', () => {
		const lines = chart({ values: [0, 0, 0, 25, 50, 100], max: 100, width: 8, height: 4, label });
		expect(textsOf(lines)).toEqual(['100%┤  ⢸', '    │  ⢸', '    │  ⣿', '  0%┤ ⢸⣿']);
	});

	test('draws a line at the limit, behind the data, and labels it', () => {
		const values = [0, 0, 0, 0, 0, 0, 100, 100];
		const lines = chart({ values, limit: 50, max: 100, width: 9, height: 4, label });
		expect(textsOf(lines)).toEqual(['100%┤   ⣿', '    │   ⣿', ' 50%┤╌╌╌⣿', '  0%┤   ⣿']);
		expect(lines.map(line => line.at(-1)!.role)).toEqual(['bad', 'bad', 'warn', 'good']);
	});

	test('keeps the line and the colours of the limit that each value had', () => {
		const values = [25, 25, 25, 25, 50, 50, 50, 50];
		const limits = [25, 25, 25, 25, 100, 100, 100, 100];
		const lines = chart({ values, limit: 100, limits, max: 100, width: 9, height: 4, label });
		expect(textsOf(lines)).toEqual(['100%┤  ╌╌', '    │    ', '    │  ⣿⣿', '  0%┤⣿⣿⣿⣿']);
		expect(lines[3]!.slice(-2).map(({ text, role }) => [text, role])).toEqual([
			['⣿⣿', 'warn'],
			['⣿⣿', 'good'],
		]);
	});

	test('draws no line for the time without a limit', () => {
		const lines = chart({
			values: [1, 1, 1, 1],
			limit: 50,
			limits: [undefined, undefined, 50, 50],
			max: 100,
			width: 7,
			height: 4,
			label,
		});
		expect(textsOf(lines)[2]).toBe(' 50%┤ ╌');
	});

	test('starts at the left, and the first minute has the whole width', () => {
		const of = (count: number) =>
			textsOf(chart({ values: Array(count).fill(100), max: 100, width: 61, height: 1, label: () => '' }))[0]!;
		expect(of(1)).toBe(`│⣿${' '.repeat(59)}`);
		expect(of(30)).toBe(`│${'⣿'.repeat(30)}${' '.repeat(30)}`);
		expect(of(60)).toBe(`│${'⣿'.repeat(60)}`);
		expect(of(90)).toBe(`│${'⣿'.repeat(60)}`);
	});

	test('leaves a gap for an unknown value, and shows a small one as a dot', () => {
		const values = [undefined, undefined, undefined, undefined, 0.001, undefined, undefined, 0];
		const lines = chart({ values, max: 100, width: 5, height: 1, label: () => '' });
		expect(textsOf(lines)).toEqual(['│  ⡀ ']);
	});

	test('keeps its height and width in ASCII and without space', () => {
		const values = Array.from({ length: 300 }, (_, index) => index);
		const lines = chart({ values, limit: 200, max: 300, width: 40, height: 6, label, glyphs: asciiGlyphs });
		expect(lines.map(lineWidth)).toEqual(Array(6).fill(40));
		expect(textsOf(lines).join('')).toMatch(/^[\x20-\x7e]*$/);
		expect(chart({ values, max: 300, width: 3, height: 2, label })).toEqual([[], []]);
		expect(chart({ values, max: 300, width: 30, height: 0, label })).toEqual([]);
	});

	test('joins neighbouring cells into few spans', () => {
		const values = Array.from({ length: 300 }, (_, index) => (index * 37) % 100);
		for (const line of chart({ values, max: 100, width: 80, height: 8, label })) {
			expect(line.length).toBeLessThanOrEqual(3);
		}
	});
});

describe('sparkline', () => {
	test('shows the latest values', () => {
		expect(sparkline([0, 50, 100, 200], 100, 6)).toBe('▁▄██  ');
		expect(sparkline([0, 50, undefined, 100], 100, 2)).toBe(' █');
		expect(sparkline([1], 100, 0)).toBe('');
		expect(sparkline([0, 100], 100, 2, asciiGlyphs)).toBe('_#');
	});
});
