import type { Line, Role } from '../../../source/domain/text/line.js';
import type { createCompositor } from '../../../source/ui/drawing/compositor.js';
import type { Layer } from '../../../source/ui/drawing/layer.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import fc from '../../helpers/fast-check.js';

/** Records each write of a compositor. */
export function recorder() {
	const writes: string[] = [];
	return { writes, write: (text: string) => void writes.push(text), text: () => writes.join('') };
}

/** Pieces of text of every kind. */
export const alphabet = [
	'a',
	'b',
	'x',
	' ',
	' ',
	'  ',
	'─',
	'█',
	'⣿',
	'日',
	'本',
	'한',
	'ｶ',
	'é',
	'e\u0301',
	'😀',
	'👩‍👩‍👧',
	'⚠️',
	'✓',
	'ع',
];
const role = fc.constantFrom<Role>('text', 'strong', 'dim', 'bad', 'match', 'key');
/** Two text colours in front of one background, as in the band of a selected row, and other styles. */
const logSgr = fc.constantFrom(
	undefined,
	'1;3;38;5;9',
	'48;2;1;2;3',
	'4',
	'9;2',
	'38;5;255;48;5;239',
	'38;5;255;48;5;239',
	'38;5;114;48;5;239',
);
const inkSgr = fc.constantFrom(
	'',
	'\x1b[31m',
	'\x1b[39m',
	'\x1b[1m',
	'\x1b[22m',
	'\x1b[7m',
	'\x1b[27m',
	'\x1b[44m',
	'\x1b[49m',
	'\x1b[0m',
);
const rect = fc.record({
	x: fc.integer({ min: -3, max: 20 }),
	y: fc.integer({ min: -2, max: 8 }),
	width: fc.integer({ min: 0, max: 24 }),
	height: fc.integer({ min: 0, max: 6 }),
});

/** Frames that consist of these pieces of text. */
export function frameOf(piece: fc.Arbitrary<string>): fc.Arbitrary<Frame> {
	const text = fc.array(piece, { maxLength: 12 }).map(parts => parts.join(''));
	const line: fc.Arbitrary<Line> = fc.array(fc.record({ text, role, reverse: fc.boolean(), sgr: logSgr }), {
		maxLength: 4,
	});
	const base = fc
		.array(fc.array(fc.tuple(inkSgr, text), { maxLength: 4 }), { maxLength: 9 })
		.map(rows => rows.map(parts => `${parts.flat().join('')}\x1b[m`).join('\n'));
	const lines = fc.oneof({ weight: 4, arbitrary: fc.array(line, { maxLength: 6 }) }, fc.constant('base' as const));
	const hasBackdrop = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true));
	const layers = fc
		.array(fc.record({ z: fc.integer({ min: 0, max: 2 }), rect, lines, hasBackdrop }), { maxLength: 4 })
		.map(list => list.map((layer, index): Layer => ({ id: String(index), ...layer })));
	return fc.record({ base, layers });
}

/** Draws the frame cell by cell as a simple reference; only for narrow characters. */
export function naivePaint({ base, layers }: Frame, columns: number, rows: number): string {
	const cells = Array.from({ length: rows }, () => Array<string>(columns).fill(' '));
	const ink = base.split('\n').map(row => {
		const result: string[] = [];
		let sgr = '';
		for (const [part] of row.matchAll(/\x1b\[[\d;]*m|./gs)) {
			if (part.startsWith('\x1b')) {
				sgr += part;
			} else {
				result.push(sgr + part);
			}
		}
		return result;
	});
	for (const [y, row] of cells.entries()) {
		row.splice(0, columns, ...row.map((blank, x) => ink[y]?.[x] ?? blank));
	}
	const fromBottom = [...layers].sort((a, b) => a.z - b.z);
	const raised = fromBottom.findLast(({ hasBackdrop }) => hasBackdrop);
	for (const layer of fromBottom) {
		const { rect, lines } = layer;
		if (layer === raised) {
			for (const row of cells) {
				row.splice(0, columns, ...row.map(cell => `\x1b[${defaultPalette.dim}m${[...cell].at(-1)}`));
			}
		}
		for (let y = Math.max(0, rect.y); y < Math.min(rows, rect.y + rect.height); y++) {
			const line = lines === 'base' ? [] : (lines[y - rect.y] ?? []);
			const drawn = line.flatMap(({ text, role: name, reverse, sgr }) => {
				const sgrSequence = `\x1b[${sgr ?? defaultPalette[name!]}m${reverse ? '\x1b[7m' : ''}`;
				return [...text].map(character => sgrSequence + character);
			});
			for (let x = Math.max(0, rect.x); x < Math.min(columns, rect.x + rect.width); x++) {
				cells[y]![x] = (lines === 'base' ? ink[y]?.[x] : drawn[x - rect.x]) ?? ' ';
			}
		}
	}
	return cells.map((row, y) => row.map((cell, x) => `\x1b[${y + 1};${x + 1}H\x1b[m${cell}`).join('')).join('');
}

export type Frame = { base: string; layers: Layer[] };

export function show(compositor: ReturnType<typeof createCompositor>, next: Frame, before?: Frame) {
	for (const layer of before?.layers ?? []) {
		if (!next.layers.some(({ id }) => id === layer.id)) {
			compositor.removeLayer(layer.id);
		}
	}
	compositor.setBase(next.base);
	for (const layer of next.layers) {
		compositor.setLayer(layer);
	}
	compositor.paint();
}
