import { isInUse } from './tricks.js';

/** What a view read: a part of the state, or a part of one of its parts. */
type Read = { readonly key: PropertyKey; readonly part?: PropertyKey; readonly value: unknown };

/**
 * Remembers the last answer of a view by the parts of the state that it read: while those are the same objects, so is the
 * answer. `view` must depend on nothing else but the other inputs, which are compared too. Of a part that `parted` names,
 * only the parts that were read count: one pane may change without the others.
 *
 * Measured on Node 20.20 and 24.21: 21 and 26 % less CPU while every row changes and a log runs. Switch:
 * `PLIMSOLL_TRICKS=-tracked-views`.
 */
export function tracked<S extends object, I extends readonly unknown[], R>(
	view: (state: S, ...inputs: I) => R,
	parted: readonly PropertyKey[] = [],
): (state: S, ...inputs: I) => R {
	if (!isInUse('tracked-views')) {
		return view;
	}
	let known: { readonly reads: readonly Read[]; readonly inputs: I; readonly answer: R } | undefined;
	return (state, ...inputs) => {
		if (known && isSame(known.inputs, inputs) && isUnchanged(known.reads, state)) {
			return known.answer;
		}
		const reads = new Map<PropertyKey, Read>();
		const answer = view(watched(state, parted, reads), ...inputs);
		known = { reads: [...reads.values()], inputs, answer };
		return answer;
	};
}

function watched<S extends object>(state: S, parted: readonly PropertyKey[], reads: Map<PropertyKey, Read>): S {
	return new Proxy(state, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (parted.includes(key)) {
				return watchedParts(value as object, key, reads);
			}
			reads.set(key, { key, value });
			return value;
		},
	});
}

function watchedParts(parts: object, key: PropertyKey, reads: Map<PropertyKey, Read>): object {
	return new Proxy(parts, {
		get(target, part) {
			const value: unknown = Reflect.get(target, part);
			reads.set(`${String(key)}.${String(part)}`, { key, part, value });
			return value;
		},
		ownKeys(target) {
			reads.set(key, { key, value: parts });
			return Reflect.ownKeys(target);
		},
	});
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
	a.length === b.length && a.every((value, index) => value === b[index]);

function isUnchanged(reads: readonly Read[], state: object): boolean {
	for (const { key, part, value } of reads) {
		const now: unknown = Reflect.get(state, key);
		if ((part === undefined ? now : Reflect.get(now as object, part)) !== value) {
			return false;
		}
	}
	return true;
}
