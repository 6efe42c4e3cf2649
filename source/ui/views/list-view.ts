import type { Line } from '../../domain/line.js';
import type { Cell, Facts, Pane, PaneId } from '../../panes/pane.js';
import { factsOf } from '../../state/facts.js';
import type { PaneLayout } from '../../state/layout.js';
import { currentLayout, paneOf, shownItems, sortKeyOf, visibleItems } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { boxStack, type PaneBox } from './box.js';
import type { Fitted } from './columns.js';
import { emptyLines } from './empty-list.js';
import { type AnyColumn, fittedColumns } from './fitted-columns.js';
import { paneOrder, paneTitle } from './pane-title.js';
import { createTable, type RowState, type Table, tableHeader } from './table.js';

// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
type AnyPane = Pane<any>;

/** The panes of the left side above each other, in `width` cells; their heights are the layout's. */
export function listView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const { panes } = currentLayout(state);
	const boxes = panes.map((layout, index) => paneBox(state, layout, width, index === panes.length - 1, glyphs));
	return boxes.length === 0 ? [] : boxStack(boxes, width, glyphs).slice(0, height);
}

function paneBox(state: State, layout: PaneLayout, width: number, last: boolean, glyphs: Glyphs): PaneBox {
	const { id, rect } = layout;
	const isCurrent = state.pane === id;
	return {
		title: paneTitle(state, id, glyphs),
		right: paneOrder(state, id, glyphs),
		height: rect.height - (last ? 1 : 0),
		focused: isCurrent && state.focus === 'list',
		body: paneBody(state, layout, Math.max(0, width - 2), glyphs),
		scroll: isCurrent ? { count: shownItems(state, id).length, offset: state.panes[id].offset } : undefined,
	};
}

function paneBody(state: State, { id, columns: withHeads, rows }: PaneLayout, width: number, glyphs: Glyphs): Line[] {
	if (rows <= 0) return [];
	const items = visibleItems<object>(state, id);
	if (items.length === 0) return emptyLines(state, id, width, rows, glyphs);
	const pane = paneOf(id);
	const facts = factsOf(state);
	const fitted = fittedColumns(pane, state[id].items, facts, state.zoom === 'list', width);
	const table = tableOf(id, glyphs);
	const lines = items.map(item => {
		const { cells, bullet } = table.contents(pane, item, facts, fitted);
		return table.row(item, cells, fitted, width, { ...rowState(state, pane, item), bullet });
	});
	return withHeads ? [tableHeader(fitted, width, glyphs, sortMark(state, id)), ...lines] : lines;
}

function rowState(state: State, pane: AnyPane, item: object): RowState {
	const { selected, marks } = state.panes[pane.id];
	const key = pane.key(item);
	const isSelected = state.pane === pane.id && key === selected;
	return {
		marked: marks.has(key),
		selected: isSelected ? (state.focus === 'list' ? 'focused' : 'unfocused') : undefined,
	};
}

function sortMark(state: State, id: PaneId): { id: string; descending: boolean } | undefined {
	const key = sortKeyOf(state, id);
	return key && { id: key.id, descending: (key.reversed === true) !== state.panes[id].reverse };
}

/** A cell whose own signs the terminal can show. */
function forGlyphs(cell: Cell, { infinity }: Glyphs): Cell {
	return infinity === '∞' || !cell.text.includes('∞') ? cell : { ...cell, text: cell.text.replace('∞', infinity) };
}

type Contents = { readonly cells: readonly Cell[]; readonly bullet: RowState['bullet'] };
type Columns = readonly Fitted<AnyColumn>[];
type ListTable = Table<object> & {
	/** What a row says; the same as last time while the facts are, as when only the selection has moved. */
	contents(pane: AnyPane, item: object, facts: Facts, columns: Columns): Contents;
};

function createListTable(glyphs: Glyphs): ListTable {
	// For the facts of now only: a row that was drawn long ago would keep all statistics of that time.
	let current: Facts | undefined;
	let known = new WeakMap<object, Contents & { readonly columns: Columns }>();
	return {
		...createTable(glyphs),
		contents(pane, item, facts, columns) {
			if (facts !== current) {
				current = facts;
				known = new WeakMap();
			}
			const before = known.get(item);
			if (before?.columns === columns) return before;
			const bullet = pane.bullet?.(item, facts);
			const contents = {
				columns,
				cells: columns.map(({ column }) => forGlyphs(column.cell(item, facts), glyphs)),
				bullet: bullet && {
					text: bullet.glyph === 'unhealthy' ? glyphs.failed : glyphs.bullets[bullet.glyph],
					role: bullet.role,
				},
			};
			known.set(item, contents);
			return contents;
		},
	};
}

const tables = new WeakMap<Glyphs, Map<PaneId, ListTable>>();

function tableOf(id: PaneId, glyphs: Glyphs): ListTable {
	const ofGlyphs = tables.get(glyphs) ?? new Map<PaneId, ListTable>();
	tables.set(glyphs, ofGlyphs);
	const table = ofGlyphs.get(id) ?? createListTable(glyphs);
	ofGlyphs.set(id, table);
	return table;
}
