/** Remembers the last answer while every input is the same object: selectors must return stable values. */
export function memo<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
	let inputs: A | undefined;
	let answer: R;
	return (...next) => {
		const known = inputs;
		if (!known || next.some((value, index) => value !== known[index])) {
			answer = compute(...next);
			inputs = next;
		}
		return answer;
	};
}
