/**
 * Milliseconds to wait for the rest of a sequence that may be the Esc key alone, of any other sequence, and of a paste. An
 * incomplete sequence is dropped after that, but for `rest` a chunk of several bytes still counts as its end.
 */
export const waitsMs = { escape: 20, sequence: 300, paste: 1000, rest: 1000, stalledPaste: 10_000 } as const;

export const ESC = 0x1b;
export const BEL = 0x07;
export const ST = 0x9c;
export const backslash = 0x5c;

/** The tokenizer's state. */
export type State =
	| 'ground'
	| 'escape'
	/** Behind `ESC /`, which begins a VT52's answer `ESC / Z`. */
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

/** Milliseconds to wait for the rest in a state other than `ground`. */
export function waitOf(state: State): number {
	switch (state) {
		case 'escape':
		case 'escape-slash':
			return waitsMs.escape;
		case 'paste':
			return waitsMs.paste;
		default:
			return waitsMs.sequence;
	}
}

/** The states that an 8-bit control character begins, or ESC with the character 0x40 below it. */
export const introducers: ReadonlyMap<number, State> = new Map([
	[0x8f, 'ss3'],
	[0x90, 'string'],
	[0x98, 'string'],
	[0x9b, 'csi'],
	[0x9d, 'osc'],
	[0x9e, 'string'],
	[0x9f, 'string'],
]);
