// The one way to cache a computed value. The cache belongs to the function that is made here.

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => {
	for (let index = 0; index < b.length; index++) {
		if (a[index] !== b[index]) {
			return false;
		}
	}
	return a.length === b.length;
};

/** Caches the last result as long as every input is the same object, so that selectors return stable values. */
export function memo<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
	let known: { readonly inputs: A; readonly answer: R } | undefined;
	return (...inputs) => {
		if (known === undefined || !isSame(known.inputs, inputs)) {
			known = { inputs, answer: compute(...inputs) };
		}
		return known.answer;
	};
}

/** Caches the last result for each object, for as long as the object lives and the other inputs are the same. */
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
 * Caches the results of the latest keys: at least `limit` of them, never more than twice as many. For lines that are drawn
 * again and again, while a log of a hundred thousand lines scrolls past.
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
