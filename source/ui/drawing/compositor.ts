import { defaultPalette, type Palette } from '../theme.js';
import { blankCell, type Cells } from './cells.js';
import type { Layer } from './layer.js';
import { LayerStack, type Size } from './layer-stack.js';
import { RowWriter } from './row-writer.js';

export type { Size } from './layer-stack.js';
/** A cell of the screen, counted from 0. */
export type CursorCell = { readonly x: number; readonly y: number };
export type Counters = { readonly frames: number; readonly bytes: number; readonly cells: number };

/**
 * Lays layers of lines over Ink's frame and writes the changed cells on the screen, each time as one synchronized update
 * (DEC private mode 2026; terminals that lack it ignore it).
 */
export type Compositor = {
	/** Ink's whole frame: rows of text and SGR, separated by `\n`. */
	setBase(frame: string): void;
	/** Sets the row of the screen on which Ink's frame begins; default 0. */
	setBaseTop(top: number): void;
	/** Adds a layer, or replaces the one of the same id. Rows whose line objects stay the same cost nothing. */
	setLayer(layer: Layer): void;
	removeLayer(id: string): void;
	/** Places the terminal's own cursor and shows it; undefined hides it. The next paint writes the change. */
	setCursor(cell: CursorCell | undefined): void;
	/** Takes new colours; the next paint writes the cells that they change. */
	setPalette(palette: Palette): void;
	/** Takes a new size; the next paint clears the screen. */
	resize(size: Size): void;
	/** Assumes that another program has written on the screen: the next paint clears and redraws it. */
	forget(): void;
	/** Writes the changes since the last paint; without changes it writes nothing. */
	paint(): void;
	/** Paints once at the end of the running tick, after any number of requests. */
	requestPaint(): void;
	/** Writes nothing until `resume`, which forgets the screen: another program has the terminal. */
	pause(): void;
	resume(): void;
	readonly size: Size;
	/** Frames, their bytes and their cells, counted since the compositor was created. */
	readonly counters: Counters;
};

const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';

// `J` instead of `2J`: with the latter some terminals move the cleared text into the scrollback.
const clearScreen = '\x1b[m\x1b[H\x1b[J';

/** @param writer Receives each frame in one call. */
export function createCompositor(writer: Writer, initialSize: Size, palette: Palette = defaultPalette): Compositor {
	return new ScreenCompositor(writer, initialSize, palette);
}

type Writer = { write(text: string): void };

class ScreenCompositor implements Compositor {
	readonly #writer: Writer;
	readonly #stack: LayerStack;
	readonly #encoder = new TextEncoder();
	#size: Size;
	#rowWriter: RowWriter;
	/** The cells on the terminal's screen, row by row; undefined if another program may have written on it. */
	#screen: Cells[] | undefined;
	/** A buffer for the row that is being composed. */
	#scratch: Cells;
	#cursor: CursorCell | undefined;
	/** The cursor as the terminal shows it; outside the screen while its position is unknown. */
	#shownCursor: CursorCell | undefined;
	#isPaused = false;
	#isRequested = false;
	#frames = 0;
	#bytes = 0;
	/** Cells written before the last resize, which creates a new row writer. */
	#cellsBefore = 0;

	constructor(writer: Writer, size: Size, palette: Palette) {
		this.#writer = writer;
		this.#stack = new LayerStack(size, palette);
		this.#size = size;
		this.#rowWriter = new RowWriter(size.columns, size.rows);
		this.#scratch = new Uint32Array(size.columns);
	}

	setBase(frame: string): void {
		this.#stack.setBase(frame);
	}

	setBaseTop(top: number): void {
		this.#stack.setBaseTop(top);
	}

	setLayer(layer: Layer): void {
		this.#stack.setLayer(layer);
	}

	removeLayer(id: string): void {
		this.#stack.removeLayer(id);
	}

	setCursor(cell: CursorCell | undefined): void {
		this.#cursor = cell;
	}

	setPalette(palette: Palette): void {
		this.#stack.setPalette(palette);
	}

	resize(size: Size): void {
		this.#size = size;
		this.#cellsBefore += this.#rowWriter.cells;
		this.#rowWriter = new RowWriter(size.columns, size.rows);
		this.#scratch = new Uint32Array(size.columns);
		this.#stack.resize(size);
		this.forget();
	}

	forget(): void {
		this.#screen = undefined;
		this.#shownCursor &&= { x: -1, y: -1 };
		this.#stack.markAll();
	}

	paint(): void {
		if (this.#isPaused || !(this.#stack.hasChanges || this.#isCursorMoved())) {
			return;
		}
		const clear = this.#screen === undefined ? clearScreen : '';
		this.#screen ??= blankRows(this.#size);
		const changes = clear + this.#writeRows(this.#screen);
		if (changes === '' && !this.#isCursorMoved()) {
			return;
		}
		const text = `\x1b[?2026h${this.#withCursor(changes)}\x1b[?2026l`;
		this.#frames++;
		this.#bytes += this.#encoder.encode(text).length;
		this.#writer.write(text);
	}

	#writeRows(screen: Cells[]): string {
		for (let y = 0; y < screen.length; y++) {
			if (this.#stack.composeChanged(y, this.#scratch)) {
				const shown = screen[y]!;
				this.#rowWriter.row(y, shown, this.#scratch);
				screen[y] = this.#scratch;
				this.#scratch = shown;
			}
		}
		return this.#rowWriter.take();
	}

	#isCursorMoved(): boolean {
		return this.#cursor?.x !== this.#shownCursor?.x || this.#cursor?.y !== this.#shownCursor?.y;
	}

	/** Hides the cursor while the changes are written: a terminal without synchronized updates would show it move. */
	#withCursor(changes: string): string {
		const cursor = this.#cursor;
		const hide = this.#shownCursor && (changes !== '' || !cursor) ? hideCursor : '';
		this.#shownCursor = cursor;
		return hide + changes + (cursor ? `\x1b[${cursor.y + 1};${cursor.x + 1}H${showCursor}` : '');
	}

	requestPaint(): void {
		if (this.#isRequested) {
			return;
		}
		this.#isRequested = true;
		queueMicrotask(() => {
			this.#isRequested = false;
			this.paint();
		});
	}

	pause(): void {
		this.#isPaused = true;
	}

	resume(): void {
		this.#isPaused = false;
		this.forget();
	}

	get size(): Size {
		return this.#size;
	}

	get counters(): Counters {
		return { frames: this.#frames, bytes: this.#bytes, cells: this.#cellsBefore + this.#rowWriter.cells };
	}
}

function blankRows({ columns, rows }: Size): Cells[] {
	return Array.from({ length: rows }, () => new Uint32Array(columns).fill(blankCell));
}
