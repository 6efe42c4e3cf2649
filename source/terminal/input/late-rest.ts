import { backslash, ESC, type State } from './states.js';

/** Returns true if a chunk is the rest of a sequence whose ESC was taken for the Esc key, as the rest came too late. */
function isRestOfSequence(chunk: Buffer): boolean {
	const text = chunk.toString('latin1', 0, 8);
	const isString =
		/^[\]P_^X]/.test(text) && /(\x1b\\|\x07)$/.test(chunk.toString('latin1', Math.max(0, chunk.length - 2)));
	return isString || /^(\[[?<=>\dMI]|\[[A-DFHZO]$|\][\dlLI]|P[\d>!+$]|_G|O[A-DFHMP-S]$|\\$|\/Z$)/.test(text);
}

/** Returns true if a chunk is from one press of a key: a person presses one at a time, the rest of a sequence comes in one piece. */
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

/** Returns true if a chunk after a pause is no key, but the rest of a sequence that was given up in this state. */
export function isRestOf(state: State, chunk: Buffer): boolean {
	if (state === 'escape') {
		return isRestOfSequence(chunk);
	}
	return (state === 'string-escape' && chunk[0] === backslash) || !isOneKey(chunk);
}
