let generation = 0;

/** Lets go of all that is remembered: what is asked for from now on is other. */
export const forgetRecent = (): void => {
	generation++;
};

/**
 * Remembers what was made of the keys asked for lately: at least the last `limit` of them, never more than twice as many.
 * For what is drawn again and again, while a log of a hundred thousand lines scrolls past.
 */
export function createRecent<K, V>(limit: number, make: (key: K) => V): (key: K) => V {
	let young = new Map<K, V>();
	let old = new Map<K, V>();
	let known = generation;
	return key => {
		if (known !== generation) {
			known = generation;
			young = new Map();
			old = new Map();
		}
		const recent = young.get(key);
		if (recent !== undefined) return recent;
		const value = old.get(key) ?? make(key);
		if (young.size >= limit) {
			old = young;
			young = new Map();
		}
		young.set(key, value);
		return value;
	};
}
