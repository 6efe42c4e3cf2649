import { cellWidth } from '../../domain/cell-width.js';
import type { Column, Facts, Pane } from '../../panes/pane.js';
import { type Fitted, fitColumns } from './columns.js';
import { LEAD } from './table.js';

// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
type AnyPane = Pane<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyColumn = Column<any>;
type Known = {
	readonly items: readonly unknown[];
	readonly width: number;
	readonly zoomed: boolean;
	readonly columns: readonly Fitted<AnyColumn>[];
};

/** Longer lists are not read for their widest texts. */
const readAtMost = 2000;
/** Cells that keep the texts off the border. */
const MARGIN = 1;

const known = new WeakMap<AnyPane, Known>();

/**
 * The columns of a list of `width` cells. The same array while list and width are the same: rows are known by it.
 * `facts` only judge how wide the texts of snug columns are.
 */
export function fittedColumns(
	pane: AnyPane,
	items: readonly unknown[],
	facts: Facts,
	zoomed: boolean,
	width: number,
): readonly Fitted<AnyColumn>[] {
	const before = known.get(pane);
	if (before?.width === width && before.zoomed === zoomed && before.items === items) return before.columns;
	const wanted = pane.columns.filter(column => !(zoomed ? column.listOnly : column.zoomOnly));
	const fitted = fitColumns(
		wanted.map(column => ({ column, min: column.min, max: snugMax(column, items, facts), priority: column.priority })),
		Math.max(0, width - LEAD - MARGIN),
	).map(({ column: { column }, width: cells }) => ({ column, width: cells }));
	const isSame = before !== undefined && sameColumns(before.columns, fitted);
	const columns = isSame ? before.columns : fitted;
	known.set(pane, { items, width, zoomed, columns });
	return columns;
}

function snugMax(column: AnyColumn, items: readonly unknown[], facts: Facts): number {
	if (!column.snug || items.length > readAtMost) return column.max;
	let widest = column.min;
	for (const item of items) {
		const { text, note } = column.cell(item, facts);
		widest = Math.max(widest, cellWidth(text) + (note === undefined ? 0 : 1 + cellWidth(note.text)));
		if (widest >= column.max) return column.max;
	}
	return widest;
}

const sameColumns = (a: readonly Fitted<AnyColumn>[], b: readonly Fitted<AnyColumn>[]): boolean =>
	a.length === b.length &&
	a.every(({ column, width }, index) => b[index]?.column === column && b[index]?.width === width);
