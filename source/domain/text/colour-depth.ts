/** The number of colours that a terminal has. */
export type ColourDepth = 0 | 16 | 256 | 16_777_216;

export const allColours = 16_777_216;

/** Names in `TERM` of terminals with all colours: `ssh` passes on `TERM`, but not `COLORTERM`. */
const trueColour = /-direct$|truecolor|kitty|alacritty|ghostty|wezterm|^foot/;

/**
 * Derives the number of colours from `NO_COLOR` (https://no-color.org: set and not empty), `COLORTERM` and `TERM`. Windows
 * does not set `TERM`; its terminals have all colours.
 */
export const colourDepthOf = (env: Environment): ColourDepth => colourChoice(env).depth;

type Environment = Readonly<Record<string, string | undefined>>;

/** The number of colours, and the variable that decided it. */
export function colourChoice(env: Environment): { readonly depth: ColourDepth; readonly by: ColourVariable } {
	const { NO_COLOR, COLORTERM = '', TERM = '' } = env;
	if (NO_COLOR) {
		return { depth: 0, by: 'NO_COLOR' };
	}
	if (TERM === 'dumb' || /^vt\d/.test(TERM)) {
		return { depth: 0, by: 'TERM' };
	}
	if (/^(truecolor|24bit)$/i.test(COLORTERM)) {
		return { depth: allColours, by: 'COLORTERM' };
	}
	if (TERM === '' || trueColour.test(TERM)) {
		return { depth: allColours, by: 'TERM' };
	}
	return { depth: TERM.includes('256') ? 256 : 16, by: 'TERM' };
}

export type ColourVariable = 'NO_COLOR' | 'COLORTERM' | 'TERM';
