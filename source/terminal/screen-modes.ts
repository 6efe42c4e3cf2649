/** Enters the alternate screen, cleared, with the cursor hidden. */
export const enterScreen = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l';

/**
 * Gives the terminal back as it was: synchronized update ended, styles reset, bracketed paste, focus and mouse reports and
 * cursor-key mode off, cursor shown, primary screen. Every mode that a session inside may have left on is among them.
 */
export const leaveScreen = [
	'\x1b[?2026l',
	'\x1b[0m',
	'\x1b[?2004l\x1b[?1004l',
	'\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l',
	'\x1b[?1l\x1b>',
	'\x1b[?1049l',
	'\x1b[?25h',
].join('');
