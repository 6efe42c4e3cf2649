import { isInUse } from './tricks.js';

/** One read of a view: of a part of the state, or of a part of such a part. */
type Read = { readonly key: PropertyKey; readonly part?: PropertyKey; readonly value: unknown };

/**
 * Caches the last result of a view: while the parts of the state that it read and its other inputs are the same objects, it
 * returns the same result. `view` must depend on nothing else. `parted` names parts of the state that are compared in finer
 * detail, by the keys that the view read in them: one pane may change without the others.
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
	let cached: { readonly reads: readonly Read[]; readonly inputs: I; readonly result: R } | undefined;
	return (state, ...inputs) => {
		if (cached && isSame(cached.inputs, inputs) && isUnchanged(cached.reads, state)) {
			return cached.result;
		}
		const reads = new Map<PropertyKey, Read>();
		const result = view(recordReads(state, parted, reads), ...inputs);
		cached = { reads: [...reads.values()], inputs, result };
		return result;
	};
}

function recordReads<S extends object>(state: S, parted: readonly PropertyKey[], reads: Map<PropertyKey, Read>): S {
	return new Proxy(state, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (parted.includes(key)) {
				return recordPartReads(value as object, key, reads);
			}
			reads.set(key, { key, value });
			return value;
		},
	});
}

function recordPartReads(parts: object, key: PropertyKey, reads: Map<PropertyKey, Read>): object {
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
