/** The width limits of a column in cells. `max: Infinity` takes the remaining width. Priority 0 is dropped last. */
export type Fittable = {
	readonly min: number;
	readonly max: number;
	readonly priority: number;
	/** An essential column grows to this width before others are added, every column before one grows to its `max`. */
	readonly preferred?: number;
};

/** Columns up to this priority are essential. */
const essential = 2;

export type Fitted<C> = { readonly column: C; readonly width: number };

/**
 * Returns the columns that fit into `width` cells with `gap` cells between them, in their order. Columns with the highest
 * priority number are dropped first. Each of the others grows to its `preferred` width, then to its `max`, important ones
 * first; columns without a `max` share the rest. The most important column always stays and is cut if necessary.
 */
export function fitColumns<C extends Fittable>(columns: readonly C[], width: number, gap = 1): readonly Fitted<C>[] {
	const byImportance = columns.map((column, index) => ({ column, index }));
	byImportance.sort((a, b) => a.column.priority - b.column.priority || a.index - b.index);
	const fitting: typeof byImportance = [];
	const widths = new Map<number, number>();
	let freeWidth = width;
	const grow = (limit: (column: C) => number) => {
		for (const { column, index } of fitting) {
			const before = widths.get(index)!;
			const more = Math.max(0, Math.min(freeWidth, limit(column) - before));
			widths.set(index, before + more);
			freeWidth -= more;
		}
	};
	const growToPreferred = () => grow(({ min, max, preferred = min }) => Math.min(preferred, max));
	const firstOther = byImportance.find(({ column }) => column.priority > essential);
	for (const entry of byImportance) {
		const { column, index } = entry;
		if (entry === firstOther) {
			growToPreferred();
		}
		const need = column.min + (fitting.length > 0 ? gap : 0);
		if (need > freeWidth && fitting.length > 0) {
			break;
		}
		fitting.push(entry);
		widths.set(index, column.min);
		freeWidth -= need;
	}
	// Only a single column can be wider than the list.
	if (freeWidth < 0) {
		widths.set(fitting[0]!.index, Math.max(0, width));
	}
	growToPreferred();
	grow(({ min, max }) => (max === Number.POSITIVE_INFINITY ? min : max));
	const flexible = fitting.filter(({ column }) => column.max === Number.POSITIVE_INFINITY);
	for (const [place, { index }] of flexible.entries()) {
		if (freeWidth <= 0) {
			break;
		}
		const share = Math.ceil(freeWidth / (flexible.length - place));
		widths.set(index, widths.get(index)! + share);
		freeWidth -= share;
	}
	return columns.flatMap((column, index) => (widths.has(index) ? [{ column, width: widths.get(index)! }] : []));
}
