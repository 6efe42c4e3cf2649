import { isThemeName, type ThemeName } from '../domain/text/theme-name.js';
import { menuItems } from './modals/menu.js';
import { topModal } from './modals/modals.js';
import type { State } from './state.js';

/** The theme of the screen: the selected one while the user chooses, otherwise the chosen one. */
export function shownTheme(state: State): ThemeName {
	const modal = topModal(state);
	const previewed = modal?.kind === 'menu' && modal.preview === 'theme' ? menuItems(modal)[modal.index]?.id : undefined;
	return isThemeName(previewed) ? previewed : state.preferences.theme;
}
