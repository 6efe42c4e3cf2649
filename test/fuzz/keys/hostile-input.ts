/** Bytes that a terminal sends, as latin1 text: one character is one byte. */
export type Sent = { readonly name: string; readonly sent: string };

const named = (entries: Readonly<Record<string, string>>): readonly Sent[] =>
	Object.entries(entries).map(([name, sent]) => ({ name, sent }));

/** One key each, and the bytes that it has without extensions. */
export const keys: readonly (Sent & { readonly bytes: string })[] = (
	[
		['Up', '\x1b[A', '\x1b[A'],
		['Up in application mode', '\x1bOA', '\x1b[A'],
		['Home', '\x1b[H', '\x1b[H'],
		['Home of a VT220', '\x1b[1~', '\x1b[H'],
		['Home of rxvt', '\x1b[7~', '\x1b[H'],
		['End', '\x1bOF', '\x1b[F'],
		['PgDn', '\x1b[6~', '\x1b[6~'],
		['PgDn of PuTTY', '\x1b[[6~', '\x1b[6~'],
		['Delete', '\x1b[3~', '\x1b[3~'],
		['Shift-Tab', '\x1b[Z', '\x1b[Z'],
		['Ctrl-Right', '\x1b[1;5C', '\x1b[1;5C'],
		['Ctrl-Delete', '\x1b[3;5~', '\x1b[3;5~'],
		['Shift-Left of rxvt', '\x1b[d', '\x1b[D'],
		['Enter of the keypad', '\x1bOM', '\r'],
		['j in kitty’s protocol', '\x1b[106u', 'j'],
		['j held down', '\x1b[106;1:2u', 'j'],
		['j with caps lock and num lock', '\x1b[106;193u', 'J'],
		['Shift-j with its text', '\x1b[106:74;2;74u', 'J'],
		['Shift-/ with its character', '\x1b[47:63;2u', '?'],
		['Ctrl-r', '\x1b[114;5u', '\x12'],
		['Alt-j', '\x1b[106;3u', '\x1bj'],
		['Esc in kitty’s protocol', '\x1b[27u', '\x1b'],
		['Enter of kitty’s keypad', '\x1b[57414u', '\r'],
		['5 of kitty’s keypad', '\x1b[57404u', '5'],
		['Up in kitty’s protocol', '\x1b[1;1:1A', '\x1b[A'],
		['PgUp of kitty’s keypad', '\x1b[57421u', '\x1b[5~'],
		['Ctrl-i of modifyOtherKeys', '\x1b[27;5;105~', '\t'],
		['? of modifyOtherKeys', '\x1b[27;2;63~', '?'],
		['Shift-Tab of modifyOtherKeys', '\x1b[27;2;9~', '\x1b[Z'],
	] as const
).map(([name, sent, bytes]) => ({ name, sent, bytes }));

