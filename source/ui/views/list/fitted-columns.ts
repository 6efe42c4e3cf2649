import { cellWidth } from '../../../domain/text/cell-width.js';
import { chosenColumns } from '../../../panes/chosen-columns.js';
import type { ItemOf, NounId } from '../../../panes/noun.js';
import type { Column, Facts } from '../../../panes/pane.js';
import { panes, perNoun } from '../../../panes/panes.js';
import { memo } from '../../../state/memo.js';
import { type Fitted, fitColumns } from './columns.js';
import { leastListWidth } from './cut-text.js';
import { leadWidth } from './table.js';

/** The visible columns of a noun's list with their widths. */
export type NounColumns<N extends NounId> = readonly Fitted<Column<ItemOf<N>>>[];

type Fit<T> = (
	items: readonly T[],
	facts: Facts,
	zoomed: boolean,
	width: number,
	/** The names of the columns that the user has chosen. */
	choice: readonly string[] | undefined,
) => readonly Fitted<Column<T>>[];

/** Longer lists are not measured: reading every cell would take too long. */
const maxMeasuredItems = 2000;
/** One cell stays blank between the text and the border. */
const marginWidth = 1;
/** The arrow stands behind the header of the column that sorts the list. */
const arrowWidth = 1;

/**
 * Returns the columns of a noun's list in `width` cells. The array stays the same while list and width do, because rows are
 * cached by it. `facts` are used only to measure the texts of columns that fit their content.
 */
export const fittedColumns = perNoun<{ readonly [N in NounId]: Fit<ItemOf<N>> }>(<N extends NounId>(noun: N) =>
	createFit<ItemOf<N>>(panes[noun].columns),
);

/**
 * Returns a function as `fittedColumns` has one for each noun.
 *
 * @param measured Returns the items that a column fits, if they are not all.
 */
export function createFit<T>(
	allColumns: readonly Column<T>[],
	measured: (column: Column<T>, items: readonly T[]) => readonly T[] = (_, items) => items,
): Fit<T> {
	let previous:
		| {
				items: readonly T[];
				zoomed: boolean;
				width: number;
				choice: readonly string[] | undefined;
				volumeSize: Facts['volumeSize'];
				readonly columns: readonly Fitted<Column<T>>[];
		  }
		| undefined;
	const candidates = memo((choice: readonly string[] | undefined, zoomed: boolean) =>
		chosenColumns(allColumns, choice, zoomed),
	);
	return (items, facts, zoomed, width, choice) => {
		// The sizes of volumes come later than their list.
		const { volumeSize } = facts;
		if (
			previous?.width === width &&
			previous.zoomed === zoomed &&
			previous.choice === choice &&
			previous.items === items &&
			previous.volumeSize === volumeSize
		) {
			return previous.columns;
		}
		const fitted = columnsIn(
			candidates(choice, zoomed),
			column => contentWidth(column, measured(column, items), facts),
			width,
		);
		const columns = previous !== undefined && sameColumns(previous.columns, fitted) ? previous.columns : fitted;
		previous = { items, zoomed, width, choice, volumeSize, columns };
		return columns;
	};
}

function columnsIn<T>(
	candidates: readonly Column<T>[],
	measure: (column: Column<T>) => ContentWidth,
	width: number,
): readonly Fitted<Column<T>>[] {
	return fitColumns(
		candidates.flatMap(column => {
			const { text, withNote, least, wholes, isEmpty } = measure(column);
			const { min, max, priority, preferred = min, grows } = column;
			if (column.hidesEmpty && isEmpty) {
				return [];
			}
			return {
				column,
				min: Math.min(min, withNote, least),
				max: Math.min(max, withNote),
				priority,
				preferred: Math.min(preferred, text),
				...(grows && {
					// Space for the notes comes last.
					grows: grows.map(({ rank, width: target }, step) => ({
						rank,
						width: lastWhole(wholes, target) ?? Math.min(target, step === grows.length - 1 ? withNote : text),
					})),
				}),
			};
		}),
		Math.max(0, width - leadWidth - marginWidth),
	).map(({ column: { column }, width: cells }) => ({ column, width: cells }));
}

type ContentWidth = {
	readonly text: number;
	readonly withNote: number;
	/** The least width in which all texts of a list are whole. */
	readonly least: number;
	/** The widths of the texts of a list, and of their short forms: between them, more space shows no more. */
	readonly wholes: readonly number[];
	readonly isEmpty: boolean;
};

/** Returns the widths of a column's widest text; its `max` if it does not fit its content. */
function contentWidth<T>(column: Column<T>, items: readonly T[], facts: Facts): ContentWidth {
	if (!column.fitsContent || items.length > maxMeasuredItems) {
		return { text: column.max, withNote: column.max, least: column.max, wholes: [], isEmpty: false };
	}
	const wholes: number[] = [];
	let isEmpty = true;
	let text = cellWidth(column.header) + arrowWidth;
	let withNote = text;
	let least = column.cut === 'list' ? cellWidth(column.header) : column.max;
	for (const item of items) {
		const cell = column.cell(item, facts);
		isEmpty &&= cell.text === '';
		// A cell that spans columns has their widths, too.
		if (cell.span !== undefined) {
			continue;
		}
		text = Math.max(text, cellWidth(cell.text));
		if (column.cut === 'list') {
			wholes.push(cellWidth(cell.text), cellWidth(cell.short ?? cell.text));
		}
		least = Math.max(least, leastListWidth(cell));
		withNote = Math.max(withNote, cellWidth(cell.text) + (cell.note === undefined ? 0 : 1 + cellWidth(cell.note.text)));
		if (text >= column.max) {
			least = column.max;
			break;
		}
	}
	return { text, withNote, least, wholes, isEmpty };
}

/** The greatest of some widths that is at most `target`, if it is not 0. */
function lastWhole(widths: readonly number[], target: number): number | undefined {
	const last = widths.reduce((most, width) => (width <= target ? Math.max(most, width) : most), 0);
	return last === 0 ? undefined : last;
}

const sameColumns = <T>(a: readonly Fitted<Column<T>>[], b: readonly Fitted<Column<T>>[]): boolean =>
	a.length === b.length &&
	a.every(({ column, width }, index) => b[index]?.column === column && b[index]?.width === width);
