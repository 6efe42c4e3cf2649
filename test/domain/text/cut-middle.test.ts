import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../../source/domain/text/cell-width.js';
import { cutMiddle, wrapMiddle } from '../../../source/domain/text/cut-middle.js';

const port =
	'Start web: failed to set up container networking: driver failed programming external connectivity on endpoint web (0123): Bind for 0.0.0.0:8080 failed: port is already allocated';

describe('a text that is cut in its middle', () => {
	test.each([
		[60, 'Start web: …0.0.0.0:8080 failed: port is already allocated'],
		[40, 'Start web: …port is already allocated'],
	])('keeps the title and the cause in %i cells', (width, expected) => {
		expect(cutMiddle(port, width)).toBe(expected);
	});

	test.each([
		['ein Fehler', 20],
		['容器 web 无法启动: 端口已被占用 因为另一个容器正在使用它', 24],
		['a'.repeat(300), 30],
		['one: two', 1],
		['one: two', 0],
		['no such image', 5],
	])('never gets wider than its width: %s', (text, width) => {
		const cut = cutMiddle(text, width);
		expect(cellWidth(cut)).toBeLessThanOrEqual(width);
		expect(cut === text || width === 0 || cut.includes('…')).toBe(true);
	});

	test('stays whole where it fits', () => {
		expect(cutMiddle('No such container: db', 21)).toBe('No such container: db');
	});
});

describe('a text that is wrapped to a number of rows', () => {
	test('leaves out the middle, so that the first row and the cause stay', () => {
		const rows = wrapMiddle(port, 40, 3);
		expect(rows).toHaveLength(3);
		expect(rows[0]).toBe('Start web: failed to set up container');
		expect(rows[1]).toMatch(/^….+/);
		expect(rows[2]).toMatch(/port is already allocated$/);
	});

	test('keeps the end in one row, and reads a long text only at its ends', () => {
		expect(wrapMiddle(port, 30, 1)).toEqual(['…allocated']);
		const rows = wrapMiddle(`first ${'x '.repeat(2_000_000)}last`, 20, 3);
		expect(rows.at(-1)).toMatch(/last$/);
		expect(rows[0]).toMatch(/^first/);
	});

	test('is unchanged where it fits', () => {
		expect(wrapMiddle('a b\nc', 10, 2)).toEqual(['a b', 'c']);
	});
});
