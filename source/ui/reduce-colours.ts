import { allColours, type ColourDepth } from '../domain/text/colour-depth.js';
import { withoutColour } from './colours.js';

/** Replaces each colour that the terminal lacks by the nearest one that it has; at depth 0, removes all colours. */
export function reduceColours(sgr: string, depth: ColourDepth): string {
	if (depth === 0) {
		return withoutColour(sgr);
	}
	if (depth === allColours || !/[34]8;[25];/.test(sgr)) {
		return sgr;
	}
	return sgr.replace(/\b([34])8;(?:5;(\d+)|2;(\d+);(\d+);(\d+))/g, (match, ground, index, red, green, blue) => {
		const paletteIndex = index === undefined ? undefined : Number(index);
		if (depth === 256) {
			return paletteIndex === undefined ? `${ground}8;5;${nearest([+red, +green, +blue], 16, 256)}` : match;
		}
		const colour = paletteIndex ?? nearest([+red, +green, +blue], 0, 16);
		const basic = colour < 16 ? colour : nearest(rgbOf(colour), 0, 16);
		return String(Number(ground) * 10 + (basic < 8 ? basic : 60 + basic - 8));
	});
}

type Rgb = readonly [red: number, green: number, blue: number];

/** The first sixteen colours of xterm; other terminals may have different ones. */
const basic: readonly Rgb[] = [
	[0, 0, 0],
	[205, 0, 0],
	[0, 205, 0],
	[205, 205, 0],
	[0, 0, 238],
	[205, 0, 205],
	[0, 205, 205],
	[229, 229, 229],
	[127, 127, 127],
	[255, 0, 0],
	[0, 255, 0],
	[255, 255, 0],
	[92, 92, 255],
	[255, 0, 255],
	[0, 255, 255],
	[255, 255, 255],
];

/** A colour of the palette of 256: the first sixteen, a cube of six levels, a ramp of grays. */
function rgbOf(index: number): Rgb {
	if (index < 16) {
		return basic[index]!;
	}
	if (index >= 232) {
		const gray = 8 + 10 * Math.min(23, index - 232);
		return [gray, gray, gray];
	}
	const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
	const place = index - 16;
	return [level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)];
}

function nearest(target: Rgb, from: number, to: number): number {
	let best = from;
	let smallest = Number.POSITIVE_INFINITY;
	for (let index = from; index < to; index++) {
		const distance = rgbOf(index).reduce((sum, part, at) => sum + (part - target[at]!) ** 2, 0);
		if (distance < smallest) {
			[best, smallest] = [index, distance];
		}
	}
	return best;
}
