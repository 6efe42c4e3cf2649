import { type Continuation, readSequence } from './control-sequence.js';
import { key, type Token } from './token.js';

/** No key has longer parameters. */
const maxParameters = 64;
/** Replaces parameters of no key. */
const noParameters = 'x';
const maxIntermediates = 4;

/** Keys behind `ESC O`, in the form they have behind `ESC [`. Source: xterm's control sequences, "VT220-Style Function Keys". */
const ss3Keys: Readonly<Record<string, string>> = {
	...Object.fromEntries([...'ABCDFH'].map(letter => [letter, `\x1b[${letter}`])),
	...Object.fromEntries([...'abcd'].map(letter => [letter, `\x1b[${letter.toUpperCase()}`])),
	M: '\r',
};

/** With `isOver` the sequence ended before this byte, which begins the next input. */
export type SequenceStep = 'more' | { readonly read: Token | Continuation | undefined; readonly isOver?: true };

/** Reads one sequence behind `ESC [` or `ESC O`, byte by byte. */
export class SequenceReader {
	/** `bracket`: `ESC [ [` has one more character on the Linux console (F keys), digits and `~` in PuTTY. */
	#kind: 'csi' | 'bracket' | 'ss3' = 'csi';
	#parameters = '';
	#intermediates = '';

	begin(kind: 'csi' | 'ss3'): void {
		this.#kind = kind;
		this.#parameters = '';
		this.#intermediates = '';
	}

	push(byte: number): SequenceStep {
		const isParameter = byte >= 0x30 && byte <= 0x3f;
		const isIntermediate = byte >= 0x20 && byte <= 0x2f;
		if (isParameter) {
			const isNone = this.#intermediates !== '' || this.#parameters.length >= maxParameters;
			this.#parameters = isNone ? noParameters : this.#parameters + String.fromCharCode(byte);
			return 'more';
		}
		if (isIntermediate && this.#kind === 'csi') {
			if (this.#intermediates.length < maxIntermediates) {
				this.#intermediates += String.fromCharCode(byte);
			}
			return 'more';
		}
		if (byte < 0x20 || byte > 0x7e) {
			return { read: this.give(), isOver: true };
		}
		const final = String.fromCharCode(byte);
		if (this.#kind === 'csi' && final === '[' && this.#parameters + this.#intermediates === '') {
			this.#kind = 'bracket';
			return 'more';
		}
		return { read: this.#complete(final) };
	}

	/**
	 * Gives up an unfinished sequence. In rxvt Shift with Home, End, Delete and so on ends in `$`, after which other sequences
	 * continue: without more input it is one of those keys.
	 */
	give(): Token | Continuation | undefined {
		const isShifted = this.#kind === 'csi' && this.#intermediates === '$' && /^[35678]$/.test(this.#parameters);
		if (!isShifted) {
			return undefined;
		}
		return readSequence({ parameters: this.#parameters, intermediates: '', final: '~' });
	}

	#complete(final: string): Token | Continuation | undefined {
		const parameters = this.#parameters;
		switch (this.#kind) {
			case 'csi':
				return readSequence({ parameters, intermediates: this.#intermediates, final });
			case 'bracket':
				return final === '~' && /^[56]$/.test(parameters) ? key(`\x1b[${parameters}~`) : undefined;
			case 'ss3':
				return parameters === '' && ss3Keys[final] !== undefined ? key(ss3Keys[final]) : undefined;
		}
	}
}
