import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line, Role } from '../../../source/domain/line.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import type { Layer } from '../../../source/ui/drawing/layer.js';
import { createTerminal } from './terminal.js';

function recorder() {
	const writes: string[] = [];
	return { writes, write: (text: string) => void writes.push(text), text: () => writes.join('') };
}

const alphabet = [
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
const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map(parts => parts.join(''));
const role = fc.constantFrom<Role>('text', 'strong', 'dim', 'bad', 'match', 'key');
const line: fc.Arbitrary<Line> = fc.array(
	fc.record({
		text,
		role,
		reverse: fc.boolean(),
		sgr: fc.constantFrom(undefined, '1;3;38;5;9', '48;2;1;2;3', '4', '9;2'),
	}),
	{ maxLength: 4 },
);
const sgr = fc.constantFrom(
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
const base = fc
	.array(fc.array(fc.tuple(sgr, text), { maxLength: 4 }), { maxLength: 9 })
	.map(rows => rows.map(parts => `${parts.flat().join('')}\x1b[m`).join('\n'));
const rect = fc.record({
	x: fc.integer({ min: -3, max: 20 }),
	y: fc.integer({ min: -2, max: 8 }),
	width: fc.integer({ min: 0, max: 24 }),
	height: fc.integer({ min: 0, max: 6 }),
});
const layers = fc
	.array(
		fc.record({
			z: fc.integer({ min: 0, max: 2 }),
			rect,
			lines: fc.oneof({ weight: 4, arbitrary: fc.array(line, { maxLength: 6 }) }, fc.constant('base' as const)),
		}),
		{ maxLength: 4 },
	)
	.map(list => list.map((layer, index): Layer => ({ id: String(index), ...layer })));
const frame = fc.record({ base, layers });
type Frame = { base: string; layers: Layer[] };

function show(compositor: ReturnType<typeof createCompositor>, next: Frame, before?: Frame) {
	for (const layer of before?.layers ?? []) {
		if (!next.layers.some(({ id }) => id === layer.id)) compositor.removeLayer(layer.id);
	}
	compositor.setBase(next.base);
	for (const layer of next.layers) compositor.setLayer(layer);
	compositor.paint();
}

describe('compositor', () => {
	it('leaves on screen what a full paint of the last frame would show', async () => {
		await fc.assert(
			fc.asyncProperty(frame, frame, frame, async (first, second, third) => {
				const size = { columns: 21, rows: 7 };
				const changed = recorder();
				const compositor = createCompositor(changed, size);
				show(compositor, first);
				show(compositor, second, first);
				show(compositor, third, second);
				const whole = recorder();
				show(createCompositor(whole, size), third);
				const [left, right] = [createTerminal(size.columns, size.rows), createTerminal(size.columns, size.rows)];
				await Promise.all([left.write(changed.text()), right.write(whole.text())]);
				expect(left.cells()).toEqual(right.cells());
				expect(left.scrolled()).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});
});
