/** The themes by their names in the config file, in the order of the menu: three of the terminal's own colours, then palettes. */
export const themeTitles = {
	default: 'The terminal’s own colours',
	mono: 'No colours',
	'high-contrast': 'High contrast',
	nord: 'Nord',
	'gruvbox-dark': 'Gruvbox, dark',
	'gruvbox-light': 'Gruvbox, light',
	'solarized-dark': 'Solarized, dark',
	'solarized-light': 'Solarized, light',
	dracula: 'Dracula',
	'catppuccin-mocha': 'Catppuccin Mocha, dark',
	'catppuccin-latte': 'Catppuccin Latte, light',
} as const;

export type ThemeName = keyof typeof themeTitles;

export const themeNames = Object.keys(themeTitles) as readonly ThemeName[];

/** A theme that needs only the terminal's own sixteen colours. */
export type TerminalThemeName = 'default' | 'mono' | 'high-contrast';

export const isThemeName = (text: unknown): text is ThemeName => themeNames.some(name => name === text);

/** Returns true for a theme that needs only the terminal's own sixteen colours. */
export const isTerminalTheme = (name: ThemeName): name is TerminalThemeName =>
	name === 'default' || name === 'mono' || name === 'high-contrast';
