import type { ReadStream, WriteStream } from 'node:tty';

/** The answers of a terminal to questions about itself; one that it did not answer is undefined. */
export type TerminalAnswers = {
	/** The whole answer to DA1, `?62;22c`; undefined when the terminal answers nothing at all. */
	readonly attributes: string | undefined;
	/** XTVERSION: name and version. */
	readonly version: string | undefined;
	/** OSC 10 and 11: `#rrggbb`. */
	readonly foreground: string | undefined;
	readonly background: string | undefined;
	/** The flags of the kitty keyboard protocol that are set now; a number means that the terminal has the protocol. */
	readonly kittyKeyboard: number | undefined;
	/** DECRQM 2026: the terminal can hold back a frame until it is whole. */
	readonly synchronizedUpdate: boolean | undefined;
};

/**
 * XTVERSION, the two colours, the kitty keyboard flags, mode 2026, and DA1 at the end, as every terminal answers that one, and
 * in order. Source: XTerm Control Sequences; sw.kovidgoyal.net/kitty/keyboard-protocol.
 */
const questions = '\x1b[>0q\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[?u\x1b[?2026$p\x1b[c';

/** A terminal that is silent for this long answers nothing: an ssh line to the other end of the world needs less. */
const answerTimeoutMs = 2000;

/**
 * Asks the terminal about itself. It reads stdin in raw mode until the last answer, or for `answerTimeoutMs`, and gives the
 * terminal back as it was; what is typed meanwhile is lost.
 */
export async function askTerminal(stdin: ReadStream, out: Pick<WriteStream, 'write'>): Promise<TerminalAnswers> {
	const wasRaw = stdin.isRaw;
	stdin.setRawMode(true);
	let text = '';
	await new Promise<void>(resolve => {
		const timer = setTimeout(done, answerTimeoutMs);
		function done() {
			clearTimeout(timer);
			stdin.off('data', onData);
			stdin.off('end', done);
			resolve();
		}
		function onData(chunk: Buffer) {
			text += chunk.toString('latin1');
			if (attributes.test(text)) {
				done();
			}
		}
		stdin.on('data', onData);
		stdin.once('end', done);
		out.write(questions);
	});
	stdin.setRawMode(wasRaw);
	stdin.pause();
	return readAnswers(text);
}

const attributes = /\x1b\[(\?[\d;]*c)/;

/** Finds the answers among the bytes that a terminal has sent. */
export function readAnswers(text: string): TerminalAnswers {
	const flags = /\x1b\[\?(\d+)u/.exec(text)?.[1];
	const mode = /\x1b\[\?2026;(\d)\$y/.exec(text)?.[1];
	return {
		attributes: attributes.exec(text)?.[1],
		version: /\x1bP>\|([^\x1b\x07]*)/.exec(text)?.[1],
		foreground: colourIn(text, 10),
		background: colourIn(text, 11),
		kittyKeyboard: flags === undefined ? undefined : Number(flags),
		// 0 is an unknown mode, 4 one that is always off.
		synchronizedUpdate: mode === undefined ? undefined : mode !== '0' && mode !== '4',
	};
}

/** Reads `rgb:RRRR/GGGG/BBBB`, in one to four digits for each part, as `#rrggbb`. */
function colourIn(text: string, number: number): string | undefined {
	const match = new RegExp(`\\x1b\\]${number};rgba?:([\\da-f]{1,4})/([\\da-f]{1,4})/([\\da-f]{1,4})`, 'i').exec(text);
	if (match === null) {
		return undefined;
	}
	const parts = match
		.slice(1)
		.map(digits => Math.round((Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255));
	return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
