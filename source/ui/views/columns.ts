/** How wide a column may be, in cells. `max: Infinity` takes what is left. 0 is the priority dropped last. */
export type Fittable = {
	readonly min: number;
	readonly max: number;
	readonly priority: number;
};

export type Fitted<C> = { readonly column: C; readonly width: number };

/**
 * Columns that fit side by side into `width` cells with `gap` between them, in their order: those of the least
 * importance (the highest number) go first; of what is left each gets up to its `max`, important ones first, and the
 * columns without a `max` share the rest. The most important one stays, cut, in whatever width.
 */
export function fitColumns<C extends Fittable>(columns: readonly C[], width: number, gap = 1): readonly Fitted<C>[] {
	const byImportance = columns.map((column, index) => ({ column, index }));
	byImportance.sort((a, b) => a.column.priority - b.column.priority || a.index - b.index);
	const kept: typeof byImportance = [];
	let room = width;
	for (const entry of byImportance) {
		const need = entry.column.min + (kept.length > 0 ? gap : 0);
		if (need > room && kept.length > 0) break;
		kept.push(entry);
		room -= need;
	}
	const widths = new Map<number, number>();
	for (const { column, index } of kept) widths.set(index, column.min);
	// Only the last one can be too wide for the room.
	if (room < 0) widths.set(kept[0]!.index, Math.max(0, width));
	for (const { column, index } of kept) {
		if (room <= 0 || column.max === Number.POSITIVE_INFINITY) continue;
		const more = Math.min(room, Math.max(0, column.max - column.min));
		widths.set(index, column.min + more);
		room -= more;
	}
	const flexible = kept.filter(({ column }) => column.max === Number.POSITIVE_INFINITY);
	for (const [place, { index }] of flexible.entries()) {
		if (room <= 0) break;
		const share = Math.ceil(room / (flexible.length - place));
		widths.set(index, widths.get(index)! + share);
		room -= share;
	}
	return columns.flatMap((column, index) => (widths.has(index) ? [{ column, width: widths.get(index)! }] : []));
}
