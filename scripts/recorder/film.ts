import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { gifenc } from './gifenc.js';
import { type Caption, drawScreen, withCaption } from './picture.js';
import type { TerminalTheme } from './themes.js';

type Frame = { pixels: Uint8ClampedArray; at: number };

/** One entry of the palette is left for unchanged pixels. */
const maxColours = 255;

/** Takes a picture after each change of the screen, at most every `interval` ms, until `finish`. */
export class Film {
	readonly #frames: Frame[] = [];
	readonly #timer: NodeJS.Timeout;
	readonly #unsubscribe: () => void;
	#changed = true;
	#size = { width: 0, height: 0 };
	#caption: Caption | undefined;

	/** With `captions` each picture has a line under the screen, which `say` fills. */
	constructor(terminal: Terminal, theme: TerminalTheme, { scale = 1, interval = 80, captions = false } = {}) {
		this.#unsubscribe = terminal.onOutput(() => {
			this.#changed = true;
		});
		const shoot = () => {
			if (!this.#changed || terminal.modes.synchronizedUpdate) {
				return;
			}
			this.#changed = false;
			const screen = drawScreen(terminal, theme, scale);
			this.#add(captions ? withCaption(screen, this.#caption, theme, scale) : screen);
		};
		this.#timer = setInterval(shoot, interval);
	}

	/** Puts a caption under the pictures from now on. */
	say(caption: Caption): void {
		this.#caption = caption;
		this.#changed = true;
	}

	#add(canvas: ReturnType<typeof drawScreen>): void {
		const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
		this.#size = { width: canvas.width, height: canvas.height };
		const last = this.#frames.at(-1);
		if (last && Buffer.from(last.pixels.buffer).equals(Buffer.from(data.buffer))) {
			return;
		}
		this.#frames.push({ pixels: data, at: performance.now() });
	}

	/** Stops and encodes; the last picture stays for `lastMs` before the film begins again. */
	finish(lastMs = 2000): Uint8Array {
		clearInterval(this.#timer);
		this.#unsubscribe();
		const end = performance.now() + lastMs;
		const palette = gifenc.quantize(sample(this.#frames), maxColours);
		const transparentIndex = palette.length;
		const padded = [...palette, [0, 0, 0]];
		const encoder = gifenc.GIFEncoder();
		let previous: Uint8Array | undefined;
		for (const [index, { pixels, at }] of this.#frames.entries()) {
			const picture = gifenc.applyPalette(pixels, palette);
			const delay = Math.round(((this.#frames[index + 1]?.at ?? end) - at) / 10) * 10;
			const changes = previous
				? picture.map((colour, place) => (colour === previous?.[place] ? transparentIndex : colour))
				: picture;
			const first = previous === undefined;
			const { width, height } = this.#size;
			encoder.writeFrame(changes, width, height, {
				delay,
				dispose: 1,
				transparent: !first,
				transparentIndex,
				palette: first ? padded : undefined,
			});
			previous = picture;
		}
		encoder.finish();
		return encoder.bytes();
	}
}

/** Pixels of a few frames from all over the film: one palette for all keeps colours from flickering. */
function sample(frames: readonly Frame[]): Uint8ClampedArray {
	const step = Math.max(1, Math.floor(frames.length / 6));
	const chosen = frames.filter((_, index) => index % step === 0).map(({ pixels }) => pixels);
	const all = new Uint8ClampedArray(chosen.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const pixels of chosen) {
		all.set(pixels, offset);
		offset += pixels.length;
	}
	return all;
}
