import type { Canvas } from '@napi-rs/canvas';
import { gifenc } from './gifenc.js';

type Picture = { readonly pixels: Uint8ClampedArray; readonly atMs: number };
type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One more entry of the palette is left for unchanged pixels: fewer colours make a smaller file. */
const maxColours = 40;
/** Bits of an entry of the palette. */
const colourDepth = 6;

/** Collects pictures of one size, each with its time, and makes a GIF of them. The same pictures give the same bytes. */
export class Film {
	readonly #pictures: Picture[] = [];
	#size = { width: 0, height: 0 };

	/** Adds a picture, unless it is the same as the last one. It replaces a picture of the same time. Milliseconds since the start. */
	add(canvas: Canvas, atMs: number): void {
		const { width, height } = canvas;
		const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
		this.#size = { width, height };
		const last = this.#pictures.at(-1);
		if (last && Buffer.from(last.pixels.buffer).equals(Buffer.from(data.buffer))) {
			return;
		}
		if (last?.atMs === atMs) {
			this.#pictures.pop();
		}
		this.#pictures.push({ pixels: data, atMs });
	}

	/** Encodes the pictures; the last one stays until `endMs`, when the film begins again. */
	encode(endMs: number): Uint8Array {
		const palette = gifenc.quantize(sample(this.#pictures), maxColours);
		const transparentIndex = palette.length;
		const encoder = gifenc.GIFEncoder();
		let before: Uint8Array | undefined;
		for (const [index, { pixels, atMs }] of this.#pictures.entries()) {
			const delay = (this.#pictures[index + 1]?.atMs ?? endMs) - atMs;
			const picture = gifenc.applyPalette(pixels, palette);
			const rect = before ? changedRect(before, picture, this.#size) : { x: 0, y: 0, ...this.#size };
			const frameAt = encoder.bytesView().length;
			encoder.writeFrame(cut(picture, before, this.#size.width, rect, transparentIndex), rect.width, rect.height, {
				delay,
				dispose: 1,
				colorDepth: colourDepth,
				transparent: before !== undefined,
				transparentIndex,
				palette: before ? undefined : [...palette, [0, 0, 0]],
			});
			if (before) {
				place(encoder.bytesView(), frameAt, rect);
			}
			before = picture;
		}
		encoder.finish();
		return encoder.bytes();
	}
}

/** The smallest rectangle with all changes; one pixel if there are none. */
function changedRect(before: Uint8Array, after: Uint8Array, { width, height }: Pick<Rect, 'width' | 'height'>): Rect {
	let [left, right, top, bottom] = [width, -1, height, -1];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if (before[y * width + x] !== after[y * width + x]) {
				[left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), y];
			}
		}
	}
	return right < 0
		? { x: 0, y: 0, width: 1, height: 1 }
		: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Returns the pixels in a rectangle; those that are as in `before` get the transparent index. */
function cut(
	picture: Uint8Array,
	before: Uint8Array | undefined,
	width: number,
	rect: Rect,
	transparentIndex: number,
): Uint8Array {
	const pixels = new Uint8Array(rect.width * rect.height);
	for (let at = 0; at < pixels.length; at++) {
		const from = (rect.y + Math.floor(at / rect.width)) * width + rect.x + (at % rect.width);
		const colour = picture[from] ?? 0;
		pixels[at] = colour === before?.[from] ? transparentIndex : colour;
	}
	return pixels;
}

/** Bytes before the position in a frame: the graphic control extension, and the separator of the image descriptor. */
const positionAt = 9;

/** Sets the position of a frame, which gifenc always writes as 0, 0. Source: GIF89a, section 20. */
function place(bytes: Uint8Array, frameAt: number, { x, y }: Rect): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset + frameAt + positionAt);
	view.setUint16(0, x, true);
	view.setUint16(2, y, true);
}

/** The palette comes from this many pictures: one palette for all keeps colours from flickering. */
const sampledPictures = 12;

function sample(pictures: readonly Picture[]): Uint8ClampedArray {
	const step = Math.max(1, Math.floor(pictures.length / sampledPictures));
	const chosen = pictures.filter((_, index) => index % step === 0).map(({ pixels }) => pixels);
	const all = new Uint8ClampedArray(chosen.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const pixels of chosen) {
		all.set(pixels, offset);
		offset += pixels.length;
	}
	return all;
}
