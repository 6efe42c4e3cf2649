const titles: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	enter: 'Enter',
	escape: 'Esc',
	space: 'Space',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	backspace: 'Backspace',
	delete: 'Delete',
};

/** A key's name for the screen: `ctrl-r` → `Ctrl-r`, `pageup` → `PgUp`. */
export const keyTitle = (key: string): string =>
	titles[key] ?? (key.startsWith('ctrl-') ? `Ctrl-${key.slice(5)}` : key);
