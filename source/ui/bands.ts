import type { Band, Role } from '../domain/text/line.js';
import { byRole, type RoleStyles } from './role-styles.js';

/** The styles of a selected row, by role: a background behind the row's own colours. */
export type Bands = Readonly<Record<Band, RoleStyles>>;

type Shades = { readonly text: string; readonly back: string };

/**
 * A dark band with a text colour of its own, so that it is readable on a dark and on a light background: some terminals do
 * not say which one they have. Entries of the palette of 256 colours, which themes do not change. The free part of a bar has
 * the colour of the text: each colour of its own takes 11 bytes in each frame that draws the row.
 */
const darkBands: Readonly<Record<Band, Shades>> = {
	focused: { text: '38;5;255', back: '48;5;239' },
	unfocused: { text: '38;5;252', back: '48;5;236' },
};
const coloursOnDark: Readonly<Partial<Record<Role, string>>> = {
	strong: '1',
	title: '1',
	accent: '38;5;80',
	key: '38;5;80',
	'border-focused': '38;5;80',
	good: '38;5;114',
	warn: '38;5;221',
	bad: '38;5;210',
	match: '30;43',
	'mark-1': '30;46',
	'mark-2': '30;42',
	'mark-3': '97;45',
	'mark-4': '97;44',
	new: '1;38;5;114',
	stderr: '38;5;183',
};

/** On a light background the theme's own colours stay. */
const lightBands: Readonly<Record<Band, Shades>> = {
	focused: { text: '', back: '48;5;253' },
	unfocused: { text: '', back: '48;5;255' },
};

/** True if `COLORFGBG`, which some terminals set, has a light background. Source: vim, term.c, `term_bg_default`. */
const hasLightVariable = ({ COLORFGBG = '' }: Readonly<Record<string, string | undefined>>): boolean =>
	/;(?:7|15)$/.test(COLORFGBG);

/**
 * The bands of a terminal with at least 256 colours. `overrides` are the user's own styles, which stay. `isLight` is the
 * terminal's own answer, which comes before its environment variable.
 */
export function colouredBands(
	styles: RoleStyles,
	overrides: Readonly<Partial<Record<Role, string>>>,
	env: Readonly<Record<string, string | undefined>>,
	isLight = hasLightVariable(env),
): Bands {
	const band = ({ text, back }: Shades): RoleStyles =>
		byRole(styles, role =>
			joined(text, back, overrides[role] ?? (isLight ? withoutFaint(styles[role]) : coloursOnDark[role])),
		);
	const bands = isLight ? lightBands : darkBands;
	return { focused: band(bands.focused), unfocused: band(bands.unfocused) };
}

/**
 * Bands in reverse video, for terminals with fewer colours, whose sixteen colours may be any: each part keeps its colour as
 * its background. The band without the focus is underlined: many terminals draw faint text in reverse video as grey on white.
 * Faint text is full in both.
 */
export function reverseBands(styles: RoleStyles): Bands {
	const band = (mark: string): RoleStyles => byRole(styles, role => joined(withoutFaint(styles[role]), mark));
	return { focused: band('7'), unfocused: band('4') };
}

const joined = (...parameters: readonly (string | undefined)[]): string => parameters.filter(Boolean).join(';');

const withoutFaint = (sgr: string): string => (sgr === '2' ? '' : sgr);
