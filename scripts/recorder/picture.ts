import { createRequire } from 'node:module';
import path from 'node:path';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Cell, Colour } from '../../test/helpers/terminal/cell.js';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { drawShape } from './shapes.js';
import { blend, paletteColour, type TerminalTheme } from './themes.js';

const fontFamily = 'recorder';
/** Width of a character of DejaVu Sans Mono for a font size of 1. */
const advanceWidth = 0.60205;

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
for (const file of ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf', 'DejaVuSansMono-Oblique.ttf']) {
	GlobalFonts.registerFromPath(path.join(fonts, file), fontFamily);
}
GlobalFonts.registerFromPath(path.join(fonts, 'DejaVuSans.ttf'), `${fontFamily} fallback`);

/** The part of a terminal that a picture shows. */
export type Screen = Pick<Terminal, 'cell' | 'cursor'> & {
	readonly emulator: Pick<Terminal['emulator'], 'cols' | 'rows'>;
	readonly modes: Pick<Terminal['modes'], 'cursorVisible'>;
};

/** Draws the screen as a terminal shows it; `scale` 1 is 8×17 pixels a cell. */
export function drawScreen(terminal: Screen, theme: TerminalTheme, scale = 1): Canvas {
	const { cols, rows } = terminal.emulator;
	const [width, height, padding] = [8 * scale, 17 * scale, 10 * scale];
	const canvas = createCanvas(cols * width + 2 * padding, rows * height + 2 * padding);
	const context = canvas.getContext('2d');
	context.fillStyle = theme.background;
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.textBaseline = 'alphabetic';
	const { cursor, modes } = terminal;
	for (let y = 0; y < rows; y++) {
		for (let x = 0; x < cols; x++) {
			const cell = terminal.cell(x, y);
			const underCursor = modes.cursorVisible && cursor.x === x && cursor.y === y;
			if (cell.width === 0) {
				continue;
			}
			const box = { x: padding + x * width, y: padding + y * height, width: width * cell.width, height };
			drawCell(context, underCursor ? { ...cell, inverse: !cell.inverse } : cell, box, theme);
		}
	}
	return canvas;
}

/** A line under the screen: pressed keys, drawn as on a keyboard, and words. */
export type Caption = { readonly keys: string; readonly words: string };

/** Adds a line for the caption below a picture, also without a caption, so that all pictures have one size. */
export function withCaption(screen: Canvas, caption: Caption | undefined, theme: TerminalTheme, scale = 1): Canvas {
	const [height, padding, gap] = [30 * scale, 10 * scale, 7 * scale];
	const canvas = createCanvas(screen.width, screen.height + height);
	const context = canvas.getContext('2d');
	context.drawImage(screen, 0, 0);
	context.fillStyle = blend(theme.background, theme.foreground, 0.12);
	context.fillRect(0, screen.height, canvas.width, height);
	if (!caption) {
		return canvas;
	}
	const baseline = screen.height + Math.round(height * 0.66);
	let x = padding;
	context.font = `bold ${15 * scale}px ${fontFamily}`;
	for (const key of caption.keys.split(' ').filter(Boolean)) {
		const width = context.measureText(key).width + 2 * gap;
		context.fillStyle = theme.foreground;
		context.fillRect(x, screen.height + 5 * scale, width, height - 10 * scale);
		context.fillStyle = theme.background;
		context.fillText(key, x + gap, baseline);
		x += width + gap;
	}
	context.font = `${15 * scale}px ${fontFamily}, "${fontFamily} fallback"`;
	context.fillStyle = theme.foreground;
	context.fillText(caption.words, x, baseline);
	return canvas;
}

function drawCell(
	context: SKRSContext2D,
	cell: Cell,
	box: Parameters<typeof drawShape>[2],
	theme: TerminalTheme,
): void {
	let [front, back] = [
		colourOf(cell.foreground, theme, theme.foreground),
		colourOf(cell.background, theme, theme.background),
	];
	if (cell.inverse) {
		[front, back] = [back, front];
	}
	if (cell.dim) {
		front = blend(front, back, 0.45);
	}
	if (back !== theme.background) {
		context.fillStyle = back;
		context.fillRect(box.x, box.y, box.width, box.height);
	}
	context.fillStyle = front;
	const baseline = box.y + Math.round(box.height * 0.76);
	if (cell.text !== ' ' && !drawShape(context, cell.text, box)) {
		const size = box.width / Math.max(1, cell.width) / advanceWidth;
		context.font = `${cell.italic ? 'italic ' : ''}${cell.bold ? 'bold ' : ''}${size}px ${fontFamily}, "${fontFamily} fallback"`;
		context.fillText(cell.text, box.x, baseline);
	}
	const line = Math.max(1, Math.round(box.height / 17));
	if (cell.underline) {
		context.fillRect(box.x, baseline + 2 * line, box.width, line);
	}
	if (cell.strikethrough) {
		context.fillRect(box.x, box.y + Math.round(box.height / 2), box.width, line);
	}
}

function colourOf(colour: Colour, theme: TerminalTheme, own: string): string {
	if (colour === undefined) {
		return own;
	}
	return typeof colour === 'number' ? paletteColour(theme, colour) : colour;
}
