import { expect, test } from 'vitest';
import { plainText } from '../../../source/domain/text/lines.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { debugView } from '../../../source/ui/views/debug-view.js';

const costs = {
	frames: 120,
	bytes: 81_920,
	cells: 9000,
	frameTime: 1.26,
	streams: 27,
	resting: false,
	heap: 20 * 2 ** 20,
	resident: 70 * 2 ** 20,
	cpu: 0.6,
	uptime: 60,
};

test('tells in the upper right corner what plimsoll costs', () => {
	const { rect, lines } = debugView(costs, 120, unicodeGlyphs);
	expect(rect).toEqual({ x: 84, y: 1, width: 36, height: 7 });
	const text = lines.map(plainText);
	expect(text).toHaveLength(rect.height);
	for (const line of text) {
		expect(line).toHaveLength(rect.width);
	}
	expect(text.join('\n')).toMatch(/120, last 1\.3 ms.*80KiB, 9000 cells.*27.*20MiB of 70MiB.*1\.0% in 60 s/s);
	expect(debugView(costs, 20, unicodeGlyphs).rect).toMatchObject({ x: 0, width: 20 });
});
