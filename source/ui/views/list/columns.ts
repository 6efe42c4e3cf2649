/** A width that a column gets if it fits. Steps are taken in the order of their rank, among those that add columns. */
export type Growth = { readonly rank: number; readonly width: number };

/** The width limits of a column in cells. `max: Infinity` takes the remaining width. Priority 0 is dropped last. */
export type Fittable = {
	readonly min: number;
	readonly max: number;
	/** The rank of the step that adds the column with its `min`. */
	readonly priority: number;
	/** An essential column grows to this width before others are added, every column before one grows to its `max`. */
	readonly preferred?: number;
	/** Instead of `preferred` and `max`. Columns with the same rank grow together or not at all. */
	readonly grows?: readonly Growth[];
};

/** Columns up to this priority are essential. */
const essential = 2;
/** Columns grow to their `preferred` width and to their `max` after all columns are added. */
const preferredRank = 1000;
const maxRank = 2000;

export type Fitted<C> = { readonly column: C; readonly width: number };

type Step = { readonly rank: number; readonly index: number; readonly width: number; readonly adds: boolean };

/**
 * Returns the columns that fit into `width` cells with `gap` cells between them, in their order. Steps add a column or let
 * columns grow, in the order of their rank; a step that does not fit is left out, and no column is added without an essential one. Columns without a `max` share the rest.
 * The most important column always stays and is cut if necessary.
 */
export function fitColumns<C extends Fittable>(columns: readonly C[], width: number, gap = 1): readonly Fitted<C>[] {
	const widths = new Map<number, number>();
	let freeWidth = width;
	let isFull = false;
	for (const group of groupsOf(columns)) {
		const missing = ({ index, width: target }: Step) => Math.max(0, target - (widths.get(index) ?? target));
		const fitsWhole = group.length === 1 || group.reduce((sum, step) => sum + missing(step), 0) <= freeWidth;
		for (const step of group) {
			const { index, adds } = step;
			if (adds) {
				const space = step.width + (widths.size > 0 ? gap : 0);
				const fits = space <= freeWidth || widths.size === 0;
				if (fits && !isFull) {
					widths.set(index, step.width);
					freeWidth -= space;
				}
				isFull ||= !fits && step.rank <= essential;
			} else if (widths.has(index) && fitsWhole) {
				const more = Math.max(0, Math.min(freeWidth, missing(step)));
				widths.set(index, widths.get(index)! + more);
				freeWidth -= more;
			}
		}
	}
	// Only a single column can be wider than the list.
	if (freeWidth < 0) {
		const [first] = widths.keys();
		widths.set(first!, Math.max(0, width));
	}
	const flexible = columns.flatMap(({ max }, index) =>
		max === Number.POSITIVE_INFINITY && widths.has(index) ? [index] : [],
	);
	for (const [place, index] of flexible.entries()) {
		const share = Math.max(0, Math.ceil(freeWidth / (flexible.length - place)));
		widths.set(index, widths.get(index)! + share);
		freeWidth -= share;
	}
	return columns.flatMap((column, index) => (widths.has(index) ? [{ column, width: widths.get(index)! }] : []));
}

/** The steps of all columns by rank. Steps that add a column stand alone. */
function groupsOf(columns: readonly Fittable[]): readonly (readonly Step[])[] {
	const steps = columns.flatMap((column, index) => stepsOf(column, index, columns.length));
	steps.sort((a, b) => a.rank - b.rank || a.index - b.index);
	const groups: Step[][] = [];
	for (const step of steps) {
		const last = groups.at(-1)?.[0];
		if (last !== undefined && last.rank === step.rank && !last.adds && !step.adds) {
			groups.at(-1)!.push(step);
		} else {
			groups.push([step]);
		}
	}
	return groups;
}

function stepsOf({ min, max, priority, preferred = min, grows }: Fittable, index: number, count: number): Step[] {
	const step = (rank: number, width: number): Step => ({ rank, index, width, adds: false });
	const adding = { ...step(priority, min), adds: true };
	if (grows !== undefined) {
		return [adding, ...grows.map(({ rank, width }) => step(rank, width))];
	}
	// Columns of one priority grow one after the other.
	const order = priority + index / count;
	const early = priority <= essential ? [step(essential + order / (preferredRank + essential), preferred)] : [];
	const whole = max === Number.POSITIVE_INFINITY ? [] : [step(maxRank + order, max)];
	return [adding, ...early, step(preferredRank + order, preferred), ...whole];
}
