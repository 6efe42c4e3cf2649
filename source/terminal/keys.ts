import { characters } from '../domain/text/cell-width.js';

/** What Ink's `useInput` tells beside the text (ink 8, `Key`), as far as keys of plimsoll need it. */
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
 * Key names of one `useInput` call. Over a slow line several keys come in one chunk (`jjj`), so one call may be several
 * keys. Names: one printable grapheme, or `up`, `enter`, `escape`, `shift-tab`, `ctrl-r`, `space`, …
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
	// No key of ours has Alt: it is Esc and the next key, which a slow line brought in one chunk.
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
