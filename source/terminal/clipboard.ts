/** Terminals refuse or cut longer OSC 52 texts. Bytes of base64. */
const longest = 74_994;

/**
 * The sequence that asks the terminal to put text on its clipboard, which also works over SSH.
 * Source: xterm control sequences, "Operating System Commands", Ps = 5 2. Inside tmux it is said to tmux
 * and passed through, as either may be switched off there (`set-clipboard`, `allow-passthrough`).
 * `undefined` when the text is too long for terminals to take.
 */
export function copySequence(text: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
	// Control characters never reach a clipboard: what is pasted into a shell must not run by itself.
	const clean = text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
	const encoded = Buffer.from(clean, 'utf8').toString('base64');
	if (encoded.length > longest) {
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
