import type { Palette } from '../theme.js';
import { blankCell, type Cells, createCellParser } from './cells.js';
import { copy, ground, isSameRect, type Layer, overlay, restyle } from './layer.js';
import { applySgr, onGround } from './styles.js';

/** Columns and rows of a terminal's window. */
export type Size = { readonly columns: number; readonly rows: number };

/** Layers over Ink's frame. Composes the rows of the screen, each only after a change. */
export class LayerStack {
	#palette: Palette;
	#parser;
	#size: Size;
	#base: readonly string[] = [];
	/** The row of the screen on which Ink's frame begins. */
	#baseTop = 0;
	#layers: readonly Layer[] = [];
	/** The uppermost layer with a backdrop: everything below it is faint. */
	#raised: Layer | undefined;
	#backdropStyle: number;
	/** Undefined while the theme leaves the terminal's own text colour and background. */
	#onGround: ReturnType<typeof onGround> | undefined;
	/** 1 for each row that has changed since it was composed. */
	#changed: Uint8Array;

	constructor(size: Size, palette: Palette) {
		this.#size = size;
		this.#palette = palette;
		this.#backdropStyle = applySgr(0, palette.dim);
		this.#onGround = groundOf(palette);
		this.#parser = createCellParser(palette);
		this.#changed = new Uint8Array(size.rows).fill(1);
	}

	resize(size: Size): void {
		this.#size = size;
		// The cache of the parser holds lines in the old width, which are not drawn again.
		this.#parser = createCellParser(this.#palette);
		this.#changed = new Uint8Array(size.rows).fill(1);
	}

	setPalette(palette: Palette): void {
		this.#palette = palette;
		this.#backdropStyle = applySgr(0, palette.dim);
		this.#onGround = groundOf(palette);
		this.#parser = createCellParser(palette);
		this.markAll();
	}

	setBase(frame: string): void {
		const next = frame.split('\n');
		for (let row = 0; row < Math.max(next.length, this.#base.length); row++) {
			if (this.#base[row] !== next[row]) {
				this.#markRow(this.#baseTop + row);
			}
		}
		this.#base = next;
	}

	setBaseTop(top: number): void {
		if (top !== this.#baseTop) {
			for (const row of this.#base.keys()) {
				this.#markRow(this.#baseTop + row);
				this.#markRow(top + row);
			}
			this.#baseTop = top;
		}
	}

	setLayer(layer: Layer): void {
		this.#markDifference(
			this.#layers.find(({ id }) => id === layer.id),
			layer,
		);
		this.#setLayers([...this.#layers.filter(({ id }) => id !== layer.id), layer].sort(byHeight));
	}

	removeLayer(removedId: string): void {
		const removed = this.#layers.find(({ id }) => id === removedId);
		if (removed) {
			this.#markRows(removed);
			this.#setLayers(this.#layers.filter(layer => layer !== removed));
		}
	}

	#setLayers(layers: readonly Layer[]): void {
		this.#layers = layers;
		const raised = layers.findLast(({ hasBackdrop }) => hasBackdrop);
		if (raised?.id !== this.#raised?.id) {
			this.markAll();
		}
		this.#raised = raised;
	}

	get hasChanges(): boolean {
		return this.#changed.includes(1);
	}

	markAll(): void {
		this.#changed.fill(1);
	}

	/** Composes row `y` into `row`, which is as wide as the screen. Returns false, and leaves `row`, if nothing changed. */
	composeChanged(y: number, row: Cells): boolean {
		if (this.#changed[y] === 0) {
			return false;
		}
		this.#changed[y] = 0;
		const frame = this.#base[y - this.#baseTop];
		const frameCells = frame === undefined ? undefined : this.#parser.ansi(frame);
		row.fill(blankCell);
		copy(row, 0, this.#size.columns, frameCells, 0);
		for (const layer of this.#layers) {
			if (layer === this.#raised) {
				restyle(row, this.#backdropStyle);
			}
			overlay(row, layer, y, frameCells, this.#parser);
		}
		if (this.#onGround) {
			ground(row, this.#onGround);
		}
		return true;
	}

	/** Marks the rows in which a layer differs from the one that it replaces. */
	#markDifference(before: Layer | undefined, after: Layer): void {
		if (before === undefined) {
			this.#markRows(after);
		} else if (before.z !== after.z || !isSameRect(before.rect, after.rect)) {
			this.#markRows(before);
			this.#markRows(after);
		} else if (before.lines !== after.lines) {
			const { y: top, height } = after.rect;
			for (let y = Math.max(0, top); y < Math.min(this.#size.rows, top + height); y++) {
				if (lineAt(before, y) !== lineAt(after, y)) {
					this.#changed[y] = 1;
				}
			}
		}
	}

	#markRow(y: number): void {
		if (y >= 0 && y < this.#changed.length) {
			this.#changed[y] = 1;
		}
	}

	#markRows({ rect: { y, height } }: Layer): void {
		this.#changed.fill(1, Math.max(0, y), Math.max(0, y + height));
	}
}

const groundOf = ({ ground: own }: Palette) => own && onGround(own.front, own.back);

const byHeight = (a: Layer, b: Layer) => a.z - b.z || (a.id < b.id ? -1 : 1);

function lineAt(layer: Layer, y: number): unknown {
	return layer.lines === 'base' ? 'base' : layer.lines[y - layer.rect.y];
}
