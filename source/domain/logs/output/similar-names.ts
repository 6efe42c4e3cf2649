/** Names that are proposed at most. */
const maxNames = 3;

/** The number of typing errors that are forgiven: one for short words, and one more for every four characters. */
const forgiven = (word: string): number => 1 + Math.floor(word.length / 4);

/** Returns the names that a mistyped word may mean, the nearest first: few errors apart, or with the word in them. */
export function similarNames(word: string, names: readonly string[]): readonly string[] {
	const lower = word.toLowerCase();
	return names
		.map(name => ({ name, errors: typingErrors(lower, name.toLowerCase()) }))
		.filter(({ name, errors }) => errors <= forgiven(word) || isPart(lower, name.toLowerCase()))
		.sort((a, b) => a.errors - b.errors || (a.name < b.name ? -1 : 1))
		.slice(0, maxNames)
		.map(({ name }) => name);
}

const isPart = (word: string, name: string): boolean =>
	word.length > 1 && (name.includes(word) || (name.length > 1 && word.includes(name)));

/** The number of characters that were left out, added, changed or swapped with their neighbour (optimal string alignment). */
function typingErrors(a: string, b: string): number {
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const next = [row];
		for (let column = 1; column <= b.length; column++) {
			const isSame = a[row - 1] === b[column - 1];
			const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			next.push(
				Math.min(
					last[column]! + 1,
					next[column - 1]! + 1,
					last[column - 1]! + (isSame ? 0 : 1),
					isSwapped ? before[column - 2]! + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		before = last;
		last = next;
	}
	return last[b.length]!;
}
