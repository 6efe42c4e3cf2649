import type { Line } from '../../../domain/text/line.js';
import type { Cell, Column, Facts, Pane } from '../../../panes/pane.js';
import { memoEach } from '../../../state/memo.js';
import type { Glyphs } from '../../glyphs.js';
import type { Fitted } from './columns.js';
import { type Cuts, createDistinctRows, withCuts } from './distinct-rows.js';
import { createTable, type RowState } from './table.js';

/** Replaces `∞` in a cell if the terminal cannot show it. */
function forGlyphs(cell: Cell, { infinity }: Glyphs): Cell {
	return infinity === '∞' || !cell.text.includes('∞') ? cell : { ...cell, text: cell.text.replace('∞', infinity) };
}

type Contents = { readonly cells: readonly Cell[]; readonly bullet: RowState['bullet'] };
type Rows<T> = {
	readonly items: readonly T[];
	readonly facts: Facts;
	readonly columns: readonly Fitted<Column<T>>[];
	readonly width: number;
	readonly marks: ReadonlySet<string>;
};
type Selection = {
	readonly key: string | undefined;
	readonly mode: NonNullable<RowState['selected']>;
	/** The key of the new row. */
	readonly highlighted: string | undefined;
};
/** Returns the rows of a pane; an unchanged row is the previous object. */
export type ListRows<T> = (rows: Rows<T>, selection: Selection) => Line[];

/** All that the rows of a list need beside their cells. */
type RowSource<T> = {
	key(item: T): string;
	bullet?(item: T, facts: Facts): PaneBullet | undefined;
};
type PaneBullet = ReturnType<NonNullable<Pane<'containers'>['bullet']>>;

/** Creates the rows of one list, which it caches by their items. */
export function createListRows<T extends object>(source: RowSource<T>, glyphs: Glyphs): ListRows<T> {
	const table = createTable<T>(glyphs);
	const distinctRows = createDistinctRows<T>(glyphs.ellipsis);
	// Cleared when the facts change: otherwise a row off screen would keep all statistics of its time in memory.
	let contents = new WeakMap<T, Contents>();
	/** Made once for an item: most facts change with each statistics sample. */
	const fixedCells = memoEach((_column: Column<T>) => new WeakMap<T, Cell>());
	let cuts: Cuts<T> = new Map();
	let previous: { readonly rows: Rows<T>; readonly selection: Selection; readonly lines: readonly Line[] } | undefined;

	function cellOf(column: Column<T>, item: T, facts: Facts): Cell {
		const known = column.isFixed ? fixedCells(column).get(item) : undefined;
		const cell = known ?? forGlyphs(column.cell(item, facts), glyphs);
		if (column.isFixed && known === undefined) {
			fixedCells(column).set(item, cell);
		}
		return cell;
	}

	/** Returns the cells of a row; the same object while the facts are unchanged, as when only the selection moves. */
	function contentsOf(item: T, { facts, columns }: Rows<T>): Contents {
		const before = contents.get(item);
		if (before) {
			return before;
		}
		const bullet = source.bullet?.(item, facts);
		const made = {
			cells: columns.map(({ column }) => cellOf(column, item, facts)),
			bullet: bullet && {
				text: bullet.glyph === 'unhealthy' ? glyphs.failed : glyphs.bullets[bullet.glyph],
				role: bullet.role,
			},
		};
		contents.set(item, made);
		return made;
	}

	return (rows, selection) => {
		const { items, columns, width, marks } = rows;
		if (previous?.rows.facts !== rows.facts || previous.rows.columns !== columns) {
			contents = new WeakMap();
		}
		const before = previous && isSameRows(previous.rows, rows) ? previous : undefined;
		if (!before) {
			cuts = distinctRows(items, item => contentsOf(item, rows).cells, columns);
		}
		const lines = items.map((item, index) => {
			const key = source.key(item);
			const isSelected = key === selection.key;
			const isNew = key === selection.highlighted;
			const isSame = before && key !== before.selection.key && key !== before.selection.highlighted;
			if (isSame && !isSelected && !isNew) {
				return before.lines[index]!;
			}
			const { cells, bullet } = contentsOf(item, rows);
			const state = { marked: marks.has(key), selected: isSelected ? selection.mode : undefined, bullet, isNew };
			return table.row(item, withCuts(cells, cuts.get(item)), columns, width, state);
		});
		previous = { rows, selection, lines };
		return lines;
	};
}

const isSameRows = <T>(a: Rows<T>, b: Rows<T>): boolean =>
	a.items === b.items && a.facts === b.facts && a.columns === b.columns && a.width === b.width && a.marks === b.marks;
