import { describe, expect, test } from 'vitest';
import { noFolds, openLine } from '../../../source/domain/logs/line-tree.js';
import { sanitizeLog } from '../../../source/domain/text/sanitize.js';
import { foldKey, openedRows } from '../../../source/state/modals/line-modal.js';
import type { LineModal } from '../../../source/state/modals/modal.js';
import { asciiGlyphs } from '../../../source/ui/glyphs.js';
import { LineDialog } from '../../../source/ui/modals/line-dialog.js';
import { dialogRows } from '../../helpers/screen/rendered.js';

const size = { columns: 80, rows: 24 };
const modalOf = (text: string): LineModal => ({
	kind: 'line',
	id: 1,
	line: 7,
	log: 'c',
	title: 'Log line of web',
	opened: openLine({ stream: 'stdout', time: '2026-05-17T03:04:05.123456789Z', text: sanitizeLog(text) }, [], {
		container: 'web',
		level: 'info',
	}),
	folds: noFolds,
	index: 0,
});
const rowsOf = (modal: LineModal, options = {}) =>
	dialogRows(<LineDialog modal={modal} size={size} />, { size, ...options });
const unfolded = (modal: LineModal): LineModal => foldKey(modal, 'x', size)!;

describe('the dialog of a log line', () => {
	test('shows facts, values and folds in a window of 80 cells', () => {
		const rows = rowsOf(modalOf('{"msg":"hi","user":{"id":1.00,"roles":["a","b"]},"ok":null}'));
		expect(rows.every(row => row.length === rows[0]!.length)).toBe(true);
		expect(rows.map(row => row.slice(2, -2).trimEnd()).slice(1, -1)).toEqual([
			'  docker’s time  2026-05-17 03:04:05.123456789 UTC',
			'  container      web',
			'  stream         stdout',
			'  level          info',
			'  msg            "hi"',
			'▾ user {2}',
			'    id  1.00',
			'  ▾ roles [2]',
			'      0  "a"',
			'      1  "b"',
			'  ok             null',
			'▸ as written     {"msg":"hi","user":{"id":1.00,"roles":["a","b"]},"ok":…',
		]);
		expect(rows.at(-1)).toContain('Esc close');
	});

	test('shows the path of the selected value beside its keys, however deep it is', () => {
		const nested = `{"msg":"hi",${'"deep":{'.repeat(40)}"end":1${'}'.repeat(40)}}`;
		for (const [index, path] of [
			[4, ' .msg '],
			[5, ' .deep '],
			[45, '.deep.deep.end '],
		] as const) {
			const last = rowsOf({ ...modalOf(nested), index }).at(-1)!;
			expect(last).toContain(path);
			expect(last).toContain('Esc close');
			expect(last).toMatch(/^└.*┘$/);
		}
	});

	test('wraps a plain text, and keeps its blanks', () => {
		const text = `start ${'word  '.repeat(40)}end`;
		const rows = rowsOf(modalOf(text));
		const shown = rows.map(row => row.slice(2, -2));
		const from = shown.findIndex(row => row.includes('start'));
		expect(from).toBeGreaterThan(0);
		expect(shown.slice(from).join('').replace(/ {4}/g, '')).toContain('end');
	});

	test('shows hostile objects within its borders', () => {
		const hostile = [
			`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
			JSON.stringify({ long: 'x'.repeat(1_000_000), b: 1 }),
			'{"a":1,"a":2,"__proto__":{"polluted":true},"constructor":{"prototype":1},"":3}',
			String.raw`{"esc":"\u001b[2J\u001b]0;title\u0007\u202e\u0000","key\u001b[31m\n":"x"}`,
			JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, index]))),
			`{"${'k'.repeat(5000)}":"v"}`,
			'{"wide":"画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像画像"}',
		];
		for (const text of hostile) {
			for (const modal of [modalOf(text), unfolded(modalOf(text))]) {
				const last = openedRows(modal, size).length - 1;
				for (const index of [0, 5, last]) {
					const rows = rowsOf({ ...modal, index });
					expect(rows.length).toBeLessThanOrEqual(size.rows);
					expect(rows.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
				}
			}
		}
		expect(Object.prototype).not.toHaveProperty('polluted');
	});

	test('has all members of a key that occurs twice', () => {
		const rows = rowsOf(modalOf('{"a":1,"a":2,"a":3}')).join('\n');
		expect(rows).toMatch(/a +1 [\s\S]*a +2 [\s\S]*a +3 /);
	});

	test('is ASCII where the terminal shows nothing else', () => {
		const rows = rowsOf(modalOf('{"a":{"b":"é"}}'), { glyphs: asciiGlyphs });
		expect(rows.join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
	});
});
