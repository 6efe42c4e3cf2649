import type { UsedSequences } from './screen-modes.js';

/**
 * Matches an operating system command (OSC) up to its number, private modes that are set and reset, and sequences that move
 * the cursor (a position, margins, a saved position, a line up, a full reset). The C1 controls are two bytes each in UTF-8.
 */
const sequence =
	/(?:\x1b\]|\xc2\x9d)(\d{1,6})(?=\D)|(?:\x1b\[|\xc2\x9b)(?:\?([\d;]{1,64})([hl])|[\d;]{0,64}([Hfdru]))|\x1b([8Mc])/g;
/** Matches the start of such a sequence at the end of a chunk. */
const unfinished = /(?:\x1b|\xc2)(?:[\]\x9d]\d{0,6}|[[\x9b]\??[\d;]{0,64})?$/;

/** Notes the sequences of a session's output that must be undone at its end, also across chunks. */
export function createUsedSequences(): UsedSequences & { note(data: Uint8Array): void } {
	const commands = new Set<number>();
	let alternate: UsedSequences['alternate'];
	let isCursorMoved = false;
	let rest = '';

	function noteModes(modes: string, isSet: boolean): void {
		for (const mode of modes.split(';').map(Number)) {
			// Origin mode moves the cursor to the top.
			if (mode === 6) {
				isCursorMoved ||= alternate === undefined;
			}
			if (mode === 47 || mode === 1047 || mode === 1049) {
				alternate = isSet ? (alternate ?? mode) : undefined;
			}
		}
	}
	return {
		commands,
		get alternate() {
			return alternate;
		},
		get isCursorMoved() {
			return isCursorMoved;
		},
		note(data) {
			const text = rest + Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
			for (const [, command, modes, set, position, final] of text.matchAll(sequence)) {
				if (command !== undefined) {
					commands.add(Number(command));
				} else if (modes !== undefined) {
					noteModes(modes, set === 'h');
				} else if (final === 'c') {
					alternate = undefined;
				}
				isCursorMoved ||= alternate === undefined && (position ?? final) !== undefined;
			}
			rest = unfinished.exec(text)?.[0] ?? '';
		},
	};
}
