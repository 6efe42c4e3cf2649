import type { ColourDepth } from '../domain/text/colour-depth.js';
import type { Band } from '../domain/text/line.js';
import type { Bands } from './bands.js';
import { reduceColours } from './reduce-colours.js';
import { byRole, type RoleStyles } from './role-styles.js';
import type { Scheme } from './schemes.js';

/** SGR parameters of a text colour and of a background. */
export type Ground = { readonly front: string; readonly back: string };

const parameters = (ground: 3 | 4, colour: string): string =>
	[`${ground}8;2`, ...[1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))].join(';');

const front = (colour: string): string => parameters(3, colour);

/** Text in the colour of the background, on a colour. */
const on = (colour: string, { background }: Scheme): string => `${front(background)};${parameters(4, colour)}`;

/** The styles of a palette by role. */
export function schemeStyles(scheme: Scheme): RoleStyles {
	const { accent, good, warn, bad, stderr, border } = scheme;
	return {
		text: '',
		strong: '1',
		dim: front(scheme.dim),
		accent: front(accent),
		good: front(good),
		warn: front(warn),
		bad: front(bad),
		title: '1',
		key: front(accent),
		border: front(border),
		'border-focused': front(accent),
		match: on(warn, scheme),
		'mark-1': on(accent, scheme),
		'mark-2': on(good, scheme),
		'mark-3': on(stderr, scheme),
		'mark-4': on(bad, scheme),
		new: `1;${front(good)}`,
		'gauge-free': front(border),
		stdout: '',
		stderr: front(stderr),
	};
}

/** Returns a background; `depth` is the terminal's number of colours. */
const backOf = (scheme: Scheme, of: keyof Scheme['indexed'], depth: ColourDepth): string =>
	depth === 256
		? `48;5;${scheme.indexed[of]}`
		: parameters(4, of === 'background' ? scheme.background : scheme.bands[of]);

export const schemeGround = (scheme: Scheme, depth: ColourDepth): Ground => ({
	front: reduceColours(front(scheme.text), depth),
	back: backOf(scheme, 'background', depth),
});

/** A background behind each role's own style. Dim text and borders are full there, as in the bands of the terminal's own theme. */
export function schemeBands(styles: RoleStyles, scheme: Scheme, depth: ColourDepth): Bands {
	const full: Partial<RoleStyles> = { dim: '', border: '', 'gauge-free': reduceColours(front(scheme.dim), depth) };
	const band = (of: Band): RoleStyles =>
		byRole(styles, role => [backOf(scheme, of, depth), full[role] ?? styles[role]].filter(Boolean).join(';'));
	return { focused: band('focused'), unfocused: band('unfocused') };
}

/** Replaces the sixteen colours of terminals in SGR parameters by those of a palette. */
export function inScheme(sgr: string, { ansi }: Scheme): string {
	const codes = sgr.split(/[;:]/);
	const parts: string[] = [];
	for (let at = 0; at < codes.length; at++) {
		const code = Number(codes[at]);
		const isLong = code === 38 || code === 48 || code === 58;
		const length = !isLong ? 1 : codes[at + 1] === '5' ? 3 : codes[at + 1] === '2' ? 5 : 1;
		const index = length === 3 ? Number(codes[at + 2]) : numberOf(code);
		const colour = code === 58 ? undefined : ansi[index];
		parts.push(colour === undefined ? codes.slice(at, at + length).join(';') : parameters(groundOf(code), colour));
		at += length - 1;
	}
	return parts.join(';');
}

/** The number of the colour that an SGR parameter sets; NaN for a parameter that sets none of the sixteen. */
function numberOf(code: number): number {
	const isBright = code >= 90 && code <= 107;
	const hue = code % 10;
	const sets = isBright ? code < 98 || code >= 100 : (code >= 30 && code < 38) || (code >= 40 && code < 48);
	return sets ? hue + (isBright ? 8 : 0) : Number.NaN;
}

const groundOf = (code: number): 3 | 4 => (code === 48 || (code >= 40 && code < 48) || code >= 100 ? 4 : 3);
