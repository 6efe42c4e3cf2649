import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Cell, Column, Cut } from '../../../panes/pane.js';
import type { Fitted } from './columns.js';
import { type CutText, distinctCuts, textWidthOf } from './cut-text.js';

/** Texts that replace those of an item's cells, by the place of their column. */
export type Cuts<T> = ReadonlyMap<T, readonly (string | undefined)[]>;

/** The texts of a column that are wider than it; undefined for those that fit. */
type CutColumn = { readonly place: number; readonly cut: Cut; readonly texts: readonly (CutText | undefined)[] };

/**
 * Creates a function that returns other cuts for the rows whose names and references would read alike in the width of their
 * columns. It returns the same cuts while these texts stay, as when only statistics change.
 */
export function createDistinctRows<T extends object>(
	ellipsis: string,
): (items: readonly T[], cellsOf: (item: T) => readonly Cell[], columns: readonly Fitted<Column<T>>[]) => Cuts<T> {
	let known: { readonly items: readonly T[]; readonly texts: readonly CutColumn[]; readonly cuts: Cuts<T> } | undefined;
	return (items, cellsOf, columns) => {
		const texts = cutColumns(items, cellsOf, columns);
		if (known?.items !== items || !isSameTexts(known.texts, texts)) {
			known = { items, texts, cuts: cutsOf(items, texts, ellipsis) };
		}
		return known.cuts;
	};
}

function cutColumns<T>(
	items: readonly T[],
	cellsOf: (item: T) => readonly Cell[],
	columns: readonly Fitted<Column<T>>[],
): readonly CutColumn[] {
	return columns.flatMap(({ column: { cut }, width }, place) => {
		if (cut !== 'middle' && cut !== 'reference') {
			return [];
		}
		const texts = items.map(item => {
			const cell = cellsOf(item)[place]!;
			const textWidth = textWidthOf(cell, width);
			return cellWidth(cell.text) > textWidth ? { text: cell.text, width: textWidth } : undefined;
		});
		return [{ place, cut, texts }];
	});
}

const isSameTexts = (a: readonly CutColumn[], b: readonly CutColumn[]): boolean =>
	a.length === b.length &&
	a.every(({ place, cut, texts }, index) => {
		const other = b[index]!;
		return place === other.place && cut === other.cut && texts.every((text, row) => isSameText(text, other.texts[row]));
	});

const isSameText = (a: CutText | undefined, b: CutText | undefined): boolean =>
	a?.text === b?.text && a?.width === b?.width;

function cutsOf<T extends object>(items: readonly T[], columns: readonly CutColumn[], ellipsis: string): Cuts<T> {
	const cuts = new Map<T, (string | undefined)[]>();
	for (const { place, cut, texts } of columns) {
		for (const [index, text] of distinctCuts(texts, cut, ellipsis).entries()) {
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
