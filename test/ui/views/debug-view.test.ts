import { expect, test } from 'vitest';
import { plainText } from '../../../source/domain/text/lines.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { debugSurface } from '../../../source/ui/views/debug-view.js';
import { state } from '../../helpers/state/state.js';

const costs = {
	frames: 120,
	bytes: 81_920,
	cells: 9000,
	frameTimeMs: 1.26,
	streams: 27,
	idle: false,
	heapBytes: 20 * 2 ** 20,
	residentBytes: 70 * 2 ** 20,
	cpuSeconds: 0.6,
	uptimeSeconds: 60,
};

test('shows the costs of plimsoll in the upper right corner', () => {
	const surface = debugSurface(() => costs, unicodeGlyphs);
	const rectAt = (columns: number) => surface.rect(state({}, { debug: true, size: { columns, rows: 40 } }))!;
	const rect = rectAt(120);
	const lines = surface.lines(state(), rect.width, rect.height);
	expect(surface.rect(state())).toBeUndefined();
	expect(rect).toEqual({ x: 84, y: 1, width: 36, height: 7 });
	const text = lines.map(plainText);
	expect(text).toHaveLength(rect.height);
	for (const line of text) {
		expect(line).toHaveLength(rect.width);
	}
	expect(text.join('\n')).toMatch(/120, last 1\.3 ms.*80KiB, 9000 cells.*27.*20MiB of 70MiB.*1\.0% in 60 s/s);
	expect(rectAt(20)).toMatchObject({ x: 0, width: 20 });
});
