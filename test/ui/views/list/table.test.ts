import { describe, expect, test } from 'vitest';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { createPalette, spanSgr } from '../../../../source/ui/theme.js';
import { fitColumns } from '../../../../source/ui/views/list/columns.js';
import { createTable, leadWidth, tableHeader } from '../../../../source/ui/views/list/table.js';
import { lineWidth } from '../../../../source/ui/views/text/lines.js';
import fc from '../../../helpers/fast-check.js';
import { textOf } from '../text.js';

const columns = [
	{ id: 'name', header: 'NAME', min: 6, max: 12, priority: 0 },
	{ id: 'image', header: 'IMAGE', min: 5, max: Number.POSITIVE_INFINITY, priority: 2 },
	{ id: 'cpu', header: 'CPU %', min: 6, max: 16, priority: 1, align: 'right' as const },
];
const widths = (width: number) => fitColumns(columns, width).map(({ column, width: cells }) => `${column.id} ${cells}`);

describe('the row of a new item', () => {
	test.each([
		['256 colours', { TERM: 'xterm-256color' }],
		['16 colours', { TERM: 'xterm' }],
		['no colours', { TERM: 'xterm-256color', NO_COLOR: '1' }],
	])('has a sign and a style of its own with %s, in plain and in selected rows', (_, env) => {
		const palette = createPalette({ env });
		const table = createTable<object>(unicodeGlyphs);
		const fitted = fitColumns(columns, 30);
		const cells = [{ text: 'web' }, { text: 'nginx' }, { text: '1%' }];
		const item = {};
		const plain = table.row(item, cells, fitted, 30);
		for (const selected of [undefined, 'focused', 'unfocused'] as const) {
			const line = table.row(item, cells, fitted, 30, { isNew: true, selected });
			expect(textOf(line)).toMatch(/^\+ /);
			const name = line.find(({ text }) => text.includes('web'))!;
			expect(spanSgr(name, palette)).not.toBe(spanSgr({ ...name, role: 'text' }, palette));
		}
		expect(table.row(item, cells, fitted, 30)).not.toBe(plain);
		expect(textOf(table.row(item, cells, fitted, 30))).toMatch(/^ {2} web/);
	});
});

describe('fitColumns', () => {
	test('drops the least important columns first', () => {
		expect(widths(19)).toEqual(['name 6', 'image 5', 'cpu 6']);
		expect(widths(18)).toEqual(['name 11', 'cpu 6']);
		expect(widths(12)).toEqual(['name 12']);
		expect(widths(3)).toEqual(['name 3']);
	});

	test('gives an essential column its preferred width before others are added', () => {
		const widthsIn = (width: number) =>
			fitColumns(
				[{ min: 6, preferred: 10, max: 20, priority: 0 }, columns[2]!, { min: 5, preferred: 8, max: 9, priority: 3 }],
				width,
			).map(({ width: cells }) => cells);
		expect(widthsIn(20)).toEqual([13, 6]);
		expect(widthsIn(23)).toEqual([10, 6, 5]);
		expect(widthsIn(28)).toEqual([12, 6, 8]);
		expect(widthsIn(60)).toEqual([20, 16, 9]);
	});

	test('lets columns grow in the order of their ranks, those of one rank together or not at all', () => {
		const ranked = [
			{ min: 4, max: 20, priority: 0, grows: [{ rank: 2.5, width: 8 }] },
			{ min: 3, max: 9, priority: 1, grows: [{ rank: 2.7, width: 6 }] },
			{ min: 3, max: 9, priority: 2, grows: [{ rank: 2.7, width: 6 }] },
			{ min: 2, max: 9, priority: 3, grows: [{ rank: 4, width: 9 }] },
		];
		const widthsIn = (width: number) => fitColumns(ranked, width).map(({ width: cells }) => cells);
		expect(widthsIn(12)).toEqual([4, 3, 3]);
		expect(widthsIn(16)).toEqual([8, 3, 3]);
		expect(widthsIn(21)).toEqual([8, 3, 3, 4]);
		expect(widthsIn(22)).toEqual([8, 6, 6]);
		expect(widthsIn(27)).toEqual([8, 6, 6, 4]);
	});

	test('widens important columns first and gives the rest to columns without a limit', () => {
		expect(widths(25)).toEqual(['name 12', 'image 5', 'cpu 6']);
		expect(widths(40)).toEqual(['name 12', 'image 10', 'cpu 16']);
	});

	test('never uses more than the width', () => {
		const column = fc.record({
			min: fc.nat(20),
			more: fc.oneof(fc.nat(20), fc.constant(Number.POSITIVE_INFINITY)),
			priority: fc.nat(5),
		});
		fc.assert(
			fc.property(fc.array(column), fc.nat(80), (list, width) => {
				const fitted = fitColumns(
					list.map(({ min, more, priority }) => ({ min, max: min + more, priority })),
					width,
				);
				const sum = fitted.reduce((total, { width: cells }) => total + cells, 0) + Math.max(0, fitted.length - 1);
				expect(sum).toBeLessThanOrEqual(width);
				for (const {
					column: { max },
					width: cells,
				} of fitted) {
					expect(cells).toBeLessThanOrEqual(max);
				}
			}),
		);
	});
});

