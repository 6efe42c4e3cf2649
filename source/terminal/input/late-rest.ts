import { backslash, ESC, type State } from './states.js';

/** Whether a chunk behind an ESC that was taken for the Esc key, as nothing had followed it, is the rest of a sequence. */
function isRestOfSequence(chunk: Buffer): boolean {
	const text = chunk.toString('latin1', 0, 8);
	const isString =
		/^[\]P_^X]/.test(text) && /(\x1b\\|\x07)$/.test(chunk.toString('latin1', Math.max(0, chunk.length - 2)));
	return isString || /^(\[[?<=>\dMI]|\[[A-DFHZO]$|\][\dlLI]|P[\d>!+$]|_G|O[A-DFHMP-S]$|\\$|\/Z$)/.test(text);
}

/** Whether a chunk is what one press of a key sends: a person presses one at a time, the rest of a sequence comes in one piece. */
export function isOneKey(chunk: Buffer): boolean {
	if (chunk.length === 1) {
		return true;
	}
	if (chunk.length > 8) {
		return false;
	}
	if (chunk[0] === ESC) {
		return /^\x1b([O[][A-DFHZ]|\[[1-8]~|[^[\]P_^XO])$/.test(chunk.toString('latin1'));
	}
	return chunk[0]! >= 0xc2 && [...chunk.toString('utf8')].length === 1;
}

/** Returns true if a chunk that comes after a pause is the rest of what was given up in a state, and no key. */
export function isRestOf(state: State, chunk: Buffer): boolean {
	if (state === 'escape') {
		return isRestOfSequence(chunk);
	}
	return (state === 'string-escape' && chunk[0] === backslash) || !isOneKey(chunk);
}
