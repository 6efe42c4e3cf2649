import { createRequire } from 'node:module';

type Pixels = Uint8Array | Uint8ClampedArray;
type Palette = number[][];
type FrameOptions = {
	/** For the first frame all later ones share it. */
	palette?: Palette;
	/** Milliseconds. */
	delay?: number;
	transparent?: boolean;
	transparentIndex?: number;
	/** 1 leaves the picture in place. */
	dispose?: number;
	/** Bits of a palette's index; 8 by default. */
	colorDepth?: number;
};

/** The part of gifenc that we use; it has no types, and its default export depends on the loader. */
export const gifenc = createRequire(import.meta.url)('gifenc') as {
	GIFEncoder(): {
		writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
		finish(): void;
		bytes(): Uint8Array;
		/** The bytes so far, not copied. */
		bytesView(): Uint8Array;
	};
	quantize(rgba: Pixels, maxColours: number): Palette;
	applyPalette(rgba: Pixels, palette: Palette): Uint8Array;
};
