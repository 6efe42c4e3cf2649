/** Enters the alternate screen, cleared, with the cursor hidden; the terminal tells when it gets or loses the focus. */
export const enterScreen = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?1004h';

/** Styles reset; bracketed paste, focus and mouse reports, cursor-key and keypad modes off. */
const plain = '\x1b[0m\x1b[?2004l\x1b[?1004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1l\x1b>';

/** Gives the screen back as it was before `enterScreen`: synchronized update ended, modes off, primary screen, cursor shown. */
export const leaveScreen = `\x1b[?2026l${plain}\x1b[?1049l\x1b[?25h`;

/**
 * Undoes what a program may have left on that was cut off. Not 1049: on the primary screen that would put the cursor back
 * over what the program wrote.
 */
export const endSession = `${plain}\x1b[?47l\x1b[?25h`;
