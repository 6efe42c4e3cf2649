import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Cell, Column } from '../../../panes/pane.js';
import type { Fitted } from './columns.js';
import { distinctCuts, textWidthOf } from './cut-text.js';

/** Texts that replace those of an item's cells, by the place of their column. */
export type Cuts<T> = ReadonlyMap<T, readonly (string | undefined)[]>;

/** Returns other cuts for the rows whose names and references would read alike in the width of their columns. */
export function distinctRows<T extends object>(
	items: readonly T[],
	cellsOf: (item: T) => readonly Cell[],
	columns: readonly Fitted<Column<T>>[],
	ellipsis: string,
): Cuts<T> {
	const cuts = new Map<T, (string | undefined)[]>();
	for (const [place, { column, width }] of columns.entries()) {
		if (column.cut !== 'middle' && column.cut !== 'reference') {
			continue;
		}
		const cells = items.map(item => cellsOf(item)[place]!);
		const texts = cells.map(cell => {
			const textWidth = textWidthOf(cell, width);
			return cellWidth(cell.text) > textWidth ? { text: cell.text, width: textWidth } : undefined;
		});
		for (const [index, text] of distinctCuts(texts, column.cut, ellipsis).entries()) {
			if (text !== undefined) {
				const item = items[index]!;
				const row = cuts.get(item) ?? [];
				row[place] = text;
				cuts.set(item, row);
			}
		}
	}
	return cuts;
}

/** Returns the cells of a row with other cuts. */
export const withCuts = (cells: readonly Cell[], cuts: readonly (string | undefined)[] = []): readonly Cell[] =>
	cuts.length === 0
		? cells
		: cells.map((cell, place) => (cuts[place] === undefined ? cell : { ...cell, text: cuts[place] }));
