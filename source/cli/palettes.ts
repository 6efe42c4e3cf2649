import type { Settings } from '../config/settings.js';
import { isTerminalTheme, type ThemeName } from '../domain/text/theme-name.js';
import { createPalette, type Palette } from '../ui/theme.js';

/** The colours of each theme on this terminal, with the user's own. */
export function createPalettes({ colours }: Settings, env: Readonly<Record<string, string | undefined>>) {
	const made = new Map<ThemeName, Palette>();
	let isLight: boolean | undefined;
	// Without the compositor nothing draws the background of a palette.
	const hasPalettes = env.PLIMSOLL_RENDERER !== 'ink';
	return {
		/** Returns the same object for the same theme, until the background is known. */
		of(theme: ThemeName): Palette {
			const name = hasPalettes || isTerminalTheme(theme) ? theme : 'default';
			const palette = made.get(name) ?? createPalette({ name, overrides: colours, env, isLight });
			made.set(name, palette);
			return palette;
		},
		/** The terminal has answered which background it has. */
		setBackground(answer: boolean): void {
			isLight = answer;
			made.clear();
		},
	};
}
