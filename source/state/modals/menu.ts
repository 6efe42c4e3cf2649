import { fuzzyFind } from '../../domain/filter.js';
import type { MenuItem, MenuModal } from './modal.js';
import { editKey, insertLine, mostInLine, textEdit } from './text-edit.js';

/** The items that match the typed query, best match first. */
export function menuItems(menu: MenuModal): readonly MenuItem[] {
	const query = menu.query?.text ?? '';
	return query === '' ? menu.items : fuzzyFind(menu.items, query, item => `${item.label} ${item.key ?? ''}`);
}

/** The result of a key: a changed menu, a choice, or `leave`. */
export type MenuStep = { readonly menu: MenuModal } | { readonly chosen: MenuItem } | 'leave';

/** Applies a key. In a menu with a query letters are text; in a menu without one they are the keys of its items. */
export function menuKey(menu: MenuModal, key: string, page: number): MenuStep {
	const items = menuItems(menu);
	const to = (index: number): MenuStep => ({
		menu: { ...menu, index: Math.min(Math.max(0, index), Math.max(0, items.length - 1)) },
	});
	const edited = menu.edit?.(menu, key);
	if (edited) {
		return { menu: edited };
	}
	const typing = menu.query !== undefined;
	switch (key) {
		case 'escape':
			return typing && menu.query?.text !== '' ? { menu: { ...menu, query: textEdit(), index: 0 } } : 'leave';
		case 'up':
		case 'shift-tab':
		case 'ctrl-p':
			return to(menu.index === 0 ? items.length - 1 : menu.index - 1);
		case 'down':
		case 'tab':
		case 'ctrl-n':
			return to(menu.index >= items.length - 1 ? 0 : menu.index + 1);
		case 'pageup':
			return to(menu.index - page);
		case 'pagedown':
			return to(menu.index + page);
		case 'enter': {
			const chosen = items[menu.index];
			return chosen ? { chosen } : { menu };
		}
	}
	if (menu.query) {
		const query = editKey(menu.query, key, mostInLine);
		return query ? { menu: { ...menu, query, index: query.text === menu.query.text ? menu.index : 0 } } : { menu };
	}
	const chosen = items.find(item => item.key === key);
	if (chosen) {
		return { chosen };
	}
	const current = items[menu.index];
	if (key === 'space' && current?.checked !== undefined) {
		return { chosen: current };
	}
	if (key === 'ctrl-u') {
		return to(menu.index - page);
	}
	if (key === 'ctrl-d' || key === 'space') {
		return to(menu.index + page);
	}
	if (key === 'j') {
		return to(menu.index + 1);
	}
	if (key === 'k') {
		return to(menu.index - 1);
	}
	if (key === 'g' || key === 'home') {
		return to(0);
	}
	if (key === 'G' || key === 'end') {
		return to(items.length - 1);
	}
	return key === 'q' ? 'leave' : { menu };
}

/** Pastes text into a menu's query. */
export const menuPaste = (menu: MenuModal, text: string): MenuModal =>
	menu.query ? { ...menu, query: insertLine(menu.query, text), index: 0 } : menu;
