import { describe, expect, test } from 'vitest';
import type { Line } from '../../../source/domain/text/line.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import type { Layer } from '../../../source/ui/drawing/layer.js';
import { recorder } from './frames.js';
import { createTerminal } from './terminal.js';

describe('compositor', () => {
	const size = { columns: 20, rows: 4 };
	const layer = (id: string, z: number, lines: Layer['lines'], x = 0, y = 0, width = 20, height = 4): Layer => ({
		id,
		z,
		rect: { x, y, width, height },
		lines,
	});
	const rows = (...texts: string[]): Line[] => texts.map(row => [{ text: row }]);

	async function shown(output: string, { columns, rows: height } = size) {
		const terminal = createTerminal(columns, height);
		await terminal.write(output);
		return terminal.lines();
	}

	test('writes one synchronized update, and nothing if nothing changed', () => {
		const out = recorder();
		const compositor = createCompositor(out, size);
		compositor.setLayer(layer('a', 0, rows('one', 'two')));
		compositor.paint();
		compositor.paint();
		compositor.setLayer(layer('a', 0, rows('one', 'two')));
		compositor.paint();
		expect(out.writes).toEqual(['\x1b[?2026h\x1b[m\x1b[H\x1b[J\x1b[Hone\r\ntwo\x1b[?2026l']);
		expect(compositor.counters).toEqual({ frames: 1, bytes: out.text().length, cells: 6 });
	});

	test('writes only the cells that differ', () => {
		const out = recorder();
		const compositor = createCompositor(out, size);
		compositor.setLayer(layer('a', 0, rows('CPU 12% of 200%', 'MEM 40%')));
		compositor.paint();
		compositor.setLayer(layer('a', 0, rows('CPU 13% of 210%', 'MEM 40%')));
		compositor.paint();
		compositor.setLayer(layer('a', 0, rows('CPU', 'MEM 40%')));
		compositor.paint();
		expect(out.writes[1]).toBe('\x1b[?2026h\x1b[1;6H3\x1b[6C1\x1b[?2026l');
		expect(out.writes[2]).toBe('\x1b[?2026h\x1b[1;5H\x1b[K\x1b[?2026l');
	});

	test('moves a selection in few bytes', () => {
		const out = recorder();
		const compositor = createCompositor(out, { columns: 120, rows: 40 });
		const row = (index: number): Line => [
			{ text: '● ', role: 'good' },
			{ text: `container-${index}`.padEnd(22) },
			{ text: '█████▍', role: 'good' },
			{ text: '░░░░', role: 'gauge-free' },
			{ text: ' 18/20%  41/300M' },
			{ text: ' Up 2 h', role: 'dim' },
		];
		const list = Array.from({ length: 38 }, (_, index) => row(index));
		const select = (at: number) => {
			const lines = list.map((line, index): Line => {
				return index === at ? [{ text: line.map(part => part.text).join(''), reverse: true }] : line;
			});
			compositor.setLayer({ id: 'list', z: 0, rect: { x: 1, y: 1, width: 58, height: 38 }, lines });
			compositor.paint();
		};
		select(4);
		select(5);
		expect(Buffer.byteLength(out.writes[1]!)).toBeLessThanOrEqual(300);
	});

	test('shows Ink’s frame through a hole, above lower layers and below higher ones', async () => {
		const out = recorder();
		const compositor = createCompositor(out, size);
		compositor.setBase(Array(4).fill('i'.repeat(20)).join('\n'));
		compositor.setLayer(layer('list', 0, rows('l'.repeat(20), 'l'.repeat(20)), 0, 0, 20, 4));
		compositor.setLayer(layer('modal', 1, 'base', 5, 1, 10, 2));
		compositor.setLayer(layer('toast', 2, rows('toast'), 8, 2, 5, 1));
		compositor.paint();
		expect(await shown(out.text())).toEqual(['l'.repeat(20), 'llllliiiiiiiiiilllll', '     iiitoastii', '']);
		compositor.removeLayer('modal');
		compositor.paint();
		expect(await shown(out.text())).toEqual(['l'.repeat(20), 'l'.repeat(20), '        toast', '']);
	});

	test('shows everything below the uppermost layer with a backdrop faint and without colours', async () => {
		const terminal = createTerminal(size.columns, size.rows);
		const out = recorder();
		const compositor = createCompositor(out, size);
		const painted = async () => {
			compositor.paint();
			await terminal.write(out.writes.splice(0).join(''));
			const styles = new Map<string, string>();
			for (const { text, style } of terminal.cells().flat()) {
				styles.set(text, style);
			}
			return styles;
		};
		const list: Line[] = [[{ text: 'l', role: 'good' }, { text: 'm', role: 'text', reverse: true }, { text: '日' }]];
		compositor.setBase(`\n\n\n\x1b[31mi\x1b[m`);
		compositor.setLayer(layer('list', 0, list, 0, 0, 20, 1));
		const before = await painted();
		compositor.setLayer({ ...layer('form', 10, [[{ text: 'f', role: 'good' }]], 5, 1, 1, 1), hasBackdrop: true });
		compositor.setLayer({ ...layer('menu', 12, [[{ text: 'n', role: 'good' }]], 6, 2, 1, 1), hasBackdrop: true });
		compositor.setLayer(layer('session', 900, [[{ text: 's', role: 'good' }]], 8, 3, 1, 1));
		const styles = await painted();
		const plain = createTerminal(1, 1);
		await plain.write('\x1b[2mx');
		const faint = plain.cells()[0]![0]!.style;
		expect([...'lm日if'].map(text => styles.get(text))).toEqual(Array(5).fill(faint));
		expect([...'ns'].map(text => styles.get(text))).toEqual([before.get('l'), before.get('l')]);
		// A change below is faint as well, and each layer has its colours again when it is the uppermost.
		compositor.setLayer(layer('list', 0, [[{ text: 'c', role: 'bad' }]], 0, 0, 20, 1));
		expect((await painted()).get('c')).toBe(faint);
		compositor.removeLayer('menu');
		expect((await painted()).get('f')).toBe(before.get('l'));
		compositor.removeLayer('form');
		compositor.setLayer(layer('list', 0, list, 0, 0, 20, 1));
		expect([...(await painted())].filter(([text]) => text !== 's')).toEqual([...before]);
	});

	test('cuts wide characters at edges and under other layers into spaces', async () => {
		const out = recorder();
		const compositor = createCompositor(out, { columns: 9, rows: 3 });
		compositor.setLayer(layer('a', 0, rows('日本語日本', '日本語日本', 'x日本'), 0, 0, 9, 3));
		compositor.setLayer(layer('b', 1, rows('ab'), 3, 1, 2, 1));
		compositor.setLayer(layer('c', 1, rows('日本'), -1, 2, 4, 1));
		compositor.paint();
		expect(await shown(out.text(), { columns: 9, rows: 3 })).toEqual(['日本語日', '日 ab 日', ' 本本']);
	});

	test('removes a character of more than two cells as a whole', async () => {
		const out = recorder();
		const compositor = createCompositor(out, { columns: 6, rows: 1 });
		// A note of three code points, which counts as three cells.
		compositor.setLayer(layer('a', 0, rows('x\u{1d1b9}\u{1d165}\u{1d16f}y'), 0, 0, 6, 1));
		compositor.paint();
		compositor.setLayer(layer('b', 1, rows('b'), 3, 0, 1, 1));
		compositor.paint();
		expect(await shown(out.text(), { columns: 6, rows: 1 })).toEqual(['x  by']);
	});

	test('fills the whole screen without scrolling, on terminals of any size', async () => {
		for (const [columns, height] of [
			[1, 1],
			[2, 1],
			[1, 3],
			[20, 4],
			[400, 120],
		] as const) {
			const out = recorder();
			const compositor = createCompositor(out, { columns, rows: height });
			for (const letter of ['x', 'y', '日']) {
				const lines = rows(...Array<string>(height).fill(letter.repeat(columns)));
				compositor.setLayer(layer('a', 0, lines, 0, 0, columns, height));
				compositor.paint();
				const terminal = createTerminal(columns, height);
				await terminal.write(out.text());
				expect(terminal.scrolled()).toBe(0);
				const expected = letter === '日' ? letter.repeat(Math.floor(columns / 2)) : letter.repeat(columns);
				expect(terminal.lines()).toEqual(Array(height).fill(expected));
			}
		}
	});

	test('repaints everything after `forget`, a resize or a pause', async () => {
		const out = recorder();
		const compositor = createCompositor(out, size);
		compositor.setLayer(layer('a', 0, rows('one', 'two', 'three', 'four')));
		compositor.paint();
		compositor.forget();
		compositor.paint();
		expect(out.writes[1]).toBe(out.writes[0]);

		compositor.resize({ columns: 3, rows: 2 });
		compositor.paint();
		expect(await shown(out.writes[2]!, { columns: 3, rows: 2 })).toEqual(['one', 'two']);

		compositor.pause();
		compositor.setLayer(layer('a', 0, rows('1', '2')));
		compositor.paint();
		expect(out.writes).toHaveLength(3);
		compositor.resume();
		compositor.paint();
		expect(await shown(out.writes[3]!, { columns: 3, rows: 2 })).toEqual(['1', '2']);
	});

	test('paints once for all requests of a tick', async () => {
		const out = recorder();
		const compositor = createCompositor(out, size);
		compositor.requestPaint();
		compositor.setLayer(layer('a', 0, rows('one')));
		compositor.requestPaint();
		expect(out.writes).toHaveLength(0);
		await Promise.resolve();
		expect(out.writes).toHaveLength(1);
	});

	describe('the cursor', () => {
		const place = '\x1b[2;4H\x1b[?25h';

		test('is placed and shown after the changes of the same update', () => {
			const out = recorder();
			const compositor = createCompositor(out, size);
			compositor.paint();
			compositor.setLayer(layer('a', 0, rows('one')));
			compositor.setCursor({ x: 3, y: 1 });
			compositor.paint();
			expect(out.writes[1]).toBe(`\x1b[?2026h\x1b[Hone${place}\x1b[?2026l`);
			compositor.paint();
			expect(out.writes).toHaveLength(2);
		});

		test('is hidden during the write of a frame, and moves without one', () => {
			const out = recorder();
			const compositor = createCompositor(out, size);
			compositor.setCursor({ x: 3, y: 1 });
			compositor.paint();
			compositor.setLayer(layer('a', 0, rows('one')));
			compositor.paint();
			expect(out.writes[1]).toBe(`\x1b[?2026h\x1b[?25l\x1b[Hone${place}\x1b[?2026l`);
			compositor.setCursor({ x: 0, y: 0 });
			compositor.paint();
			expect(out.writes[2]).toBe('\x1b[?2026h\x1b[1;1H\x1b[?25h\x1b[?2026l');
			compositor.setCursor(undefined);
			compositor.paint();
			expect(out.writes[3]).toBe('\x1b[?2026h\x1b[?25l\x1b[?2026l');
		});

		test('is placed again after `forget`, a resize or another program’s use of the terminal', () => {
			const out = recorder();
			const compositor = createCompositor(out, size);
			compositor.setCursor({ x: 3, y: 1 });
			compositor.paint();
			compositor.forget();
			compositor.paint();
			compositor.resize({ columns: 10, rows: 3 });
			compositor.paint();
			compositor.pause();
			compositor.paint();
			compositor.resume();
			compositor.paint();
			expect(out.writes).toHaveLength(4);
			for (const write of out.writes) {
				expect(write.endsWith(`${place}\x1b[?2026l`)).toBe(true);
			}
		});
	});
});
