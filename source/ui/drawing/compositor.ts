import { defaultPalette, type Palette } from '../theme.js';
import { BLANK, type Cells, createCellParser } from './cells.js';
import { copy, type Layer, overlay } from './layer.js';
import { createRowWriter } from './row-writer.js';

export type Size = { readonly columns: number; readonly rows: number };
/** A cell of the screen, counted from 0. */
export type CursorCell = { readonly x: number; readonly y: number };
export type Counters = { readonly frames: number; readonly bytes: number; readonly cells: number };

/**
 * Lays layers of lines over Ink's frame and writes what changed on the screen, each time as one synchronized update
 * (DEC private mode 2026; terminals that lack it ignore it).
 */
export type Compositor = {
	/** Ink's whole frame: rows of text and SGR, separated by `\n`. */
	setBase(frame: string): void;
	/** Adds a layer, or replaces the one of the same id. Rows whose line objects stay the same cost nothing. */
	setLayer(layer: Layer): void;
	removeLayer(id: string): void;
	/** Places the terminal's own cursor and shows it; undefined hides it. The next paint writes the change. */
	setCursor(cell: CursorCell | undefined): void;
	/** Takes a new size; the next paint clears the screen. */
	resize(size: Size): void;
	/** Believes nothing about the screen any more: the next paint clears it and draws all. */
	forget(): void;
	/** Writes what changed since the last paint; nothing when nothing did. */
	paint(): void;
	/** Paints once at the end of the running tick, however often it is asked. */
	requestPaint(): void;
	/** Writes nothing until `resume`, which forgets the screen: someone else has the terminal. */
	pause(): void;
	resume(): void;
	readonly size: Size;
	/** Since it was made: frames written, bytes of them, cells in them. */
	readonly counters: Counters;
};

const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';

// Not `2J`: some terminals move what they clear with it into the scrollback.
const CLEAR = '\x1b[m\x1b[H\x1b[J';

/** @param writer Gets each frame in one call. */
export function createCompositor(
	writer: { write(text: string): void },
	initialSize: Size,
	palette: Palette = defaultPalette,
): Compositor {
	let parser = createCellParser(palette);
	const encoder = new TextEncoder();
	let size = initialSize;
	let base: string[] = [];
	let layers: Layer[] = [];
	let screen: Cells[] = [];
	let scratch: Cells = new Uint32Array(0);
	let rowWriter = createRowWriter(0, 0);
	let dirty = new Uint8Array(0);
	let isCleared = false;
	let isPaused = false;
	let cursor: CursorCell | undefined;
	/** The cursor as the terminal shows it; off the screen when its place is not known any more. */
	let shownCursor: CursorCell | undefined;
	let isRequested = false;
	let frames = 0;
	let bytes = 0;
	let cellsBefore = 0;

	function adopt(next: Size): void {
		size = next;
		cellsBefore += rowWriter.cells;
		rowWriter = createRowWriter(size.columns, size.rows);
		scratch = new Uint32Array(size.columns);
		dirty = new Uint8Array(size.rows);
		forget();
	}

	function forget(): void {
		isCleared = false;
		shownCursor &&= { x: -1, y: -1 };
		dirty.fill(1);
	}

	/** Rows that differ between two states of a layer are composed again. */
	function touch(before: Layer | undefined, after: Layer | undefined): void {
		const moved = before === undefined || after === undefined || before.z !== after.z || !isSameRect(before, after);
		if (moved) {
			for (const layer of [before, after]) {
				if (layer) {
					dirty.fill(1, rowAt(layer.rect.y), rowAt(layer.rect.y + layer.rect.height));
				}
			}
			return;
		}
		if (before.lines === after.lines) {
			return;
		}
		for (let y = Math.max(0, after.rect.y); y < Math.min(size.rows, after.rect.y + after.rect.height); y++) {
			if (lineAt(before, y) !== lineAt(after, y)) {
				dirty[y] = 1;
			}
		}
	}

	const rowAt = (y: number) => Math.min(size.rows, Math.max(0, y));

	function compose(y: number): void {
		const frame = base[y];
		const frameCells = frame === undefined ? undefined : parser.ansi(frame);
		scratch.fill(BLANK);
		copy(scratch, 0, size.columns, frameCells, 0);
		for (const layer of layers) {
			overlay(scratch, layer, y, frameCells, parser);
		}
	}

	function paint(): void {
		if (isPaused || !(dirty.includes(1) || isCursorMoved())) {
			return;
		}
		if (!isCleared) {
			screen = Array.from({ length: size.rows }, () => new Uint32Array(size.columns).fill(BLANK));
		}
		for (let y = 0; y < size.rows; y++) {
			if (dirty[y] === 0) {
				continue;
			}
			dirty[y] = 0;
			compose(y);
			const shown = screen[y]!;
			rowWriter.row(y, shown, scratch);
			screen[y] = scratch;
			scratch = shown;
		}
		const changes = (isCleared ? '' : CLEAR) + rowWriter.take();
		isCleared = true;
		if (changes === '' && !isCursorMoved()) {
			return;
		}
		const text = `\x1b[?2026h${withCursor(changes)}\x1b[?2026l`;
		frames++;
		bytes += encoder.encode(text).length;
		writer.write(text);
	}

	const isCursorMoved = () => cursor?.x !== shownCursor?.x || cursor?.y !== shownCursor?.y;

	/** A frame that hides the cursor while it writes, so that a terminal without synchronized updates does not show it move. */
	function withCursor(changes: string): string {
		const hide = shownCursor && (changes !== '' || !cursor) ? HIDE_CURSOR : '';
		shownCursor = cursor;
		if (!cursor) {
			return hide + changes;
		}
		return `${hide}${changes}\x1b[${cursor.y + 1};${cursor.x + 1}H${SHOW_CURSOR}`;
	}

	adopt(initialSize);
	return {
		setBase(frame) {
			const next = frame.split('\n');
			for (let y = 0; y < size.rows; y++) {
				if (base[y] !== next[y]) {
					dirty[y] = 1;
				}
			}
			base = next;
		},
		setLayer(layer) {
			const before = layers.find(({ id }) => id === layer.id);
			touch(before, layer);
			layers = [...layers.filter(({ id }) => id !== layer.id), layer].sort(byHeight);
		},
		removeLayer(id) {
			touch(
				layers.find(layer => layer.id === id),
				undefined,
			);
			layers = layers.filter(layer => layer.id !== id);
		},
		setCursor(cell) {
			cursor = cell;
		},
		resize(next) {
			// Lines of another width are not drawn again.
			parser = createCellParser(palette);
			adopt(next);
		},
		forget,
		paint,
		requestPaint() {
			if (isRequested) {
				return;
			}
			isRequested = true;
			queueMicrotask(() => {
				isRequested = false;
				paint();
			});
		},
		pause() {
			isPaused = true;
		},
		resume() {
			isPaused = false;
			forget();
		},
		get size() {
			return size;
		},
		get counters() {
			return { frames, bytes, cells: cellsBefore + rowWriter.cells };
		},
	};
}

const byHeight = (a: Layer, b: Layer) => a.z - b.z || (a.id < b.id ? -1 : 1);

function isSameRect({ rect: a }: Layer, { rect: b }: Layer): boolean {
	return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function lineAt(layer: Layer, y: number): unknown {
	return layer.lines === 'base' ? 'base' : layer.lines[y - layer.rect.y];
}