/** Answers and reports, complete. */
export const answers: readonly Sent[] = named({
	'the primary device attributes': '\x1b[?62;1;6;9;22c',
	'the secondary device attributes': '\x1b[>41;354;0c',
	'the tertiary device attributes': '\x1bP!|7E565445\x1b\\',
	'the status': '\x1b[0n',
	'the cursor position': '\x1b[24;80R',
	'the cursor position with the page': '\x1b[?24;80;1R',
	'a mode (DECRPM)': '\x1b[?2026;2$y',
	'an ANSI mode': '\x1b[4;2$y',
	'kitty’s keyboard flags': '\x1b[?15u',
	'a window size': '\x1b[8;40;120t',
	'a cell size': '\x1b[6;18;9t',
	'the graphics (XTSMGRAPHICS)': '\x1b[?1;0;256S',
	'the title': '\x1b]lrestart rcds\x1b\\',
	'the background colour': '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\',
	'the foreground colour, ended by BEL': '\x1b]10;rgb:cdcd/d6d6/f4f4\x07',
	'a palette colour': '\x1b]4;1;rgb:ffff/0000/0000\x1b\\',
	'the clipboard': '\x1b]52;c;cm0gLXJmIC8=\x1b\\',
	'the name (XTVERSION)': '\x1bP>|xterm(389) rcds\x1b\\',
	'a capability (XTGETTCAP)': '\x1bP1+r5463=323536\x1b\\',
	'a setting (DECRQSS)': '\x1bP1$r0;4:3m\x1b\\',
	'a checksum': '\x1bP1!~F00D\x1b\\',
	'kitty’s graphics': '\x1b_Gi=31;OK\x1b\\',
	'a private message': '\x1b^rcds\x1b\\',
	'a start of string': '\x1bXrcds\x1b\\',
	'a title with characters of several bytes': '\x1b]l\xc3\x9crcds\xe6\x97\xa5\x1b\\',
	'an answer with BEL within': '\x1bP1+r07\x07rcds\x1b\\',
	'an answer with an ESC within': '\x1b]11;\x1brcds\x1b\\',
	'the focus': '\x1b[I',
	'its loss': '\x1b[O',
	'the mouse in mode 1006': '\x1b[<0;35;12M',
	'its release': '\x1b[<0;35;12m',
	'the mouse in mode 1015': '\x1b[32;35;12M',
	'the mouse of X10': '\x1b[M rc',
	'the mouse of X10 far to the right': '\x1b[M \xff\x80',
	'the mouse of X10 at 223': '\x1b[M#\xe1\xf0',
	'the mouse in mode 1005': '\x1b[M \xc3\x85r',
	'the mouse when it highlights': '\x1b[trc',
	'the mouse when it has highlighted': '\x1b[Trcdsrc',
	'a locator': '\x1b[1;2;3;4;0&w',
	'a release of j': '\x1b[106;1:3u',
	'a release of Enter': '\x1b[13;1:3u',
	'a release of Up': '\x1b[1;1:3A',
	'a release of Delete': '\x1b[3;1:3~',
	'a Shift key alone': '\x1b[57441;2u',
	'Super-r': '\x1b[114;9u',
	'8-bit device attributes': '\x9b?62;1;6c',
	'an 8-bit colour': '\x9d11;rgb:1e1e/1e1e/2e2e\x9c',
	'an 8-bit DCS': '\x901+r5463=323536\x9c',
	'8-bit device attributes in UTF-8': '\xc2\x9b?62;1;6c',
	'an 8-bit colour in UTF-8': '\xc2\x9d11;rgb:1e1e\x1b\\',
	'a VT52': '\x1b/Z',
	'an end of string': '\x1b\\',
});

/** Complete sequences that are not keys of plimsoll, and bytes that are not sequences. */
export const unassigned: readonly Sent[] = named({
	F1: '\x1bOP',
	F5: '\x1b[15~',
	'F3 with Ctrl': '\x1b[1;5R',
	'F1 of the Linux console': '\x1b[[A',
	Insert: '\x1b[2~',
	'a key of the keypad': '\x1bOr',
	'a character with Shift that no layout tells': '\x1b[47;2u',
	'a code beyond Unicode': '\x1b[9999999u',
	'a surrogate': '\x1b[55296u',
	'a sequence with very many parameters': `\x1b[${'1;'.repeat(500)}r`,
	'an 8-bit Up': '\x9bA',
	'an 8-bit paste': '\x9b200~',
	NUL: '\x00',
	'NUL upon NUL': '\x00\x00\x00',
	'an overlong r': '\xc1\xb2',
	'a longer overlong r': '\xe0\x81\xb2',
	'the longest overlong r': '\xf0\x80\x81\xb2',
	'a surrogate in UTF-8': '\xed\xa0\x80',
	'bytes that are none of UTF-8': '\xff\xfe\xf8',
	'a continuation alone': '\xb2\xbf',
});

/** The starts of answers and reports, of all lengths. */
export const truncated: readonly Sent[] = answers
	.filter(({ sent }) => !/^\x1b(\[[MtT]|\\|\/)/.test(sent))
	.flatMap(({ name, sent }) =>
		Array.from({ length: sent.length - 1 }, (_, index) => ({
			name: `${name} (${index + 1} of ${sent.length} bytes)`,
			sent: sent.slice(0, index + 1),
		})),
	)
	.filter(({ sent }) => sent !== '\x1b');
