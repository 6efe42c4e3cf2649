/** The bytes of docker's default detach keys: Ctrl-p, then Ctrl-q. */
export const defaultDetachKeys: readonly number[] = [0x10, 0x11];

/** What follows `ctrl-`, by its control character. Source: moby/term ascii.go. */
const controls = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/**
 * The bytes of a `detachKeys` setting: keys with a comma between them, each one a character, `ctrl-` with one of
 * `@ a-z [ \ ] ^ _`, or `DEL`. Undefined for what is none of these: the engine refuses it with its own words.
 * Source: moby/term ascii.go, ToBytes.
 */
export function parseDetachKeys(setting: string): readonly number[] | undefined {
	const codes = setting.split(',').map(codeOf);
	return codes.includes(-1) ? undefined : codes;
}

function codeOf(key: string): number {
	const code = key.charCodeAt(0);
	// A single byte, as Go counts them.
	if (key.length === 1 && code < 0x80) return code;
	if (key === 'DEL') return 0x7f;
	return key.length === 6 && key.startsWith('ctrl-') ? controls.indexOf(key.charAt(5)) : -1;
}

/** The bytes as a person presses them: `Ctrl-p Ctrl-q`. */
export function detachTitle(keys: readonly number[]): string {
	return keys.map(titleOf).join(' ');
}

function titleOf(code: number): string {
	if (code === 0x7f) return 'Delete';
	if (code === 0x20) return 'Space';
	return code < 0x20 ? `Ctrl-${controls.charAt(code)}` : String.fromCharCode(code);
}

/**
 * Finds the detach keys in typed bytes. `held` is how many of the keys the bytes before ended with; these were not sent and
 * are held back until the next byte shows what they were.
 */
export function scanDetach(
	bytes: Uint8Array,
	keys: readonly number[],
	held: number,
): { send: Uint8Array; held: number; detach: boolean } {
	const send: number[] = [];
	let matched = held;
	for (const byte of bytes) {
		// On a mismatch the longest end of what was held that begins the keys goes on being held.
		while (matched > 0 && keys[matched] !== byte) {
			const shorter = overlap(keys, matched);
			send.push(...keys.slice(0, matched - shorter));
			matched = shorter;
		}
		if (keys[matched] === byte) matched++;
		else send.push(byte);
		if (matched === keys.length && matched > 0) return { send: Uint8Array.from(send), held: 0, detach: true };
	}
	return { send: Uint8Array.from(send), held: matched, detach: false };
}

/** How long the longest start of the keys is that is also an end of their first `length`, and shorter. */
function overlap(keys: readonly number[], length: number): number {
	for (let size = length - 1; size > 0; size--) {
		if (keys.slice(0, size).every((key, at) => key === keys[length - size + at])) return size;
	}
	return 0;
}
