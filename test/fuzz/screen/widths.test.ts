import { describe, expect, test } from 'vitest';
import { cellWidth, graphemes } from '../../../source/domain/text/cell-width.js';
import { sanitize } from '../../../source/domain/text/sanitize.js';
import { createCellParser } from '../../../source/ui/drawing/cells.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import fc from '../../helpers/fast-check.js';
import { padLine } from '../../helpers/state/frame.js';
import { hostileText, odd } from '../hostile.js';
import { createEmulator, kinds } from './emulator.js';
import { difference, wantedCells } from './expected.js';

const clean = hostileText.map(text => sanitize(text));

describe('the width of a text', () => {
	test('is the sum of its characters’ widths, and the screen shows as many cells', () => {
		const parser = createCellParser(defaultPalette);
		fc.assert(
			fc.property(clean, text => {
				let sum = 0;
				for (const { width } of graphemes(text)) {
					sum += width;
				}
				expect([cellWidth(text), parser.line([{ text }]).length]).toEqual([sum, sum]);
			}),
			{ numRuns: 20_000, examples: odd.map(text => [sanitize(`a${text}b`)] as [string]) },
		);
	});

	test.each(kinds)('does not shift the text beside it on a terminal that measures by %s', async kind => {
		const [columns, rows] = [30, 6];
		const row = fc.array(clean, { maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { minLength: rows, maxLength: rows }),
				fc.array(row, { minLength: rows, maxLength: rows }),
				async (first, second) => {
					const emulator = createEmulator(columns, rows, kind);
					let output = '';
					const compositor = createCompositor({ write: text => (output += text) }, { columns, rows });
					for (const texts of [first, second, first]) {
						const lines = texts.map(parts => [
							{ text: '│' },
							...padLine(
								parts.map(text => ({ text })),
								columns - 2,
							),
							{ text: '│' },
						]);
						const layer = { id: 'x', z: 0, rect: { x: 0, y: 0, width: columns, height: rows }, lines };
						compositor.setLayer(layer);
						compositor.paint();
						await emulator.write(output);
						output = '';
						expect(difference(emulator, wantedCells([layer], columns, rows))).toBeUndefined();
					}
					expect(emulator.commands).toEqual([]);
					emulator.dispose();
				},
			),
			{ numRuns: 300 },
		);
	});
});
