/** The bytes of docker's default detach keys: Ctrl-p, then Ctrl-q. */
export const defaultDetachKeys: readonly number[] = [0x10, 0x11];

/** The characters after `ctrl-`, in the order of their control characters. Source: moby/term ascii.go. */
const controls = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/**
 * The bytes of a `detachKeys` setting: keys with a comma between them, each one a character, `ctrl-` with one of
 * `@ a-z [ \ ] ^ _`, or `DEL`. Undefined for another text, which the engine refuses.
 * Source: moby/term ascii.go, ToBytes.
 */
export function parseDetachKeys(setting: string): readonly number[] | undefined {
	const codes = setting.split(',').map(codeOf);
	return codes.includes(-1) ? undefined : codes;
}

function codeOf(key: string): number {
	const code = key.charCodeAt(0);
	// Go counts bytes, so only an ASCII character is a single one.
	if (key.length === 1 && code < 0x80) {
		return code;
	}
	if (key === 'DEL') {
		return 0x7f;
	}
	return key.length === 6 && key.startsWith('ctrl-') ? controls.indexOf(key.charAt(5)) : -1;
}

/** The names of the keys: `Ctrl-p Ctrl-q`. */
export function detachTitle(keys: readonly number[]): string {
	return keys.map(titleOf).join(' ');
}

function titleOf(code: number): string {
	if (code === 0x7f) {
		return 'Delete';
	}
	if (code === 0x20) {
		return 'Space';
	}
	return code < 0x20 ? `Ctrl-${controls.charAt(code)}` : String.fromCharCode(code);
}

/**
 * Finds the detach keys in typed bytes. `held` is the number of detach keys at the end of the previous bytes. They are held
 * back until the next byte shows whether they belong to the detach keys.
 */
export function scanDetach(
	bytes: Uint8Array,
	keys: readonly number[],
	held: number,
): { send: Uint8Array; held: number; detach: boolean } {
	const send: number[] = [];
	let matched = held;
	for (const byte of bytes) {
		// After a mismatch, keep only the longest suffix of the held bytes that is a prefix of the keys.
		while (matched > 0 && keys[matched] !== byte) {
			const shorter = overlap(keys, matched);
			send.push(...keys.slice(0, matched - shorter));
			matched = shorter;
		}
		if (keys[matched] === byte) {
			matched++;
		} else {
			send.push(byte);
		}
		if (matched === keys.length && matched > 0) {
			return { send: Uint8Array.from(send), held: 0, detach: true };
		}
	}
	return { send: Uint8Array.from(send), held: matched, detach: false };
}

/** Length of the longest prefix of the keys, shorter than `length`, that is also a suffix of their first `length` bytes. */
function overlap(keys: readonly number[], length: number): number {
	for (let size = length - 1; size > 0; size--) {
		if (keys.slice(0, size).every((key, at) => key === keys[length - size + at])) {
			return size;
		}
	}
	return 0;
}
