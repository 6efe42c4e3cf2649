// Styles are interned: a style is a small number, so that a cell is one integer and screens are compared without strings.
// Style 0 is the terminal's default.

const bold = 1;
const dim = 2;
const italic = 4;
const underline = 8;
const reverse = 16;
const strike = 32;
/** Attribute bits with the SGR parameter that switches each on. */
const switches: readonly (readonly [number, string])[] = [
	[bold, '1'],
	[dim, '2'],
	[italic, '3'],
	[underline, '4'],
	[reverse, '7'],
	[strike, '9'],
];
/** Attributes that are visible on a space. */
const visibleOnBlank = underline | reverse | strike;

type StyleParts = { readonly attributes: number; readonly foreground: string; readonly background: string };

/** A cell keeps its style in 11 bits. */
export const maxStyles = 2048;

const styles: StyleParts[] = [{ attributes: 0, foreground: '', background: '' }];
const ids = new Map<string, number>([[keyOf(styles[0]!), 0]]);
const blanks: number[] = [0];
const applied = new Map<string, number>();
const transitions = new Map<number, string>();
const maxMemos = 8192;

function keyOf(parts: StyleParts): string {
	return `${parts.attributes}|${parts.foreground}|${parts.background}`;
}

function intern(parts: StyleParts): number {
	const key = keyOf(parts);
	const cached = ids.get(key);
	if (cached !== undefined) {
		return cached;
	}
	// Only a log with thousands of true colours reaches this limit; its further colours are left out.
	if (styles.length >= maxStyles - 64 && (parts.foreground !== '' || parts.background !== '')) {
		return intern({ ...parts, foreground: '', background: '' });
	}
	ids.set(key, styles.length);
	styles.push(parts);
	return styles.length - 1;
}

/** Applies SGR parameters (`1;38;5;9`, without `ESC[` and `m`) to a style. Unknown parameters change nothing. */
export function applySgr(style: number, parameters: string): number {
	const key = `${style};${parameters}`;
	const cached = applied.get(key);
	if (cached !== undefined) {
		return cached;
	}
	if (applied.size >= maxMemos) {
		applied.clear();
	}
	const result = intern(parse(styles[style]!, parameters));
	applied.set(key, result);
	return result;
}

function parse(start: StyleParts, parameters: string): StyleParts {
	let { attributes, foreground, background } = start;
	const codes = parameters.split(/[;:]/);
	for (let index = 0; index < codes.length; index++) {
		const code = Number(codes[index]);
		const on = switches.find(([, parameter]) => Number(parameter) === code);
		if (code === 0) {
			[attributes, foreground, background] = [0, '', ''];
		} else if (on !== undefined) {
			attributes |= on[0];
		} else if (code === 21) {
			attributes |= underline;
		} else if (code === 22) {
			attributes &= ~(bold | dim);
		} else if (code >= 23 && code <= 29) {
			attributes &= ~(switches.find(([, p]) => Number(p) === code - 20)?.[0] ?? 0);
		} else if (code === 39) {
			foreground = '';
		} else if (code === 49) {
			background = '';
		} else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
			foreground = String(code);
		} else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
			background = String(code);
		} else if (code === 38 || code === 48 || code === 58) {
			const length = codes[index + 1] === '5' ? 3 : codes[index + 1] === '2' ? 5 : 0;
			const colour = codes.slice(index, index + length);
			if (length === 0 || colour.length < length || !colour.every(part => /^\d{1,3}$/.test(part))) {
				break;
			}
			if (code === 38) {
				foreground = colour.join(';');
			}
			if (code === 48) {
				background = colour.join(';');
			}
			index += length - 1;
		}
	}
	return { attributes, foreground, background };
}

/** Returns a function that gives styles without a text colour or without a background those of a theme. */
export function onGround(foreground: string, background: string): (style: number) => number {
	const grounded: number[] = [];
	return style => {
		const known = grounded[style];
		if (known !== undefined) {
			return known;
		}
		const own = styles[style]!;
		const result = intern({
			...own,
			foreground: own.foreground || foreground,
			background: own.background || background,
		});
		grounded[style] = result;
		return result;
	};
}

/** Returns the equivalent style of a space, on which text colour, weight and slant are not visible. */
export function blankStyle(style: number): number {
	const cached = blanks[style];
	if (cached !== undefined) {
		return cached;
	}
	const { attributes, foreground, background } = styles[style]!;
	const visible = attributes & visibleOnBlank;
	const result = intern({ attributes: visible, foreground: visible === 0 ? '' : foreground, background });
	blanks[style] = result;
	return result;
}

/** Returns the shortest escape sequence that changes one style into another; empty if they are the same. */
export function transition(from: number, to: number): string {
	if (from === to) {
		return '';
	}
	const key = from * maxStyles + to;
	const cached = transitions.get(key);
	if (cached !== undefined) {
		return cached;
	}
	if (transitions.size >= maxMemos) {
		transitions.clear();
	}
	const parameters = parametersOf(styles[to]!);
	const fromDefault = parameters === '' ? '\x1b[m' : `\x1b[0;${parameters}m`;
	const change = `\x1b[${difference(styles[from]!, styles[to]!)}m`;
	const result = change.length < fromDefault.length ? change : fromDefault;
	transitions.set(key, result);
	return result;
}

function parametersOf({ attributes, foreground, background }: StyleParts): string {
	const switched = switches.filter(([bit]) => attributes & bit).map(([, parameter]) => parameter);
	return [...switched, foreground, background].filter(Boolean).join(';');
}

function difference(from: StyleParts, to: StyleParts): string {
	const parts: string[] = [];
	let remaining = from.attributes;
	let off = from.attributes & ~to.attributes;
	if (off & (bold | dim)) {
		parts.push('22');
		remaining &= ~(bold | dim);
		off &= ~(bold | dim);
	}
	for (const [bit, parameter] of switches) {
		if (off & bit) {
			parts.push(String(Number(parameter) + 20));
		}
	}
	for (const [bit, parameter] of switches) {
		if (to.attributes & ~remaining & bit) {
			parts.push(parameter);
		}
	}
	if (from.foreground !== to.foreground) {
		parts.push(to.foreground || '39');
	}
	if (from.background !== to.background) {
		parts.push(to.background || '49');
	}
	return parts.join(';');
}
