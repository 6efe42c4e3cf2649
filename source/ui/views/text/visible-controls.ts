/** Control characters as their pictures (`␊` for a line end), one cell each, so that a value on one line shows them all. */
export const visibleControls = (text: string): string =>
	text.replace(/\r\n|\p{Cc}/gu, character => {
		const code = character === '\r\n' ? 0x0a : character.codePointAt(0)!;
		return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\u2421';
	});
