/**
 * How long to wait for the rest, in milliseconds: of a sequence that may also be the Esc key alone; of any other sequence;
 * of a paste. A sequence that stays incomplete is dropped, and then for `rest` a longer chunk still counts as its end.
 */
export const waitsMs = { escape: 20, sequence: 300, paste: 1000, rest: 1000, stalledPaste: 10_000 } as const;

export const ESC = 0x1b;
export const BEL = 0x07;
export const ST = 0x9c;
export const backslash = 0x5c;

/** Where the tokenizer is within its input. */
export type State =
	| 'ground'
	| 'escape'
	/** `ESC /`: a VT52's answer has a `Z` behind it. */
	| 'escape-slash'
	/** Behind `ESC [` or `ESC O`. */
	| 'csi'
	| 'ss3'
	/** OSC, which BEL ends too. */
	| 'osc'
	/** DCS, APC, PM, SOS. */
	| 'string'
	| 'string-escape'
	/** The characters of an old mouse report. */
	| 'coordinates'
	| 'paste';

/** What an 8-bit control character begins, or ESC and the character 0x40 below it. */
export const introducers: ReadonlyMap<number, State> = new Map([
	[0x8f, 'ss3'],
	[0x90, 'string'],
	[0x98, 'string'],
	[0x9b, 'csi'],
	[0x9d, 'osc'],
	[0x9e, 'string'],
	[0x9f, 'string'],
]);
