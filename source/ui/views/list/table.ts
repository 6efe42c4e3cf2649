import { cellWidth, pad } from '../../../domain/text/cell-width.js';
import type { Band, Line, Role, Span } from '../../../domain/text/line.js';
import type { Cell, Column } from '../../../panes/pane.js';
import type { Glyphs } from '../../glyphs.js';
import { gauge, levelRoles } from '../charts/gauge.js';
import { bandLine, fitText, mergeSpans } from '../text/lines.js';
import type { Fitted } from './columns.js';
import { cutText, noteOf } from './cut-text.js';

/** The part of a `Column` that a table uses. */
export type TableColumn = Pick<Column<never>, 'id' | 'header' | 'align' | 'min' | 'max' | 'priority' | 'cut'>;

export type RowState = {
	readonly marked?: boolean;
	/** Set on the selected row: `focused` if its pane has the focus. */
	readonly selected?: Band;
	readonly bullet?: { readonly text: string; readonly role: Role };
	/** True for a moment after the item was created. */
	readonly isNew?: boolean;
};

/** Cells before the first column: the mark, the bullet, a space. */
export const leadWidth = 3;
const gapWidth = 1;
/** Minimum share of a gauge column's width for its text. */
const minTextShare = 0.4;
/** Without space for a bar of this width, only the numbers are shown, in the colour of the level. */
const minBarWidth = 2;

/** The headers of the columns in a line of `width` cells, with an arrow at the sort column. */
export function tableHeader(
	columns: readonly Fitted<TableColumn>[],
	width: number,
	glyphs: Glyphs,
	sort?: { readonly id: string; readonly descending: boolean },
): Line {
	const headers = columns.map(({ column, width: columnWidth }): Span => {
		const isSorted = sort?.id === column.id;
		const arrow = isSorted ? (sort.descending ? glyphs.descending : glyphs.ascending) : '';
		const text = fitText(column.header + arrow, columnWidth, column.align, glyphs.ellipsis);
		return { text, role: isSorted ? 'strong' : 'dim' };
	});
	return withGaps(
		' '.repeat(leadWidth),
		headers.map(header => [header]),
		width,
	);
}

export type Table<T extends object> = {
	/** Returns a row of `width` cells; the previous object if nothing changed, so that it is not drawn again. */
	row(item: T, cells: readonly Cell[], columns: readonly Fitted<TableColumn>[], width: number, state?: RowState): Line;
};

type CachedRow = {
	readonly cells: readonly Cell[];
	readonly columns: readonly Fitted<TableColumn>[];
	readonly width: number;
	readonly state: RowState;
	readonly line: Line;
};

/** Creates a table that caches two lines per item, selected and not; `cells` and `columns` have the same order. */
export function createTable<T extends object>(glyphs: Glyphs): Table<T> {
	const plain = new WeakMap<T, CachedRow>();
	const selected = new WeakMap<T, CachedRow>();
	return {
		row(item, cells, columns, width, state = {}) {
			const cache = state.selected === undefined ? plain : selected;
			const before = cache.get(item);
			if (before !== undefined && before.width === width && isSameRow(before, cells, columns, state)) {
				return before.line;
			}
			const line = rowLine(cells, columns, width, state, glyphs);
			cache.set(item, { cells, columns, width, state, line });
			return line;
		},
	};
}

function isSameRow(
	before: CachedRow,
	cells: readonly Cell[],
	columns: readonly Fitted<TableColumn>[],
	state: RowState,
) {
	const { state: was } = before;
	if (!was.marked !== !state.marked || !was.isNew !== !state.isNew || was.selected !== state.selected) {
		return false;
	}
	if (was.bullet?.text !== state.bullet?.text || was.bullet?.role !== state.bullet?.role) {
		return false;
	}
	if (before.cells === cells && before.columns === columns) {
		return true;
	}
	if (before.cells.length !== cells.length || before.columns.length !== columns.length) {
		return false;
	}
	return (
		columns.every(({ column, width }, index) => {
			const other = before.columns[index]!;
			return other.column === column && other.width === width;
		}) && cells.every((cell, index) => isSameCell(cell, before.cells[index]!))
	);
}

