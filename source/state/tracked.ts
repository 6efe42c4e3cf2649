/**
 * Remembers the last answer of a view by the parts of the state that it read: while those are the same objects, so is the
 * answer. `view` must depend on nothing else but the other inputs, which are compared too.
 */
export function tracked<S extends object, I extends readonly unknown[], R>(
	view: (state: S, ...inputs: I) => R,
): (state: S, ...inputs: I) => R {
	let known: { readonly read: ReadonlyMap<PropertyKey, unknown>; readonly inputs: I; readonly answer: R } | undefined;
	return (state, ...inputs) => {
		if (known && isSame(known.inputs, inputs) && reads(known.read, state)) return known.answer;
		const read = new Map<PropertyKey, unknown>();
		const answer = view(watched(state, read), ...inputs);
		known = { read, inputs, answer };
		return answer;
	};
}

function watched<S extends object>(state: S, read: Map<PropertyKey, unknown>): S {
	return new Proxy(state, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			read.set(key, value);
			return value;
		},
	});
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
	a.length === b.length && a.every((value, index) => value === b[index]);

function reads(read: ReadonlyMap<PropertyKey, unknown>, state: object): boolean {
	for (const [key, value] of read) if (Reflect.get(state, key) !== value) return false;
	return true;
}
