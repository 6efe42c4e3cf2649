import { Box } from 'ink';
import { describe, expect, test } from 'vitest';
import { cellWidth, takeStart } from '../../../source/domain/text/cell-width.js';
import type { Line } from '../../../source/domain/text/line.js';
import { sanitize } from '../../../source/domain/text/sanitize.js';
import { Words } from '../../../source/ui/components/words.js';
import { characterOf, createCellParser } from '../../../source/ui/drawing/cells.js';
import { characterText } from '../../../source/ui/drawing/characters.js';
import { asciiGlyphs } from '../../../source/ui/glyphs.js';
import { createPalette, defaultPalette } from '../../../source/ui/theme.js';
import { attacks, odd, wardrobe } from '../../fuzz/hostile.js';
import fc from '../../helpers/fast-check.js';
import { frameOf } from '../../helpers/screen/rendered.js';

const size = { columns: 100, rows: 1 };
const parser = createCellParser(defaultPalette);

const isMark = (cell: number) => characterText(characterOf(cell)) === '#';

describe('words', () => {
	test('have the colours of the theme', () => {
		const line = [
			{ text: 'a', role: 'bad' as const },
			{ text: 'b', reverse: true },
		];
		expect(frameOf(<Words line={line} />, { size })).toBe('\x1b[31ma\x1b[39m\x1b[7mb\x1b[27m');
		const palette = createPalette({ env: { NO_COLOR: '1' } });
		expect(frameOf(<Words line={line} />, { size, palette })).not.toContain('31');
	});

	test('are in ASCII on a terminal that shows only ASCII', () => {
		expect(frameOf(<Words line={[{ text: 'é→…' }]} />, { size, glyphs: asciiGlyphs })).toBe('?>~');
	});

	test('have the same width in Ink as in plimsoll, for any text', () => {
		const check = (texts: readonly string[]) => {
			const lines = texts
				.map(text => takeStart(sanitize(text).replace(/[#\r\n]/g, ''), size.columns - 1))
				.map((text): Line => [{ text }, { text: '#', role: 'bad' }]);
			const words = lines.map((line, at) => <Words key={at} line={line} />);
			const frame = frameOf(<Box flexDirection="column">{words}</Box>, { size: { ...size, rows: lines.length } });
			const rows = frame.split('\n').map(row => parser.ansi(row));
			expect(rows.map(row => row.findIndex(isMark))).toEqual(lines.map(([text]) => cellWidth(text!.text)));
		};
		check([...attacks, ...odd]);
		fc.assert(fc.property(wardrobe, check), { numRuns: 20 });
	});
});
