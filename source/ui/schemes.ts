import type { TerminalThemeName, ThemeName } from '../domain/text/theme-name.js';

export type SchemeName = Exclude<ThemeName, TerminalThemeName>;

/** The colours of a palette, all `#rrggbb`. */
export type Scheme = {
	readonly background: string;
	/** The backgrounds of a selected row. */
	readonly bands: { readonly focused: string; readonly unfocused: string };
	/** The three backgrounds on a terminal of 256 colours: of the nearest ones, two may be the same. */
	readonly indexed: { readonly background: number; readonly focused: number; readonly unfocused: number };
	readonly text: string;
	readonly dim: string;
	readonly border: string;
	readonly accent: string;
	readonly good: string;
	readonly warn: string;
	readonly bad: string;
	readonly stderr: string;
	/** The sixteen colours of a terminal with this palette, for the colours of logs and of the user's own styles. */
	readonly ansi: readonly string[];
};

const colours = (text: string): readonly string[] => text.split(' ').map(colour => `#${colour}`);

/**
 * Five well-known palettes. Backgrounds and `ansi` are the published ones. Some other colours are nearer to white or black than
 * the published ones, because those have too little contrast for small text (`test/ui/schemes.test.ts`): Nord's red has 2.9:1.
 */
export const schemes: Readonly<Record<SchemeName, Scheme>> = {
	// Source: https://www.nordtheme.com/docs/colors-and-palettes
	nord: {
		background: '#2e3440',
		bands: { focused: '#434c5e', unfocused: '#3b4252' },
		indexed: { background: 236, focused: 238, unfocused: 237 },
		text: '#eceff4',
		dim: '#a7b0c0',
		border: '#616e88',
		accent: '#88c0d0',
		good: '#a3be8c',
		warn: '#ebcb8b',
		bad: '#cf898f',
		stderr: '#b690af',
		ansi: colours(
			'3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4',
		),
	},
	// Source: https://github.com/morhetz/gruvbox
	'gruvbox-dark': {
		background: '#282828',
		bands: { focused: '#504945', unfocused: '#3c3836' },
		indexed: { background: 235, focused: 238, unfocused: 237 },
		text: '#ebdbb2',
		dim: '#a89984',
		border: '#7c6f64',
		accent: '#83a598',
		good: '#b8bb26',
		warn: '#fabd2f',
		bad: '#fc6a59',
		stderr: '#d3869b',
		ansi: colours(
			'282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2',
		),
	},
	'gruvbox-light': {
		background: '#fbf1c7',
		bands: { focused: '#d5c4a1', unfocused: '#ebdbb2' },
		indexed: { background: 230, focused: 187, unfocused: 223 },
		text: '#3c3836',
		dim: '#665c54',
		border: '#928374',
		accent: '#076678',
		good: '#736e0d',
		warn: '#946110',
		bad: '#9d0006',
		stderr: '#8f3f71',
		ansi: colours(
			'fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836',
		),
	},
	// Source: https://ethanschoonover.com/solarized
	'solarized-dark': {
		background: '#002b36',
		bands: { focused: '#0d4350', unfocused: '#073642' },
		indexed: { background: 234, focused: 237, unfocused: 235 },
		text: '#a0aba9',
		dim: '#839496',
		border: '#586e75',
		accent: '#2aa198',
		good: '#859900',
		warn: '#b58900',
		bad: '#e5655e',
		stderr: '#8588c9',
		ansi: colours(
			'073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
		),
	},
	'solarized-light': {
		background: '#fdf6e3',
		bands: { focused: '#ddd6c1', unfocused: '#eee8d5' },
		indexed: { background: 230, focused: 254, unfocused: 255 },
		text: '#466168',
		dim: '#5e757e',
		border: '#93a1a1',
		accent: '#1d7e7b',
		good: '#607a0f',
		warn: '#84700f',
		bad: '#d3322f',
		stderr: '#626bb7',
		ansi: colours(
			'073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
		),
	},
	// Source: https://draculatheme.com/spec
	dracula: {
		background: '#282a36',
		bands: { focused: '#44475a', unfocused: '#353746' },
		indexed: { background: 236, focused: 238, unfocused: 237 },
		text: '#f8f8f2',
		dim: '#8995bb',
		border: '#6272a4',
		accent: '#8be9fd',
		good: '#50fa7b',
		warn: '#f1fa8c',
		bad: '#ff5e5e',
		stderr: '#ff79c6',
		ansi: colours(
			'21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff',
		),
	},
	// Source: https://catppuccin.com/palette
	'catppuccin-mocha': {
		background: '#1e1e2e',
		bands: { focused: '#45475a', unfocused: '#313244' },
		indexed: { background: 235, focused: 239, unfocused: 237 },
		text: '#cdd6f4',
		dim: '#a6adc8',
		border: '#585b70',
		accent: '#89b4fa',
		good: '#a6e3a1',
		warn: '#f9e2af',
		bad: '#f38ba8',
		stderr: '#cba6f7',
		ansi: colours(
			'45475a f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 a6adc8 585b70 f37799 89d88b ebd391 74a8fc f2aede 6bd7ca bac2de',
		),
	},
	'catppuccin-latte': {
		background: '#eff1f5',
		bands: { focused: '#ccd0da', unfocused: '#dce0e8' },
		indexed: { background: 255, focused: 253, unfocused: 254 },
		text: '#4c4f69',
		dim: '#6a6d82',
		border: '#9ca0b0',
		accent: '#1d63ee',
		good: '#327d22',
		warn: '#986114',
		bad: '#d20f39',
		stderr: '#8839ef',
		ansi: colours(
			'5c5f77 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 acb0be 6c6f85 de293e 49af3d eea02d 456eff fe85d8 2d9fa8 bcc0cc',
		),
	},
};
