import { describe, expect, test } from 'vitest';
import type { Rect } from '../../source/domain/text/line.js';
import { nounIds, panes } from '../../source/panes/panes.js';
import { type ListSize, layoutOf } from '../../source/state/layout.js';

const focuses = ['list', 'detail'] as const;
const zooms = ['none', 'list', 'detail'] as const;
const someCounts = [
	[0, 0, 0, 0],
	[300, 20, 5, 3],
	[2, 1, 90, 1],
];
const sized = (counts: readonly number[]): readonly ListSize[] =>
	counts.map((count, index) => {
		const id = nounIds[index]!;
		return { id, count, maxUnfocusedRows: panes[id].maxUnfocusedRows };
	});

/** Counts how often each cell of the screen is covered. */
function cover(width: number, height: number, rects: readonly Rect[]): string {
	const cells = new Uint8Array(width * height);
	for (const rect of rects) {
		expect(rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= width && rect.y + rect.height <= height).toBe(true);
		for (let y = rect.y; y < rect.y + rect.height; y++) {
			for (let x = rect.x; x < rect.x + rect.width; x++) {
				cells[y * width + x]!++;
			}
		}
	}
	return [...new Set(cells)].join();
}

describe('the layout', () => {
	test('covers every cell of a window once, at any size, focus and zoom', () => {
		const sizes = [
			[40, 10],
			[41, 11],
			[60, 15],
			[80, 24],
			[99, 30],
			[100, 17],
			[100, 18],
			[120, 40],
			[160, 50],
			[200, 60],
			[400, 120],
		];
		for (const [columns = 0, rows = 0] of sizes) {
			for (const pane of nounIds.slice(0, 4)) {
				for (const focus of focuses) {
					for (const zoom of zooms) {
						for (const counts of someCounts) {
							const layout = layoutOf({ size: { columns, rows }, pane, focus, zoom, lists: sized(counts) });
							const { header, footer, panes, detail } = layout;
							const rects = [header, footer, ...panes.map(({ rect }) => rect), ...(detail ? [detail] : [])];
							const place = `${columns}×${rows} ${pane} ${focus} ${zoom}`;
							expect(cover(columns, rows, rects), place).toBe('1');
							expect(layout.tooSmall).toBe(false);
							for (const { rows: inside, rect } of panes) {
								expect(inside, place).toBeLessThanOrEqual(rect.height);
							}
							const focused = panes.find(({ id }) => id === pane);
							if (panes.length > 0) {
								expect(focused?.rows, place).toBeGreaterThanOrEqual(2);
							}
							for (const other of panes) {
								expect(focused?.rows, place).toBeGreaterThanOrEqual(Math.min(other.rows, focused?.rows ?? 0));
							}
						}
					}
				}
			}
		}
	});

	test('gives the rows that the focused list does not need to the others', () => {
		const at = (rows: number, counts: readonly number[]) => {
			const { panes: shown } = layoutOf({
				size: { columns: 120, rows },
				pane: 'containers',
				focus: 'list',
				zoom: 'none',
				lists: sized(counts),
			});
			return Object.fromEntries(shown.map(({ id, rows: inside }) => [id, inside]));
		};
		expect(at(40, [14, 17, 6, 6])).toEqual({ containers: 14, images: 7, volumes: 6, networks: 5 });
		expect(at(40, [3, 17, 2, 3])).toMatchObject({ images: 17, volumes: 2, networks: 3 });
		expect(at(40, [300, 17, 6, 6])).toMatchObject({ images: 3, volumes: 2, networks: 2 });
		expect(at(40, [2, 1, 1, 3]).containers).toBeGreaterThan(20);
	});

	test('shows more than five containers at 80×24, and none of the others’ rows in their place', () => {
		const at = (counts: readonly number[]) =>
			layoutOf({
				size: { columns: 80, rows: 24 },
				pane: 'containers',
				focus: 'list',
				zoom: 'none',
				lists: sized(counts),
			}).panes.map(({ rows }) => rows);
		expect(at([14, 17, 6, 6])).toEqual([7, 0, 0, 0]);
		expect(
			at([3, 17, 6, 6])
				.slice(1)
				.every(rows => rows > 0) || at([3, 17, 6, 6])[1]! > 0,
		).toBe(true);
	});

	test('fits any number of panes into the screen', () => {
		for (let count = 1; count <= nounIds.length; count++) {
			for (const rows of [10, 14, 24, 60]) {
				const lists = sized(Array.from({ length: count }, () => 9));
				const at = { size: { columns: 120, rows }, pane: nounIds[count - 1]!, focus: 'list', zoom: 'none' } as const;
				const { header, footer, panes: shown, detail } = layoutOf({ ...at, lists });
				const rects = [header, footer, ...shown.map(({ rect }) => rect), ...(detail ? [detail] : [])];
				expect(cover(120, rows, rects), `${count} panes in ${rows} rows`).toBe('1');
				expect([1, count]).toContain(shown.length);
			}
		}
		const none = layoutOf({ size: { columns: 80, rows: 24 }, pane: 'images', focus: 'list', zoom: 'none', lists: [] });
		expect(none.panes).toEqual([]);
	});

	test('shows no pane and no detail below 40×10', () => {
		const lists = sized([1, 1, 1, 1]);
		for (const [columns = 0, rows = 0] of [
			[39, 10],
			[40, 9],
			[1, 1],
			[39, 200],
		]) {
			const layout = layoutOf({ size: { columns, rows }, pane: 'images', focus: 'list', zoom: 'none', lists });
			expect(layout).toMatchObject({ tooSmall: true, panes: [], detail: undefined });
		}
	});

	test('puts lists and detail side by side from 100 columns on, and one above the other in a narrower window', () => {
		const at = (columns: number) =>
			layoutOf({
				size: { columns, rows: 24 },
				pane: 'containers',
				focus: 'list',
				zoom: 'none',
				lists: sized(someCounts[1]!),
			});
		expect(at(100).detail).toMatchObject({ y: 1, height: 22 });
		expect(at(99).detail).toMatchObject({ x: 0, width: 99 });
		// The lists are never narrower in a wider window.
		for (let columns = 100; columns < 300; columns++) {
			expect(at(columns + 1).panes[0]!.rect.width).toBeGreaterThanOrEqual(at(columns).panes[0]!.rect.width);
		}
	});
});
