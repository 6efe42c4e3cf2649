/** Terminals refuse or cut OSC 52 texts of more bytes in base64. */
const maxBase64Bytes = 74_994;

/**
 * Returns the sequence that asks the terminal to put text on its clipboard, which also works over SSH, or undefined if the
 * text is too long. Inside tmux the sequence goes to tmux and, passed through, to the terminal, as tmux may have switched
 * either off (`set-clipboard`, `allow-passthrough`). Source: xterm control sequences, "Operating System Commands", Ps = 5 2.
 */
export function copySequence(text: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
	// Without control characters: text that is pasted into a shell must not run by itself.
	const clean = text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
	const encoded = Buffer.from(clean, 'utf8').toString('base64');
	if (encoded.length > maxBase64Bytes) {
		return undefined;
	}
	const sequence = `\x1b]52;c;${encoded}\x07`;
	if (env.TMUX) {
		return `${sequence}\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
	}
	if (env.TERM?.startsWith('screen')) {
		return `\x1bP${sequence}\x1b\\`;
	}
	return sequence;
}
