import { type ColourDepth, colourDepthOf } from '../domain/text/colour-depth.js';
import type { Role, Span } from '../domain/text/line.js';
import { isTerminalTheme, type TerminalThemeName, type ThemeName } from '../domain/text/theme-name.js';
import { memoEach } from '../state/memo.js';
import { type Bands, colouredBands, reverseBands } from './bands.js';
import { sgrOf } from './colours.js';
import { reduceColours } from './reduce-colours.js';
import { byRole, type RoleStyles } from './role-styles.js';
import { type Ground, inScheme, schemeBands, schemeGround, schemeStyles } from './scheme-styles.js';
import { type Scheme, schemes } from './schemes.js';

export type Palette = RoleStyles & {
	/** A container's own colours are reduced to this depth; without it they stay as they are. */
	readonly depth?: ColourDepth;
	/** The styles of selected rows; without them, they are in reverse video. */
	readonly bands?: Bands;
	/** The theme's own text colour and background, for cells without their own; without it they are the terminal's. */
	readonly ground?: Ground;
	/** The palette that the theme is made of. */
	readonly scheme?: Scheme;
};

/**
 * The terminal's own sixteen colours. Blue and bright yellow are not used for text: they are hard to read on a dark or a
 * light background. A terminal without faint (2) shows plain text instead.
 */
export const defaultPalette: RoleStyles = {
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
	'mark-1': '30;46',
	'mark-2': '30;42',
	'mark-3': '97;45',
	'mark-4': '97;44',
	new: '1;32',
	'gauge-free': '2',
	stdout: '',
	stderr: '35',
};

/** Weight and underlining only. */
const mono: RoleStyles = {
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
	'mark-1': '1;4',
	'mark-2': '1;4',
	'mark-3': '1;4',
	'mark-4': '1;4',
	new: '1;4',
	'gauge-free': '2',
	stdout: '',
	stderr: '3',
};

/** No role is faint; warnings and errors are blocks of colour. */
const highContrast: RoleStyles = {
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
	'mark-1': '30;103',
	'mark-2': '30;102',
	'mark-3': '1;97;45',
	'mark-4': '1;97;44',
	new: '30;102',
	'gauge-free': '',
	stdout: '',
	stderr: '1;35',
};

const palettes: Readonly<Record<TerminalThemeName, RoleStyles>> = {
	default: defaultPalette,
	mono,
	'high-contrast': highContrast,
};

export type ThemeOptions = {
	readonly name?: ThemeName;
	/** Styles in words (see `sgrOf`) by role; one that `sgrOf` cannot read is left out. */
	readonly overrides?: Readonly<Partial<Record<Role, string>>>;
	/** Environment variables, from which `colourDepthOf` derives the number of colours. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** True if the terminal has answered that its background is light; undefined while it has not answered. */
	readonly isLight?: boolean | undefined;
};

/**
 * Returns a theme with the user's overrides, reduced to the colours that the terminal has. A palette with a name needs 256
 * colours; with fewer, the theme is the terminal's own.
 */
export function createPalette({ name = 'default', overrides = {}, env = {}, isLight }: ThemeOptions = {}): Palette {
	const depth = colourDepthOf(env);
	const scheme = depth < 256 || isTerminalTheme(name) ? undefined : schemes[name];
	const base = scheme ? schemeStyles(scheme) : terminalStyles(name, depth);
	const own: Partial<Record<Role, string>> = {};
	for (const role of Object.keys(base) as Role[]) {
		const override = overrides[role];
		const sgr = override === undefined ? undefined : sgrOf(override);
		if (sgr !== undefined) {
			own[role] = reduceColours(scheme ? inScheme(sgr, scheme) : sgr, depth);
		}
	}
	if (scheme) {
		const styles = { ...byRole(base, role => reduceColours(base[role], depth)), ...own };
		return { ...styles, depth, scheme, ground: schemeGround(scheme, depth), bands: schemeBands(styles, scheme, depth) };
	}
	const styles = { ...base, ...own };
	const bands = depth >= 256 && name === 'default' ? colouredBands(styles, own, env, isLight) : undefined;
	return { ...styles, depth, ...(bands && { bands }) };
}

const terminalStyles = (name: ThemeName, depth: ColourDepth): RoleStyles =>
	depth === 0 ? mono : palettes[isTerminalTheme(name) ? name : 'default'];

const plainBands = memoEach(reverseBands);

/** Returns the SGR parameters of a span: its role's, or the ones in a container's output, in a band or in reverse video. */
export function spanSgr({ role = 'text', sgr, reverse, band }: Span, palette: Palette): string {
	const styles = band === undefined ? palette : (palette.bands ?? plainBands(palette))[band];
	if (sgr === undefined && !reverse) {
		return styles[role];
	}
	const own = sgr === undefined ? sgr : ownColours(sgr, palette);
	const base = sgr === undefined ? styles[role] : band === undefined ? '' : styles.text;
	return [base, own, reverse ? '7' : ''].filter(Boolean).join(';');
}

/** The colours of a container's output, as the theme and the terminal can show them. */
const ownColours = (sgr: string, { scheme, depth }: Palette): string => {
	const themed = scheme ? inScheme(sgr, scheme) : sgr;
	return depth === undefined ? themed : reduceColours(themed, depth);
};
