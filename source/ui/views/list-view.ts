import type { Line } from '../../domain/line.js';
import { type Cell, type Facts, type Pane, type PaneId, perPane } from '../../panes/pane.js';
import { factsOf } from '../../state/facts.js';
import type { PaneLayout } from '../../state/layout.js';
import { memo } from '../../state/memo.js';
import { currentLayout, paneOf, shownItems, sortKeyOf, visibleItems } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { tracked } from '../../state/tracked.js';
import type { Glyphs } from '../glyphs.js';
import { boxEnd, boxPart, type PaneBox } from './box.js';
import type { Fitted } from './columns.js';
import { emptyLines } from './empty-list.js';
import { type AnyColumn, fittedColumns } from './fitted-columns.js';
import { paneOrder, paneTitle } from './pane-title.js';
import { createTable, type RowState, tableHeader } from './table.js';

// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
type AnyPane = Pane<any>;

/** The panes of the left side above each other, in `width` cells; their heights are the layout's. */
export function listView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const { panes } = currentLayout(state);
	const parts = panes.map((layout, index) =>
		paneParts[layout.id](state, layout, panes[index - 1]?.id, index === panes.length - 1, width, glyphs),
	);
	return parts.length === 0 ? [] : stacked(width, height, glyphs, isFocused(state, panes.at(-1)!.id), ...parts);
}

const isFocused = (state: State, id: PaneId): boolean => state.pane === id && state.focus === 'list';

const stacked = memo(
	(width: number, height: number, glyphs: Glyphs, focused: boolean, ...parts: readonly (readonly Line[])[]) =>
		[...parts.flat(), boxEnd(focused, { width, glyphs })].slice(0, height),
);

// A pane in which nothing changed stays as it is while another one's selection moves.
const paneParts = perPane(() => tracked(panePart, ['panes']));

function panePart(
	state: State,
	layout: PaneLayout,
	above: PaneId | undefined,
	last: boolean,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	const { id, rect } = layout;
	const pane: PaneBox = {
		title: paneTitle(state, id, glyphs, width),
		right: paneOrder(state, id, glyphs),
		height: rect.height - (last ? 1 : 0),
		focused: isFocused(state, id),
		body: paneBody(state, layout, Math.max(0, width - 2), glyphs),
		scroll: state.pane === id ? { count: shownItems(state, id).length, offset: state.panes[id].offset } : undefined,
	};
	return boxPart(pane, { above: above && isFocused(state, above), width, glyphs });
}

function paneBody(state: State, { id, columns: withHeads, rows }: PaneLayout, width: number, glyphs: Glyphs): Line[] {
	if (rows <= 0) return [];
	const items = visibleItems<object>(state, id);
	if (items.length === 0) return emptyLines(state, id, width, rows, glyphs);
	const pane = paneOf(id);
	const facts = factsOf(state);
	const columns = fittedColumns(pane, state[id].items, facts, state.zoom === 'list', width);
	const lines = tableOf(id, glyphs).rows(
		{ pane, items, facts, columns, width, marks: state.panes[id].marks },
		{
			key: state.pane === id ? state.panes[id].selected : undefined,
			look: state.focus === 'list' ? 'focused' : 'unfocused',
		},
	);
	if (!withHeads) return lines;
	const key = sortKeyOf(state, id);
	const descending = (key?.reversed === true) !== state.panes[id].reverse;
	return [headers[id](columns, width, glyphs, key?.id, descending), ...lines];
}

const headers = perPane(() =>
	memo(
		(
			columns: readonly Fitted<AnyColumn>[],
			width: number,
			glyphs: Glyphs,
			sort: string | undefined,
			descending: boolean,
		) => tableHeader(columns, width, glyphs, sort === undefined ? undefined : { id: sort, descending }),
	),
);

/** A cell whose own signs the terminal can show. */
function forGlyphs(cell: Cell, { infinity }: Glyphs): Cell {
	return infinity === '∞' || !cell.text.includes('∞') ? cell : { ...cell, text: cell.text.replace('∞', infinity) };
}

type Contents = { readonly cells: readonly Cell[]; readonly bullet: RowState['bullet'] };
type Rows = {
	readonly pane: AnyPane;
	readonly items: readonly object[];
	readonly facts: Facts;
	readonly columns: readonly Fitted<AnyColumn>[];
	readonly width: number;
	readonly marks: ReadonlySet<string>;
};
type Selection = { readonly key: string | undefined; readonly look: NonNullable<RowState['selected']> };
type ListTable = {
	/** The rows of a pane, as last time where nothing changed. */
	rows(rows: Rows, selection: Selection): Line[];
};

function createListTable(glyphs: Glyphs): ListTable {
	const table = createTable(glyphs);
	// For the facts of now only: a row that was drawn long ago would keep all statistics of that time.
	let contents = new WeakMap<object, Contents>();
	let known: { readonly rows: Rows; readonly selection: Selection; readonly lines: readonly Line[] } | undefined;

	/** What a row says; the same as last time while the facts are, as when only the selection has moved. */
	function contentsOf(item: object, { pane, facts, columns }: Rows): Contents {
		const before = contents.get(item);
		if (before) return before;
		const bullet = pane.bullet?.(item, facts);
		const made = {
			cells: columns.map(({ column }) => forGlyphs(column.cell(item, facts), glyphs)),
			bullet: bullet && {
				text: bullet.glyph === 'unhealthy' ? glyphs.failed : glyphs.bullets[bullet.glyph],
				role: bullet.role,
			},
		};
		contents.set(item, made);
		return made;
	}

	return {
		rows(rows, selection) {
			const { pane, items, columns, width, marks } = rows;
			if (known?.rows.facts !== rows.facts || known.rows.columns !== columns) contents = new WeakMap();
			const before = known && isSameRows(known.rows, rows) ? known : undefined;
			const lines = items.map((item, index) => {
				const key = pane.key(item);
				const isSelected = key === selection.key;
				if (before && !isSelected && key !== before.selection.key) return before.lines[index]!;
				const { cells, bullet } = contentsOf(item, rows);
				const state = { marked: marks.has(key), selected: isSelected ? selection.look : undefined, bullet };
				return table.row(item, cells, columns, width, state);
			});
			known = { rows, selection, lines };
			return lines;
		},
	};
}

const isSameRows = (a: Rows, b: Rows): boolean =>
	a.items === b.items && a.facts === b.facts && a.columns === b.columns && a.width === b.width && a.marks === b.marks;

const tables = new WeakMap<Glyphs, Map<PaneId, ListTable>>();

function tableOf(id: PaneId, glyphs: Glyphs): ListTable {
	const ofGlyphs = tables.get(glyphs) ?? new Map<PaneId, ListTable>();
	tables.set(glyphs, ofGlyphs);
	const table = ofGlyphs.get(id) ?? createListTable(glyphs);
	ofGlyphs.set(id, table);
	return table;
}