function isSameCell(a: Cell, b: Cell): boolean {
	if (a === b) {
		return true;
	}
	return (
		a.text === b.text &&
		a.short === b.short &&
		a.shortest === b.shortest &&
		a.role === b.role &&
		a.span === b.span &&
		a.note?.text === b.note?.text &&
		a.note?.role === b.note?.role &&
		a.gauge?.ratio === b.gauge?.ratio &&
		a.gauge?.level === b.gauge?.level
	);
}

function rowLine(
	cells: readonly Cell[],
	columns: readonly Fitted<TableColumn>[],
	width: number,
	{ marked, selected, bullet, isNew = false }: RowState,
	glyphs: Glyphs,
): Line {
	const mark: Span = marked
		? { text: glyphs.mark, role: 'accent' }
		: isNew
			? { text: glyphs.isNew, role: 'new' }
			: { text: ' ' };
	const bulletSpan: Span = bullet ?? { text: ' ' };
	const parts: Line[] = [];
	for (let index = 0; index < columns.length; ) {
		const cell = cells[index]!;
		const covered = columns.slice(index, index + Math.max(1, cell.span ?? 1));
		const cellsWidth = covered.reduce((sum, column) => sum + column.width, gapWidth * (covered.length - 1));
		const shown: Cell = isNew && index === 0 ? { ...cell, role: 'new' } : cell;
		parts.push(cellSpans(shown, covered[0]!.column, cellsWidth, glyphs));
		index += covered.length;
	}
	const line = mergeSpans([mark, bulletSpan, ...withGaps(' ', parts, width - leadWidth + 1)]);
	if (selected === undefined) {
		return line;
	}
	return bandLine(line, width, selected);
}

function cellSpans(cell: Cell, column: TableColumn, width: number, glyphs: Glyphs): Line {
	const { role, gauge: bar, note } = cell;
	if (bar !== undefined) {
		return gaugeSpans(cell, bar, column, width, glyphs);
	}
	const fitting = noteOf(cell, width);
	const textWidth = fitting?.textWidth ?? width;
	const shown = pad(cutText(cell, textWidth, column.cut, glyphs.ellipsis), textWidth, column.align);
	if (note === undefined || fitting === undefined) {
		return [{ text: shown, role }];
	}
	const before = shown.trimEnd();
	return [
		{ text: `${before} `, role },
		{ text: fitText(fitting.text, width - cellWidth(before) - 1), role: note.role },
	];
}

function gaugeSpans(
	{ text, short, role }: Cell,
	{ ratio, level }: NonNullable<Cell['gauge']>,
	column: TableColumn,
	width: number,
	glyphs: Glyphs,
): Line {
	// The text gets a fixed share, so that all bars of a column have the same length.
	const textWidth = Math.max(cellWidth(text), Math.ceil(width * minTextShare));
	const barWidth = width - textWidth - 1;
	if (barWidth < minBarWidth) {
		const shown = level === 'normal' ? role : levelRoles[level];
		return [
			{ text: pad(cutText({ text: text.trim(), short }, width, 'end', glyphs.ellipsis), width, 'right'), role: shown },
		];
	}
	const label = pad(text, textWidth, column.align);
	return [...gauge(ratio, barWidth, level, { glyphs }), { text: ` ${label}`, role }];
}

function withGaps(lead: string, parts: readonly Line[], width: number): Line {
	const spans: Span[] = [{ text: lead }];
	let used = lead.length;
	for (const [index, part] of parts.entries()) {
		if (index > 0) {
			spans.push({ text: ' '.repeat(gapWidth) });
		}
		spans.push(...part);
		used += part.reduce((sum, { text }) => sum + cellWidth(text), index > 0 ? gapWidth : 0);
	}
	if (used < width) {
		spans.push({ text: ' '.repeat(width - used) });
	}
	return spans;
}
