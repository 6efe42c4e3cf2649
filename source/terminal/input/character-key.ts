import { key, type Token } from './token.js';

/** Modifier bits of a key event, after 1 is taken off. Source: kitty's keyboard protocol, "Modifiers". */
const shift = 1;
const alt = 2;
const ctrl = 4;
/** Caps lock and num lock, which change only the text; the terminal sends that. */
const locks = 64 | 128;
const capsLock = 64;

/** Decodes modifiers from the number in a sequence (1 + bits); returns undefined with Super, Hyper or Meta, which no key uses. */
export function modifiersOf(number: number): number | undefined {
	const bits = Math.max(0, number - 1);
	return (bits & ~(shift | alt | ctrl | locks)) === 0 ? bits : undefined;
}

/** Keys without text, by their code in kitty's protocol, as other terminals send them. */
const functional: ReadonlyMap<number, string> = new Map([
	[8, '\b'],
	[9, '\t'],
	[13, '\r'],
	[27, '\x1b'],
	[127, '\x7f'],
	[57414, '\r'],
	[57417, '\x1b[D'],
	[57418, '\x1b[C'],
	[57419, '\x1b[A'],
	[57420, '\x1b[B'],
	[57421, '\x1b[5~'],
	[57422, '\x1b[6~'],
	[57423, '\x1b[H'],
	[57424, '\x1b[F'],
	[57426, '\x1b[3~'],
]);

/** The text of the keypad, from its key 0 (57399) on. */
const keypad = [...'0123456789./*-+'];
const keypadStart = 57399;

/** Characters of a US keyboard without Shift. With Shift they become others, which depend on the layout. */
const unshifted = /^[0-9`\-=[\]\\;',./]$/;

export type CharacterEvent = {
	/** Unicode code point of the key, or its number in kitty's private range. */
	readonly code: number;
	/** Modifier bits. */
	readonly modifiers: number;
	/** Code point with Shift, where the terminal sends it. */
	readonly shifted?: number;
	/** The text that the key makes, where the terminal sends it. */
	readonly text?: string;
};

/** Returns an event's key, or undefined for an event without a key, such as a modifier alone. */
export function characterKey(event: CharacterEvent): Token | undefined {
	const { code, modifiers } = event;
	const known = functional.get(code);
	if (known !== undefined) {
		if (known === '\t' && modifiers & shift) {
			return key('\x1b[Z');
		}
		return key(modifiers & alt && known.length === 1 && known !== '\x1b' ? `\x1b${known}` : known);
	}
	const text = textOf(event);
	if (text === undefined) {
		return undefined;
	}
	const prefix = modifiers & alt ? '\x1b' : '';
	if (!(modifiers & ctrl)) {
		return key(prefix + text);
	}
	const control = /^[a-z@[\\\]^_]$/i.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 31) : '';
	return control === '' || control === '\x00' || control === '\x1b' ? undefined : key(prefix + control);
}

function textOf({ code, modifiers, shifted, text }: CharacterEvent): string | undefined {
	if (text !== undefined && !(modifiers & ctrl)) {
		return /^\P{C}+$/u.test(text) ? text : undefined;
	}
	const onKeypad = keypad[code - keypadStart];
	if (onKeypad !== undefined) {
		return onKeypad;
	}
	if (modifiers & shift && shifted !== undefined) {
		return characterOf(shifted);
	}
	const plain = characterOf(code);
	if (plain === undefined || !/^[a-z]$/.test(plain)) {
		return modifiers & shift && plain !== undefined && unshifted.test(plain) ? undefined : plain;
	}
	return ((modifiers & shift) !== 0) !== ((modifiers & capsLock) !== 0) ? plain.toUpperCase() : plain;
}

/** Returns a printable character; undefined for controls, surrogates and the private range, where kitty has its functional keys. */
function characterOf(code: number): string | undefined {
	if (code < 32 || code > 0x10ffff) {
		return undefined;
	}
	const character = String.fromCodePoint(code);
	return /^\P{C}$/u.test(character) ? character : undefined;
}
