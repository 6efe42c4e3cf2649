import { characterKey, modifiersOf } from './character-key.js';
import { readMouseReport } from './mouse-report.js';
import { key, type Token } from './token.js';

/** A complete control sequence: `ESC [`, parameters, intermediates, final character. */
export type ControlSequence = { readonly parameters: string; readonly intermediates: string; readonly final: string };

/** Input that belongs to a sequence and follows its final character. */
export type Continuation = 'paste' | { readonly coordinates: number };

/** Final characters of cursor keys: they come with no parameters, or with 1 and the modifiers. */
const cursorKeys = 'ABCDFH';
/** Shift with a cursor key in rxvt. */
const shiftedCursorKeys: Readonly<Record<string, string>> = { a: 'A', b: 'B', c: 'C', d: 'D' };
/** Editing keys that end in `~`; Insert and the F keys are bound to nothing. Source: xterm's control sequences, "PC-Style Function Keys". */
const editingKeys: Readonly<Record<string, string>> = {
	1: '\x1b[H',
	3: '\x1b[3~',
	4: '\x1b[F',
	5: '\x1b[5~',
	6: '\x1b[6~',
	7: '\x1b[H',
	8: '\x1b[F',
};

/**
 * Reads a control sequence from the keyboard: returns its token, the kind of input that follows it, or undefined for an
 * unknown key.
 * Sources: xterm's control sequences; kitty's keyboard protocol; rxvt's key table.
 */
export function readSequence(sequence: ControlSequence): Token | Continuation | undefined {
	const { parameters, intermediates, final } = sequence;
	if (/^[<=>?]/.test(parameters)) {
		return readPrivate(sequence);
	}
	if (intermediates !== '') {
		return { kind: 'answer', to: 'other' };
	}
	if (cursorKeys.includes(final)) {
		return cursorKey(parameters, final);
	}
	switch (final) {
		case '~':
			return editingKey(parameters);
		case 'u':
			return kittyKey(parameters);
		case 'Z':
			return parameters === '' ? key('\x1b[Z') : undefined;
		case 'a':
		case 'b':
		case 'c':
		case 'd':
			return parameters === '' ? key(`\x1b[${shiftedCursorKeys[final]}`) : undefined;
		case 'I':
		case 'O':
			return parameters === '' ? { kind: 'focus', focused: final === 'I' } : undefined;
		// X10's report is followed by three characters; urxvt's mode 1015 has parameters instead.
		case 'M':
			return parameters === '' ? { coordinates: 3 } : { kind: 'mouse' };
		// Highlight tracking (mode 1001).
		case 't':
			return parameters === '' ? { coordinates: 2 } : { kind: 'answer', to: 'other' };
		case 'T':
			return parameters === '' ? { coordinates: 6 } : { kind: 'mouse' };
		default:
			return { kind: 'answer', to: 'other' };
	}
}

/** Sequences with a private marker are reports; the mouse in mode 1006 is one of them. */
function readPrivate({ parameters, intermediates, final }: ControlSequence): Token {
	if (parameters.startsWith('<') && (final === 'M' || final === 'm')) {
		return readMouseReport(parameters, final);
	}
	const isAttributes = parameters.startsWith('?') && intermediates === '' && final === 'c';
	return { kind: 'answer', to: isAttributes ? 'DA1' : 'other' };
}

/** `modifiers` and `event` of `1;5:1`, where the event is 1 for press, 2 for repeat, 3 for release. */
function readModifiers(text: string | undefined): { modifiers: number } | undefined {
	const [, number = '1', event = '1'] = /^(\d{0,3})(?::(\d))?$/.exec(text ?? '') ?? ['', '0', '3'];
	const modifiers = modifiersOf(Number(number));
	return modifiers === undefined || event === '3' || event === '0' ? undefined : { modifiers };
}

function cursorKey(parameters: string, final: string): Token | undefined {
	if (parameters === '') {
		return key(`\x1b[${final}`);
	}
	const match = /^1;([\d:]*)$/.exec(parameters);
	const read = match ? readModifiers(match[1]) : undefined;
	return read && key(withModifiers(`\x1b[${final}`, read.modifiers));
}

function editingKey(parameters: string): Token | Continuation | undefined {
	if (parameters === '200') {
		return 'paste';
	}
	const other = /^27;(\d{1,3});(\d{1,7})$/.exec(parameters);
	if (other) {
		const modifiers = modifiersOf(Number(other[1]));
		return modifiers === undefined ? undefined : otherKey(Number(other[2]), modifiers);
	}
	const [, number = '', rest] = /^(\d{1,2})(?:;([\d:]*))?$/.exec(parameters) ?? [];
	const bytes = editingKeys[number];
	const read = readModifiers(rest);
	return bytes === undefined || !read ? undefined : key(withModifiers(bytes, read.modifiers));
}

/** modifyOtherKeys: the code is that of the character as Shift has made it. */
function otherKey(code: number, modifiers: number): Token | undefined {
	return characterKey({ code, modifiers, shifted: code });
}

/** Source: kitty's keyboard protocol, "An overview". */
function kittyKey(parameters: string): Token | undefined {
	const [codes = '', modifierText, texts = ''] = parameters.split(';');
	const match = /^(\d{1,7})(?::(\d{0,7})(?::\d{0,7})?)?$/.exec(codes);
	const read = readModifiers(modifierText);
	if (!match || !read || !/^[\d:]{0,64}$/.test(texts)) {
		return undefined;
	}
	return characterKey({
		code: Number(match[1]),
		modifiers: read.modifiers,
		...(match[2] && { shifted: Number(match[2]) }),
		...(texts !== '' && { text: textOf(texts) }),
	});
}

const textOf = (codes: string): string =>
	codes
		.split(':')
		.map(code => (Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : '\0'))
		.join('');

/** The sequence of a key with its modifiers in xterm's place for them. */
function withModifiers(bytes: string, bits: number): string {
	const modifiers = bits & 7;
	if (modifiers === 0) {
		return bytes;
	}
	const [, number, final] = /^\x1b\[(\d*)(.)$/.exec(bytes) ?? [];
	return `\x1b[${number || '1'};${modifiers + 1}${final}`;
}
