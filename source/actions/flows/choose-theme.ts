import { colourDepthOf } from '../../domain/text/colour-depth.js';
import { isTerminalTheme, isThemeName, type ThemeName, themeNames, themeTitles } from '../../domain/text/theme-name.js';
import type { ActionContext } from '../action.js';

const withoutPalettes = 'needs a terminal of 256 colours';

/** Asks for a theme. The screen has the selected one at once; Esc brings the old one back. */
export async function chooseTheme(context: ActionContext): Promise<void> {
	const { theme } = context.getState().preferences;
	const hasPalettes = colourDepthOf(context.surroundings.env) >= 256;
	const items = themeNames.map((name: ThemeName) => ({
		id: name,
		label: themeTitles[name],
		hint: name === theme ? 'now' : undefined,
		disabled: hasPalettes || isTerminalTheme(name) ? undefined : withoutPalettes,
	}));
	await context.ask.menu({
		title: 'Theme',
		items,
		index: themeNames.indexOf(theme),
		preview: 'theme',
		choose: (state, id) => (isThemeName(id) ? { ...state, preferences: { ...state.preferences, theme: id } } : state),
	});
}
