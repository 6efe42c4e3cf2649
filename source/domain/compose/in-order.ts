/** Longer lists are sorted by the engine's own sort, which makes several arrays for each call. */
const maxInserted = 8;

/** A sorted copy of a list that is mostly short: the services of a project, the replicas of a service. */
export function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
	if (items.length > maxInserted) {
		return [...items].sort(compare);
	}
	const sorted = [...items];
	for (let index = 1; index < sorted.length; index++) {
		const item = sorted[index]!;
		let at = index;
		for (; at > 0 && compare(sorted[at - 1]!, item) > 0; at--) {
			sorted[at] = sorted[at - 1]!;
		}
		sorted[at] = item;
	}
	return sorted;
}
