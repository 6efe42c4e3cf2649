import type { Terminal } from '@xterm/headless';

/** The modes that a program must reset. */
export type Modes = {
	alternateScreen: boolean;
	bracketedPaste: boolean;
	/** Any kind of mouse report. */
	mouse: boolean;
	focusReports: boolean;
	cursorVisible: boolean;
	applicationCursorKeys: boolean;
	applicationKeypad: boolean;
	wraparound: boolean;
	/** True during a synchronized update (DEC 2026); a program that does not end it freezes the screen. */
	synchronizedUpdate: boolean;
};

/** Follows DECSET and DECRST, since xterm.js exposes only some of the private modes. */
export function watchModes(terminal: Terminal): () => Modes {
	const set = new Set([25]);
	const track = (on: boolean) => (params: (number | number[])[]) => {
		for (const mode of params.flat()) {
			on ? set.add(mode) : set.delete(mode);
		}
		return false;
	};
	terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, track(true));
	terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, track(false));
	return () => ({
		alternateScreen: terminal.buffer.active.type === 'alternate',
		bracketedPaste: terminal.modes.bracketedPasteMode,
		mouse: terminal.modes.mouseTrackingMode !== 'none' || set.has(1006),
		focusReports: terminal.modes.sendFocusMode,
		cursorVisible: set.has(25),
		applicationCursorKeys: terminal.modes.applicationCursorKeysMode,
		applicationKeypad: terminal.modes.applicationKeypadMode,
		wraparound: terminal.modes.wraparoundMode,
		synchronizedUpdate: set.has(2026),
	});
}
