/** Colours of an emulated terminal, all `#rrggbb`; `ansi` are palette entries 0–15. */
export type TerminalTheme = { foreground: string; background: string; cursor: string; ansi: readonly string[] };

const split = (colours: string): string[] => colours.split(' ').map(colour => `#${colour}`);

export const themes: Readonly<Record<'dark' | 'light', TerminalTheme>> = {
	dark: {
		foreground: '#d5d9e0',
		background: '#15181e',
		cursor: '#d5d9e0',
		ansi: split(
			'262b33 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 c8ccd4 5c6370 ef7f88 a9d58b f2cf8c 75bdf8 d58ae9 68c6d2 ffffff',
		),
	},
	light: {
		foreground: '#2a2e36',
		background: '#fbfaf7',
		cursor: '#2a2e36',
		ansi: split(
			'2a2e36 c0333b 3d7d2a 9a6b00 1f63b5 8a3aa6 0f7580 8b919b 6a707a d1444c 4a8f35 b07d0c 2f76cc 9c4db8 1f8791 ffffff',
		),
	},
};

const cubeSteps = [0, 95, 135, 175, 215, 255];

/** A palette entry 0–255 as `#rrggbb`: 16 of the theme, the 6×6×6 cube, 24 greys. Source: xterm's 256colres. */
export function paletteColour(theme: TerminalTheme, index: number): string {
	const own = theme.ansi[index];
	if (own !== undefined) {
		return own;
	}
	if (index >= 232) {
		return hex([0, 1, 2].map(() => 8 + (index - 232) * 10));
	}
	return hex([36, 6, 1].map(step => cubeSteps[Math.floor((index - 16) / step) % 6] ?? 0));
}

/** The colour between two: 0 gives `from`, 1 gives `to`. */
export function blend(from: string, to: string, share: number): string {
	const [a, b] = [channels(from), channels(to)];
	return hex(a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * share)));
}

function channels(colour: string): number[] {
	return [1, 3, 5].map(start => Number.parseInt(colour.slice(start, start + 2), 16));
}

function hex(values: readonly number[]): string {
	return `#${values.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}
