import { describe, expect, test } from 'vitest';
import type { Line } from '../../../source/domain/text/line.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import type { Layer } from '../../../source/ui/drawing/layer.js';
import { createPalette, type Palette } from '../../../source/ui/theme.js';
import { bandLine } from '../../../source/ui/views/text/lines.js';
import { recorder } from './frames.js';

describe('the spots in the band of a selected row', () => {
	test('move with the selection in hardly more bytes than reverse video', () => {
		const row = (index: number): Line => [
			{ text: ' ' },
			{ text: '● ', role: 'good' },
			{ text: `container-${index}`.padEnd(22) },
			{ text: '──', role: 'gauge-free' },
			{ text: '     0% ' },
			{ text: '╾', role: 'good' },
			{ text: '─', role: 'gauge-free' },
			{ text: '    332K' },
		];
		const list = Array.from({ length: 38 }, (_, index) => row(index));
		const bytesOf = (palette: Palette) => {
			const out = recorder();
			const compositor = createCompositor(out, { columns: 120, rows: 40 }, palette);
			for (const at of [4, 5]) {
				const lines = list.map((line, index) => (index === at ? bandLine(line, 58) : line));
				compositor.setLayer({ id: 'list', z: 0, rect: { x: 1, y: 1, width: 58, height: 38 }, lines });
				compositor.paint();
			}
			return Buffer.byteLength(out.writes[1]!);
		};
		const [coloured, plain] = [{ TERM: 'xterm-256color' }, { TERM: 'xterm' }].map(env =>
			bytesOf(createPalette({ env })),
		);
		expect(coloured! - plain!).toBeLessThanOrEqual(20);
	});

	test('are written after the rest of their row, whose background and text colour are set together', () => {
		const out = recorder();
		const compositor = createCompositor(out, { columns: 60, rows: 2 });
		const layerOf = (lines: Layer['lines']): Layer => ({
			id: 'a',
			z: 0,
			rect: { x: 0, y: 0, width: 60, height: 1 },
			lines,
		});
		const [text, spot] = ['38;5;255;48;5;239', '38;5;114;48;5;239'];
		const line: Line = [
			{ text: ' ', sgr: text },
			{ text: '●', sgr: spot },
			{ text: ' web  12% ', sgr: text },
			{ text: '━╾', sgr: spot },
			{ text: '─  30M', sgr: text },
		];
		compositor.setLayer(layerOf([line]));
		compositor.paint();
		compositor.setLayer(layerOf([[]]));
		compositor.paint();
		compositor.setLayer(layerOf([line]));
		compositor.paint();
		expect(out.writes[2]).toBe(
			'\x1b[?2026h\x1b[H\x1b[38;5;255;48;5;239m   web  12%   ─  30M\r\x1b[C\x1b[38;5;114m●\x1b[10C━╾\x1b[m\x1b[?2026l',
		);
	});
});
