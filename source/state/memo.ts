// The one way to cache a computed value. The cache belongs to the function that is made here.

import type { Line } from '../domain/text/line.js';
import { isSameLine } from '../domain/text/lines.js';

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

/**
 * Like `memo`, for lines that often stay equal while the inputs change, such as an age of days while time passes: it returns
 * the previous objects where they are equal, because a line that is the same object is not drawn again.
 */
export function memoLines<A extends readonly unknown[]>(
	compute: (...inputs: A) => readonly Line[],
): (...inputs: A) => readonly Line[] {
	let shown: readonly Line[] = [];
	return memo((...inputs: A) => {
		const made = compute(...inputs);
		const kept = made.map((line, index) => (isSameLine(shown[index], line) ? shown[index]! : line));
		shown = kept.length === shown.length && kept.every((line, index) => line === shown[index]) ? shown : kept;
		return shown;
	});
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

/**
 * `memoEach` for the latest objects, as `memoRecent` keeps them. For what is made of log lines on screen: most lines are never
 * shown again, and the results take many times more memory than the lines.
 */
export function memoEachRecent<K extends object, A extends readonly unknown[], R>(
	limit: number,
	compute: (key: K, ...inputs: A) => R,
): (key: K, ...inputs: A) => R {
	const recent = memoRecent<K, { known?: { readonly inputs: A; readonly answer: R } }>(limit, () => ({}));
	return (key, ...inputs) => {
		const slot = recent(key);
		if (slot.known === undefined || !isSame(slot.known.inputs, inputs)) {
			slot.known = { inputs, answer: compute(key, ...inputs) };
		}
		return slot.known.answer;
	};
}
