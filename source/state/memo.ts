// The one way to remember what was computed. A cache belongs to the function that is made here, and to nothing else.

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => {
	for (let index = 0; index < b.length; index++) {
		if (a[index] !== b[index]) {
			return false;
		}
	}
	return a.length === b.length;
};

/** Remembers the last answer while every input is the same object: selectors must return stable values. */
export function memo<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
	let known: { readonly inputs: A; readonly answer: R } | undefined;
	return (...inputs) => {
		if (known === undefined || !isSame(known.inputs, inputs)) {
			known = { inputs, answer: compute(...inputs) };
		}
		return known.answer;
	};
}

/** The same for each object, as long as that is in use: its last answer while the other inputs are the same. */
export function memoEach<K extends object, A extends readonly unknown[], R>(
	compute: (key: K, ...inputs: A) => R,
): (key: K, ...inputs: A) => R {
	const all = new WeakMap<K, { readonly inputs: A; readonly answer: R }>();
	return (key, ...inputs) => {
		const known = all.get(key);
		if (known !== undefined && isSame(known.inputs, inputs)) {
			return known.answer;
		}
		const answer = compute(key, ...inputs);
		all.set(key, { inputs, answer });
		return answer;
	};
}

/**
 * Remembers the answers for the keys asked for lately: at least the last `limit` of them, never more than twice as many.
 * For what is drawn again and again, while a log of a hundred thousand lines scrolls past.
 */
export function memoRecent<K, V>(limit: number, compute: (key: K) => V): (key: K) => V {
	let young = new Map<K, V>();
	let old = new Map<K, V>();
	return key => {
		const recent = young.get(key);
		if (recent !== undefined) {
			return recent;
		}
		const answer = old.get(key) ?? compute(key);
		if (young.size >= limit) {
			old = young;
			young = new Map();
		}
		young.set(key, answer);
		return answer;
	};
}
