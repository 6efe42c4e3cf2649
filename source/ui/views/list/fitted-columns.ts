import { cellWidth } from '../../../domain/text/cell-width.js';
import type { ItemOf, NounId } from '../../../panes/noun.js';
import type { Column, Facts } from '../../../panes/pane.js';
import { panes, perNoun } from '../../../panes/panes.js';
import { type Fitted, fitColumns } from './columns.js';
import { leadWidth } from './table.js';

/** The columns of a noun's list as they fit. */
export type NounColumns<N extends NounId> = readonly Fitted<Column<ItemOf<N>>>[];

type Fit<N extends NounId> = (
	items: readonly ItemOf<N>[],
	facts: Facts,
	zoomed: boolean,
	width: number,
) => NounColumns<N>;

/** Longer lists are not read for their widest texts. */
const readAtMost = 2000;
/** Cells that keep the texts off the border. */
const marginWidth = 1;
/** Behind the head of the column that the list is sorted by. */
const arrowWidth = 1;

/**
 * The columns of a list of `width` cells, by noun. The same array while list and width are the same: rows are known by it.
 * `facts` only serve to measure the texts of columns that fit their content.
 */
export const fittedColumns = perNoun<{ readonly [N in NounId]: Fit<N> }>(makeFit);

function makeFit<N extends NounId>(noun: N): Fit<N> {
	let known:
		| { items: readonly ItemOf<N>[]; zoomed: boolean; width: number; readonly columns: NounColumns<N> }
		| undefined;
	return (items, facts, zoomed, width) => {
		if (known?.width === width && known.zoomed === zoomed && known.items === items) {
			return known.columns;
		}
		const fitted = columnsIn(panes[noun].columns, items, facts, zoomed, width);
		const columns = known !== undefined && sameColumns(known.columns, fitted) ? known.columns : fitted;
		known = { items, zoomed, width, columns };
		return columns;
	};
}

function columnsIn<T>(
	columns: readonly Column<T>[],
	items: readonly T[],
	facts: Facts,
	zoomed: boolean,
	width: number,
): readonly Fitted<Column<T>>[] {
	const wanted = columns.filter(column => !(zoomed ? column.listOnly : column.zoomOnly));
	return fitColumns(
		wanted.map(column => {
			const { text, whole } = needOf(column, items, facts);
			const { min, max, priority, preferred = min } = column;
			return {
				column,
				min: Math.min(min, whole),
				max: Math.min(max, whole),
				priority,
				preferred: Math.min(preferred, text),
			};
		}),
		Math.max(0, width - leadWidth - marginWidth),
	).map(({ column: { column }, width: cells }) => ({ column, width: cells }));
}

/** Cells of a column's widest text, without and with the notes behind the texts; its `max` if it does not fit its content. */
function needOf<T>(column: Column<T>, items: readonly T[], facts: Facts): { text: number; whole: number } {
	if (!column.fitsContent || items.length > readAtMost) {
		return { text: column.max, whole: column.max };
	}
	let text = cellWidth(column.header) + arrowWidth;
	let whole = text;
	for (const item of items) {
		const cell = column.cell(item, facts);
		text = Math.max(text, cellWidth(cell.text));
		whole = Math.max(whole, cellWidth(cell.text) + (cell.note === undefined ? 0 : 1 + cellWidth(cell.note.text)));
		if (text >= column.max) {
			break;
		}
	}
	return { text, whole };
}

const sameColumns = <T>(a: readonly Fitted<Column<T>>[], b: readonly Fitted<Column<T>>[]): boolean =>
	a.length === b.length &&
	a.every(({ column, width }, index) => b[index]?.column === column && b[index]?.width === width);
