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
/** Behind the head of the column that the list is sorted by. */
const ARROW = 1;

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
		wanted.map(column => {
			const { text, whole } = needOf(column, items, facts);
			const { min, max, priority, fair = min } = column;
			return { column, min: Math.min(min, whole), max: Math.min(max, whole), priority, fair: Math.min(fair, text) };
		}),
		Math.max(0, width - LEAD - MARGIN),
	).map(({ column: { column }, width: cells }) => ({ column, width: cells }));
	const isSame = before !== undefined && sameColumns(before.columns, fitted);
	const columns = isSame ? before.columns : fitted;
	known.set(pane, { items, width, zoomed, columns });
	return columns;
}

/** Cells of a snug column's widest text, and with the notes behind the texts. */
function needOf(column: AnyColumn, items: readonly unknown[], facts: Facts): { text: number; whole: number } {
	if (!column.snug || items.length > readAtMost) return { text: column.max, whole: column.max };
	let text = cellWidth(column.header) + ARROW;
	let whole = text;
	for (const item of items) {
		const cell = column.cell(item, facts);
		text = Math.max(text, cellWidth(cell.text));
		whole = Math.max(whole, cellWidth(cell.text) + (cell.note === undefined ? 0 : 1 + cellWidth(cell.note.text)));
		if (text >= column.max) break;
	}
	return { text, whole };
}

const sameColumns = (a: readonly Fitted<AnyColumn>[], b: readonly Fitted<AnyColumn>[]): boolean =>
	a.length === b.length &&
	a.every(({ column, width }, index) => b[index]?.column === column && b[index]?.width === width);
