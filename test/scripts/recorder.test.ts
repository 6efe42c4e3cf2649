import type { Canvas } from '@napi-rs/canvas';
import { afterEach, describe, expect, test } from 'vitest';
import { Film } from '../../scripts/recorder/film.js';
import { perform } from '../../scripts/recorder/perform.js';
import { drawScreen, withCaption } from '../../scripts/recorder/picture.js';
import { paletteColour, themes } from '../../scripts/recorder/themes.js';
import { closeTerminals, openTerminal } from '../helpers/terminal/terminal.js';

afterEach(closeTerminals);

const padding = 10;
const theme = themes.dark;

async function show(text: string) {
	const script = `printf '\\033[?25l%b' '${text}'; printf '\\033[9;1Hend'; read wait; echo "read $wait"; read wait`;
	const terminal = openTerminal({ command: '/bin/sh', args: ['-c', script], columns: 20, rows: 10 });
	await terminal.until('end');
	return terminal;
}

/** Colour of a pixel, counted from the corner of the first cell. */
function pixel(canvas: Canvas, x: number, y: number): string {
	const { data } = canvas.getContext('2d').getImageData(x + padding, y + padding, 1, 1);
	return `#${Buffer.from(data.subarray(0, 3)).toString('hex')}`;
}

describe('the picture of a screen', () => {
	test('joins lines from cell to cell', async () => {
		const canvas = drawScreen(await show('──┬\\r\\n  │'), theme);
		const row = Array.from({ length: 24 }, (_, x) => pixel(canvas, x, 8));
		expect(new Set(row.slice(0, 20))).toEqual(new Set([theme.foreground]));
		const column = Array.from({ length: 34 }, (_, y) => pixel(canvas, 20, y));
		expect(column.slice(8).every(colour => colour === theme.foreground)).toBe(true);
		expect(column.slice(0, 8).every(colour => colour === theme.background)).toBe(true);
	});

	test('has room for a caption under it, with keys that stand out', async () => {
		const screen = drawScreen(await show('x'), theme);
		const empty = withCaption(screen, undefined, theme);
		const captioned = withCaption(screen, { keys: 'b', words: 'build' }, theme);
		expect([captioned.width, captioned.height]).toEqual([empty.width, empty.height]);
		expect(captioned.height).toBeGreaterThan(screen.height);
		const y = screen.height - padding + 7;
		expect(pixel(captioned, 2, y)).toBe(theme.foreground);
		expect(pixel(empty, 2, y)).not.toBe(theme.foreground);
	});

	test('draws blocks, colours, inverse and backgrounds', async () => {
		const canvas = drawScreen(await show('▄\\033[31m█\\033[0;48;2;1;2;3m \\033[0;7m '), theme);
		expect([pixel(canvas, 4, 2), pixel(canvas, 4, 14)]).toEqual([theme.background, theme.foreground]);
		expect(pixel(canvas, 12, 8)).toBe(theme.ansi[1]);
		expect(pixel(canvas, 20, 8)).toBe('#010203');
		expect(pixel(canvas, 28, 8)).toBe(theme.foreground);
	});

	test('uses the palette of xterm', () => {
		expect([16, 21, 196, 231, 232, 255].map(index => paletteColour(theme, index))).toEqual([
			'#000000',
			'#0000ff',
			'#ff0000',
			'#ffffff',
			'#080808',
			'#eeeeee',
		]);
	});
});

test('a film has a picture of each change', async () => {
	const terminal = await show('');
	const film = new Film(terminal, theme, { interval: 10 });
	const shots = [perform(terminal, 'type:ab'), terminal.until('ab')];
	await Promise.all(shots);
	await perform(terminal, 'enter');
	await perform(terminal, 'wait:read ab');
	await perform(terminal, 'pause:60');
	const gif = Buffer.from(film.finish());
	expect(gif.toString('latin1', 0, 6)).toBe('GIF89a');
	expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([20 * 8 + 20, 10 * 17 + 20]);
	const frames = gif.toString('latin1').split('\x21\xf9\x04').length - 1;
	expect(frames).toBeGreaterThanOrEqual(2);
});
