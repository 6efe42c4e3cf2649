/** Terminals that print unknown sequences as text: a console, or hardware of the VT100's time. */
const plainTerminals = /^(linux|vt\d|ansi|cons\d|pcansi|pccon|sun|wsvt|wy|hurd|att|qansi|unknown|$)/;

/** A session's changes to the terminal that are only reset if the session has made them (terminal/used-sequences.ts). */
export type UsedSequences = {
	/** Numbers of the operating system commands (OSC) it sent. */
	readonly commands: ReadonlySet<number>;
	/** The mode by which it is in the alternate screen; undefined on the primary one. */
	readonly alternate: 47 | 1047 | 1049 | undefined;
	/** True if the session has moved the cursor on the primary screen: text may be below the cursor. */
	readonly isCursorMoved: boolean;
};

export type ScreenModes = {
	/** Enters the alternate screen, cleared, with the cursor hidden and focus reports on. */
	readonly enter: string;
	/** Switches the reports of buttons and the wheel on, with their coordinates as numbers; never reports of a moving mouse. */
	readonly mouseOn: string;
	/** Switches all reports of the mouse off. */
	readonly mouseOff: string;
	/** Gives the screen back as it was before `enter`: modes off, primary screen, cursor shown. */
	readonly leave: string;
	/** Scrolls the primary screen's text into the scrollback, and puts the cursor at the top of the empty screen. */
	openSession(rows: number): string;
	/**
	 * Undoes a session's changes, on the primary screen. The cursor is then below the session's text or, after a full-screen
	 * program that was cut off, where that program began.
	 */
	endSession(used: UsedSequences, columns: number): string;
};

const off = (...modes: readonly number[]): string => modes.map(mode => `\x1b[?${mode}l`).join('');

/** Modes of the mouse: X10, normal, highlight, button, any; UTF-8, SGR, urxvt and pixel coordinates. */
const mouse = off(9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016);
const focusReports = 1004;

/**
 * Resets that are safe on every terminal, as unknown private modes are ignored since the VT100: ASCII in both character sets, no insert,
 * no automatic line feed; no cursor-key and keypad modes, no reverse video, no reports; autowrap and autorepeat. Left alone are
 * 3 and 40 (they clear the screen), 1007, 1034 to 1043 and 2027: their defaults differ between terminals.
 */
const plain = [
	'\x1b[0m\x1b(B\x1b)B\x0f',
	'\x1b[2l\x1b[4l\x1b[20l',
	off(1, 5, 45),
	mouse,
	off(focusReports),
	// Bracketed paste, synchronized update, reports of the colour scheme and of the window's size.
	off(2004, 2026, 2031, 2048),
	'\x1b[?7h\x1b[?8h\x1b>',
].join('');

/**
 * Resets for terminals with a parser of xterm's kind: G2 and G3, 7-bit answers, no local echo, keyboard protocols (kitty's, by popping all
 * and by setting none; xterm's modifyOtherKeys), the cursor's style. Attributes again: a parser that skips `>` sees SGR.
 */
const beyond =
	'\x1b*B\x1b+B\x1b F\x1b[12h' +
	'\x1b[<99u\x1b[=0u\x1b[>4;0m\x1b[>4m\x1b[>1m\x1b[>2m' +
	'\x1b[?12l\x1b[0 q' +
	'\x1b[0m';

/** Origin mode and margins. Each moves the cursor, so it is put back. */
const margins = `\x1b7${off(6, 69)}\x1b[r\x1b8`;

/** Ends a sequence that a program has not finished (CAN), VT52 mode, and a string (ST). */
const finish = '\x18\x1b<\x1b\\';

/** A tab stop every eight columns. */
function tabStops(columns: number): string {
	const stops = Array.from(
		{ length: Math.floor((columns - 1) / 8) },
		(_, index) => `\x1b[1;${(index + 1) * 8 + 1}H\x1bH`,
	);
	return `\x1b7\x1b[3g${stops.join('')}\x1b8`;
}

/** Resets of colours: the palette, special colours, text, background, cursor, pointer, highlight. OSC 4 is reset by 104. */
const colourCommands = [4, 5, 10, 11, 12, 13, 14, 17, 19];

/** Returns the commands that undo those of a session. They end with BEL, which more terminals support than ST. */
function undoCommands(commands: ReadonlySet<number>): string {
	const isUsed = (...numbers: readonly number[]) => numbers.some(number => commands.has(number));
	return [
		...colourCommands.filter(number => commands.has(number)).map(number => `\x1b]${number + 100}\x07`),
		// A hyperlink, a progress bar, the pointer's shape.
		isUsed(8) ? '\x1b]8;;\x07' : '',
		isUsed(9) ? '\x1b]9;4;0\x07' : '',
		isUsed(22) ? '\x1b]22;\x07' : '',
		// A terminal without a stack of titles (`popTitle`) gets an empty title: the session's must not stay.
		isUsed(0, 1, 2) ? '\x1b]0;\x07' : '',
	].join('');
}

const pushTitle = '\x1b[22;0t';
const popTitle = '\x1b[23;0t';

/**
 * Returns the sequences that set and reset the modes of a terminal of this name (`TERM`). `utf8` is true if it shows UTF-8.
 * Sources: XTerm Control Sequences; console_codes(4); the kitty keyboard protocol.
 */
export function screenModes(term: string | undefined, utf8: boolean): ScreenModes {
	const isPlain = plainTerminals.test(term ?? '');
	// A soft reset undoes origin mode and margins without moving the cursor, where it is known.
	const soft = isPlain ? '' : '\x1b[!p';
	const charset = utf8 ? '\x1b%G' : '';
	const modes = plain + charset + (isPlain ? '' : beyond) + (term?.startsWith('linux') ? '\x1b[?0c' : '');
	return {
		enter: `\x1b[?1049h\x1b[?6l\x1b[2J\x1b[H\x1b[?25l\x1b[?${focusReports}h`,
		mouseOn: '\x1b[?1000h\x1b[?1006h',
		mouseOff: mouse,
		// Twice, as leaving the alternate screen restores the state that was saved with the cursor, such as character sets.
		leave: `${modes}\x1b[?1049l${margins}${modes}\x1b[?25h`,
		openSession: rows => `${isPlain ? '' : pushTitle}${'\r\n'.repeat(rows)}\x1b[H\x1b[J`,
		endSession: (used, columns) =>
			[
				finish,
				// Never 1049 on the primary screen: tmux would put the cursor back over the session's text.
				used.alternate === undefined ? '' : off(used.alternate),
				off(47),
				soft,
				margins,
				tabStops(columns),
				modes,
				isPlain ? '' : undoCommands(used.commands) + popTitle,
				used.isCursorMoved ? '\x1b[999;1H\r\n' : '',
				// Saved again, as the saved cursor may be the session's.
				'\x1b7\x1b[?25h',
			].join(''),
	};
}
