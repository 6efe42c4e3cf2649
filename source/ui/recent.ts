/**
 * Remembers what was made of the keys asked for lately: at least the last `limit` of them, never more than twice as many.
 * For what is drawn again and again, while a log of a hundred thousand lines scrolls past.
 */
export function createRecent<K, V>(limit: number, make: (key: K) => V): (key: K) => V {
	let young = new Map<K, V>();
	let old = new Map<K, V>();
	return key => {
		const known = young.get(key);
		if (known !== undefined) return known;
		const value = old.get(key) ?? make(key);
		if (young.size >= limit) {
			old = young;
			young = new Map();
		}
		young.set(key, value);
		return value;
	};
}
