/** How wide a column may be, in cells. `max: Infinity` takes what is left. 0 is the priority dropped last. */
export type Fittable = {
	readonly min: number;
	readonly max: number;
	readonly priority: number;
	/** Where there is room it is at least this wide: an essential column before others come in, all before one takes its `max`. */
	readonly preferred?: number;
};

/** Columns up to this priority are essential. */
const essential = 2;

export type Fitted<C> = { readonly column: C; readonly width: number };

/**
 * Columns that fit side by side into `width` cells with `gap` between them, in their order: those of the least
 * importance (the highest number) go first; of what is left each gets up to its `preferred` width, then up to its `max`,
 * important ones first, and the columns without a `max` share the rest. The most important one stays, cut, in whatever width.
 */
export function fitColumns<C extends Fittable>(columns: readonly C[], width: number, gap = 1): readonly Fitted<C>[] {
	const byImportance = columns.map((column, index) => ({ column, index }));
	byImportance.sort((a, b) => a.column.priority - b.column.priority || a.index - b.index);
	const kept: typeof byImportance = [];
	const widths = new Map<number, number>();
	let room = width;
	const grow = (limit: (column: C) => number) => {
		for (const { column, index } of kept) {
			const before = widths.get(index)!;
			const more = Math.max(0, Math.min(room, limit(column) - before));
			widths.set(index, before + more);
			room -= more;
		}
	};
	const growToPreferred = () => grow(({ min, max, preferred = min }) => Math.min(preferred, max));
	const firstOther = byImportance.find(({ column }) => column.priority > essential);
	for (const entry of byImportance) {
		const { column, index } = entry;
		if (entry === firstOther) {
			growToPreferred();
		}
		const need = column.min + (kept.length > 0 ? gap : 0);
		if (need > room && kept.length > 0) {
			break;
		}
		kept.push(entry);
		widths.set(index, column.min);
		room -= need;
	}
	// Only the last one can be too wide for the room.
	if (room < 0) {
		widths.set(kept[0]!.index, Math.max(0, width));
	}
	growToPreferred();
	grow(({ min, max }) => (max === Number.POSITIVE_INFINITY ? min : max));
	const flexible = kept.filter(({ column }) => column.max === Number.POSITIVE_INFINITY);
	for (const [place, { index }] of flexible.entries()) {
		if (room <= 0) {
			break;
		}
		const share = Math.ceil(room / (flexible.length - place));
		widths.set(index, widths.get(index)! + share);
		room -= share;
	}
	return columns.flatMap((column, index) => (widths.has(index) ? [{ column, width: widths.get(index)! }] : []));
}