describe('a note', () => {
	const glyphs = unicodeGlyphs;
	const cell = (width: number, stays: boolean) => {
		const note = { text: 'OOM', role: 'bad' as const, stays };
		const fitted = [{ column: { id: 'a', header: '', min: 1, max: 99, priority: 0 }, width }];
		return textOf(createTable(glyphs).row({}, [{ text: 'Exited (137)', note }], fitted, width + leadWidth)).slice(
			leadWidth - 1,
		);
	};

	test('is left out if it does not fit, unless it stays and the text is cut', () => {
		expect(cell(16, false)).toBe(' Exited (137) OOM');
		expect(cell(14, false)).toBe(' Exited (137)  ');
		expect(cell(14, true)).toBe(' Exited (1… OOM');
		expect(cell(5, true)).toBe(' Exit…');
	});

	test('comes before the long form of a text', () => {
		const restarting = {
			text: 'Restarting (1) 14 seconds ago',
			short: 'Restarting (1) 14s ago',
			note: { text: 'error', role: 'bad' as const },
		};
		const at = (width: number) => {
			const fitted = [{ column: { id: 'a', header: '', min: 1, max: 99, priority: 0 }, width }];
			return textOf(createTable(glyphs).row({}, [restarting], fitted, width + leadWidth)).trim();
		};
		expect(at(35)).toBe('Restarting (1) 14 seconds ago error');
		expect(at(34)).toBe('Restarting (1) 14s ago error');
		expect(at(28)).toBe('Restarting (1) 14s ago error');
		expect(at(27)).toBe('Restarting (1) 14s ago');
	});
});

describe('table', () => {
	const fitted = fitColumns(columns, 40 - leadWidth);
	const cells = [
		{ text: 'web' },
		{ text: 'nginx' },
		{ text: '18/20%', gauge: { ratio: 0.5, level: 'normal' as const } },
	];

	test('shows headers and marks the sort column', () => {
		const header = tableHeader(fitted, 40, unicodeGlyphs, { id: 'cpu', descending: true });
		expect(textOf(header)).toBe('   NAME         IMAGE             CPU %▼');
		expect(header.find(({ text }) => text.includes('CPU'))!.role).toBe('strong');
	});

	test('draws cells and gauges in their columns', () => {
		const table = createTable(unicodeGlyphs);
		const line = table.row({}, cells, fitted, 40, { marked: true, bullet: { text: '●', role: 'good' } });
		expect(textOf(line)).toMatch(/^✓● web {10}nginx +━━━━╾?─+ +18\/20%$/);
		expect(lineWidth(line)).toBe(40);
	});

	test('returns the same line for an unchanged row, and a new one for a changed row', () => {
		const table = createTable(unicodeGlyphs);
		const item = {};
		const first = table.row(item, cells, fitted, 40);
		expect(table.row(item, structuredClone(cells), fitColumns(columns, 40 - leadWidth), 40, { marked: false })).toBe(
			first,
		);
		expect(table.row(item, cells, fitted, 40, { selected: 'focused' })).not.toBe(first);
		const other = [cells[0]!, cells[1]!, { ...cells[2]!, gauge: { ratio: 0.6, level: 'normal' as const } }];
		expect(table.row(item, other, fitted, 40)).not.toBe(first);
		expect(table.row(item, cells, fitColumns(columns, 30), 33)).not.toBe(first);
	});

	test('puts the selected row on a band over the whole width', () => {
		const table = createTable(unicodeGlyphs);
		const line = table.row({}, cells, fitted, 50, { selected: 'focused' });
		expect(line.every(({ band }) => band === 'focused')).toBe(true);
		expect(lineWidth(line)).toBe(50);
		const away = table.row({}, cells, fitted, 40, { selected: 'unfocused' });
		expect(away.every(({ band }) => band === 'unfocused')).toBe(true);
	});
});
