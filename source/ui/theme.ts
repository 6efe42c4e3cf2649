import type { Role, Span } from '../domain/text/line.js';
import { type ColourDepth, colourDepthOf, reduceColours } from './colour-depth.js';
import { sgrOf } from './colours.js';

export type ThemeName = 'default' | 'mono' | 'high-contrast';

/** The look of each role: SGR parameters without `ESC[` and `m`; empty is the terminal's default. */
export type Looks = Readonly<Record<Role, string>>;

export type Palette = Looks & {
	/** A container's own colours are reduced to so many; all stay where it is missing. */
	readonly depth?: ColourDepth;
};

/**
 * The terminal's own sixteen colours, chosen to be read on light and dark alike: no blue and no bright yellow as text
 * colours. Faint (2) is plain text where a terminal has no faint.
 */
export const defaultPalette: Looks = {
	text: '',
	strong: '1',
	dim: '2',
	accent: '36',
	good: '32',
	warn: '33',
	bad: '31',
	title: '1',
	key: '36',
	border: '2',
	'border-focused': '36',
	match: '30;43',
	'gauge-free': '2',
	stdout: '',
	stderr: '35',
};

/** Weight and underlining only. */
const mono: Looks = {
	text: '',
	strong: '1',
	dim: '2',
	accent: '1',
	good: '',
	warn: '1',
	bad: '1;4',
	title: '1',
	key: '1',
	border: '2',
	'border-focused': '1',
	match: '4',
	'gauge-free': '2',
	stdout: '',
	stderr: '3',
};

/** Nothing faint; alarms as blocks of colour. */
const highContrast: Looks = {
	text: '',
	strong: '1',
	dim: '',
	accent: '1;36',
	good: '1;32',
	warn: '30;103',
	bad: '1;97;41',
	title: '1',
	key: '1;4',
	border: '',
	'border-focused': '1',
	match: '30;106',
	'gauge-free': '',
	stdout: '',
	stderr: '1;35',
};

const palettes: Readonly<Record<ThemeName, Looks>> = { default: defaultPalette, mono, 'high-contrast': highContrast };

export const themeNames = Object.keys(palettes) as readonly ThemeName[];

export type ThemeOptions = {
	readonly name?: ThemeName;
	/** Looks in words (see `sgrOf`) by role; one that means nothing is left out. */
	readonly overrides?: Readonly<Partial<Record<Role, string>>>;
	/** The variables that give the number of colours (see `colourDepthOf`). */
	readonly env?: Readonly<Record<string, string | undefined>>;
};

/** The palette to draw with: a theme, the user's overrides, and what the terminal has of them. */
export function createPalette({ name = 'default', overrides = {}, env = {} }: ThemeOptions = {}): Palette {
	const depth = colourDepthOf(env);
	const looks: Record<Role, string> = { ...(depth === 0 ? mono : palettes[name]) };
	for (const role of Object.keys(looks) as Role[]) {
		const override = overrides[role];
		const sgr = override === undefined ? undefined : sgrOf(override);
		if (sgr !== undefined) {
			looks[role] = reduceColours(sgr, depth);
		}
	}
	return { ...looks, depth };
}

/** The look of a span: its role's, or the colours that a container has given it. */
export function lookOf({ role = 'text', sgr }: Span, palette: Palette): string {
	if (sgr === undefined) {
		return palette[role];
	}
	return palette.depth === undefined ? sgr : reduceColours(sgr, palette.depth);
}
