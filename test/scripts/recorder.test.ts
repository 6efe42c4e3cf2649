import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { afterEach, describe, expect, test } from 'vitest';
import { Film } from '../../scripts/recorder/film.js';
import { drawScreen, withCaption } from '../../scripts/recorder/picture.js';
import { stories } from '../../scripts/recorder/stories.js';
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

describe('a film', () => {
	/** A picture of 40×20 pixels with a block of a colour. */
	function picture(colour: string, x: number, y: number): Canvas {
		const canvas = createCanvas(40, 20);
		const context = canvas.getContext('2d');
		context.fillStyle = theme.background;
		context.fillRect(0, 0, 40, 20);
		context.fillStyle = colour;
		context.fillRect(x, y, 4, 4);
		return canvas;
	}

	test('has a frame for each change, with its time, and only the rectangle that has changed', () => {
		const film = new Film();
		film.add(picture('#ff0000', 0, 0), 0);
		film.add(picture('#ff0000', 0, 0), 200);
		film.add(picture('#ff0000', 10, 8), 400);
		const gif = Buffer.from(film.encode(1400));
		expect(gif.toString('latin1', 0, 6)).toBe('GIF89a');
		expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([40, 20]);
		expect(framesOf(gif)).toEqual([
			{ delayMs: 400, rect: [0, 0, 40, 20] },
			{ delayMs: 1000, rect: [0, 0, 14, 12] },
		]);
	});

	test('keeps the last picture of a moment', () => {
		const film = new Film();
		film.add(picture('#ff0000', 0, 0), 0);
		film.add(picture('#00ff00', 0, 0), 0);
		film.add(picture('#00ff00', 8, 0), 100);
		expect(framesOf(Buffer.from(film.encode(200)))).toHaveLength(2);
	});

	/** The frames of a GIF without local palettes. */
	function framesOf(gif: Buffer) {
		const frames: { delayMs: number; rect: number[] }[] = [];
		for (
			let at = gif.indexOf('\x21\xf9\x04', 0, 'latin1');
			at >= 0;
			at = gif.indexOf('\x21\xf9\x04', at + 1, 'latin1')
		) {
			const rect = [9, 11, 13, 15].map(offset => gif.readUInt16LE(at + offset));
			frames.push({ delayMs: gif.readUInt16LE(at + 4) * 10, rect });
		}
		return frames;
	}
});

describe('the films of the README', () => {
	const root = path.resolve(import.meta.dirname, '../..');

	test('have the same bytes each time they are recorded', async () => {
		const folders = ['a', 'b'].map(name => path.join(mkdtempSync(path.join(os.tmpdir(), 'plimsoll-films-')), name));
		const args = ['--import', 'tsx', 'scripts/record.ts', 'limits', '--out'];
		// At once, so that each takes its time from the other, and with another time zone and home.
		const runs = folders.map((folder, index) =>
			promisify(execFile)(process.execPath, [...args, folder], {
				cwd: root,
				env: { ...process.env, TZ: index === 0 ? 'UTC' : 'Asia/Tokyo', HOME: folder, NO_COLOR: index === 0 ? '' : '1' },
			}),
		);
		await Promise.all(runs);
		const [first, second] = folders.map(folder => readFileSync(path.join(folder, 'docs/gifs/limits.gif')));
		expect(first!.equals(second!)).toBe(true);
		for (const folder of folders) {
			rmSync(path.dirname(folder), { recursive: true });
		}
	});

	test.each(Object.values(stories))('are small: $file', ({ file }) => {
		expect(statSync(path.join(root, file)).size).toBeLessThanOrEqual(400_000);
	});
});
