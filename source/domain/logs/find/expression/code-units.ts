/** UTF-16 code units as ranges from a first to a last one, in order and apart from each other. */
export type UnitSet = readonly (readonly [first: number, last: number])[];

const lastUnit = 0xffff;

/** Joins ranges in any order. */
export function joined(...sets: readonly UnitSet[]): UnitSet {
	const sorted = sets.flat().sort((a, b) => a[0] - b[0]);
	const result: [number, number][] = [];
	for (const [first, last] of sorted) {
		const before = result.at(-1);
		if (before !== undefined && first <= before[1] + 1) {
			before[1] = Math.max(before[1], last);
		} else {
			result.push([first, last]);
		}
	}
	return result;
}

/** All code units that are not in a set. */
export function inverse(set: UnitSet): UnitSet {
	const result: [number, number][] = [];
	let next = 0;
	for (const [first, last] of set) {
		if (first > next) {
			result.push([next, first - 1]);
		}
		next = last + 1;
	}
	return next > lastUnit ? result : [...result, [next, lastUnit]];
}

/** A larger range of other scripts keeps its case: to look at each of its letters takes too long. */
const maxFolded = 1024;

/** A set with the letters of both cases. */
export function bothCases(set: UnitSet): UnitSet {
	const others: [number, number][] = [];
	for (const [first, last] of set) {
		for (let unit = first; unit <= Math.min(last, first + maxFolded); unit++) {
			const letter = String.fromCharCode(unit);
			for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
				if (other.length === 1 && other !== letter) {
					others.push([other.charCodeAt(0), other.charCodeAt(0)]);
				}
			}
		}
	}
	return joined(set, others);
}

export const unitsOf = (text: string): UnitSet =>
	joined(text.split('').map(unit => [unit.charCodeAt(0), unit.charCodeAt(0)]));

export const digits: UnitSet = [[48, 57]];
export const wordUnits: UnitSet = joined(digits, unitsOf('_'), [[65, 90]], [[97, 122]]);
/** The white space of JavaScript's `\s`. */
export const spaces: UnitSet = joined([[9, 13]], unitsOf(' \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'), [
	[0x2000, 0x200a],
]);
/** The code units that `.` matches. */
export const anyUnit: UnitSet = inverse(unitsOf('\n\r\u2028\u2029'));

/** Returns true for a code unit of a set. */
export function has(set: UnitSet, unit: number): boolean {
	let low = 0;
	let high = set.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const [first, last] = set[middle]!;
		if (unit < first) {
			high = middle - 1;
		} else if (unit > last) {
			low = middle + 1;
		} else {
			return true;
		}
	}
	return false;
}

/**
 * Divides all code units into groups, so that each set has all of a group or nothing of it.
 *
 * @returns The group of each code unit, and one code unit of each group.
 */
export function groupUnits(sets: ReadonlySet<UnitSet>): {
	readonly groupOf: Uint16Array;
	readonly examples: readonly number[];
} {
	const edges = new Set([0]);
	for (const [first, last] of [...sets].flat()) {
		edges.add(first);
		edges.add(last + 1);
	}
	edges.delete(lastUnit + 1);
	const starts = [...edges].sort((a, b) => a - b);
	const groupOf = new Uint16Array(lastUnit + 1);
	const examples: number[] = [];
	const known = new Map<string, number>();
	for (const [index, start] of starts.entries()) {
		const key = [...sets].map(set => (has(set, start) ? '1' : '0')).join('');
		const group = known.get(key) ?? examples.push(start) - 1;
		known.set(key, group);
		groupOf.fill(group, start, starts[index + 1] ?? lastUnit + 1);
	}
	return { groupOf, examples };
}
