// Created at the first use: it loads tables, which takes 6 ms.
let collator: Intl.Collator | undefined;

/** Compares two names as people sort them: digits by their value, case only to break ties. */
function compareNames(a: string, b: string): number {
	collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
	return collator.compare(a, b);
}

/** Ascending order by a text. */
export const byText =
	<T>(text: (item: T) => string) =>
	(a: T, b: T): number =>
		compareNames(text(a), text(b));

/** Ascending order by a number; items without one come first. */
export const byNumber =
	<T, Extra extends unknown[]>(number: (item: T, ...extra: Extra) => number | undefined) =>
	(a: T, b: T, ...extra: Extra): number =>
		difference(number(a, ...extra), number(b, ...extra));

function difference(a: number | undefined, b: number | undefined): number {
	if (a === b) {
		return 0;
	}
	if (a === undefined) {
		return -1;
	}
	if (b === undefined) {
		return 1;
	}
	return a - b;
}
