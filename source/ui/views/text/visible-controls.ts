/** Replaces each control character by its symbol (`␊` for a line end), one cell wide, so that a value fits on one line. */
export const visibleControls = (text: string): string =>
	text.replace(/\r\n|\p{Cc}/gu, character => {
		const code = character === '\r\n' ? 0x0a : character.codePointAt(0)!;
		return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\u2421';
	});
