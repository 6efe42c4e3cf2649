import { characters } from '../domain/text/cell-width.js';

/** The flags that Ink's `useInput` passes beside the text (ink 8, `Key`) and plimsoll uses. */
export type KeyFlags = Readonly<
	Partial<
		Record<
			| 'upArrow'
			| 'downArrow'
			| 'leftArrow'
			| 'rightArrow'
			| 'pageDown'
			| 'pageUp'
			| 'home'
			| 'end'
			| 'return'
			| 'escape'
			| 'ctrl'
			| 'shift'
			| 'tab'
			| 'backspace'
			| 'delete'
			| 'meta',
			boolean
		>
	>
>;

const named: readonly (readonly [keyof KeyFlags, string])[] = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	['delete', 'delete'],
];

/**
 * Returns the key names of one `useInput` call. Over a slow line several keys come in one chunk (`jjj`), so one call may
 * be several keys. A name is one printable grapheme, or `up`, `enter`, `escape`, `shift-tab`, `ctrl-r`, `space`, …
 */
export function keyNames(input: string, key: KeyFlags): readonly string[] {
	if (key.tab) {
		return [key.shift ? 'shift-tab' : 'tab'];
	}
	for (const [flag, name] of named) {
		if (key[flag]) {
			return [name];
		}
	}
	if (key.ctrl && input.length === 1) {
		return [`ctrl-${input.toLowerCase()}`];
	}
	// plimsoll has no keys with Alt: these are Esc and the next key, in one chunk from a slow line.
	if (key.meta && input !== '') {
		return ['escape', ...keyNames(input, { ...key, meta: false })];
	}
	if (input === '') {
		return [];
	}
	return Array.from(characters(input), nameOf).filter(name => name !== '');
}

function nameOf(grapheme: string): string {
	switch (grapheme) {
		case ' ':
			return 'space';
		case '\r':
		case '\n':
		case '\r\n':
			return 'enter';
		case '\t':
			return 'tab';
		case '\x7f':
		case '\b':
			return 'backspace';
	}
	const code = grapheme.charCodeAt(0);
	if (code >= 1 && code <= 26) {
		return `ctrl-${String.fromCharCode(code + 96)}`;
	}
	return code < 32 ? '' : grapheme;
}
