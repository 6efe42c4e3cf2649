import { type ComposeItem, containersOf } from '../../../domain/compose/project.js';
import { nameInProject } from '../../../domain/compose/summary.js';
import type { Line } from '../../../domain/text/line.js';
import { composeColumns, onlyContainer } from '../../../panes/compose/columns.js';
import type { Cell, Column, Facts } from '../../../panes/pane.js';
import { panes } from '../../../panes/panes.js';
import { factsOf } from '../../../state/facts.js';
import type { PaneLayout } from '../../../state/layout.js';
import { containerRow, type TreeRow } from '../../../state/lists/tree.js';
import { memo, memoEach } from '../../../state/memo.js';
import { sortKeyOf, treeRowsInView } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { emptyLines } from './empty-list.js';
import { createFit } from './fitted-columns.js';
import { createListRows } from './list-rows.js';
import { tableHeader } from './table.js';

/** Cells by which each level is indented. */
const indent = 2;

/** The list of the containers while it is grouped by project and service. */
export function treeBody(
	state: State,
	{ columns: withHeaders, rows }: PaneLayout,
	width: number,
	glyphs: Glyphs,
): Line[] {
	if (rows <= 0) {
		return [];
	}
	const items = treeRowsInView(state, rows);
	if (items.length === 0) {
		return emptyLines(state, 'containers', width, rows, glyphs);
	}
	const { fitted, drawRows, header } = treeTable(glyphs);
	const facts = factsOf(state);
	const choice = state.preferences.columns.containers;
	const columns = fitted(measuredRows(state.lists.compose.byKey), facts, state.zoom === 'list', width, choice);
	const { marks, selected, reverse, highlighted } = state.panes.containers;
	const lines = drawRows(
		{ items, facts, columns, width, marks },
		{
			key: state.pane === 'containers' ? selected : undefined,
			mode: state.focus === 'list' ? 'focused' : 'unfocused',
			highlighted,
		},
	);
	if (!withHeaders) {
		return lines;
	}
	const key = sortKeyOf(state, 'containers');
	return [header(columns, width, key?.id, (key?.reversed === true) !== reverse), ...lines];
}

const treeTable = memoEach((glyphs: Glyphs) => {
	const { bullet } = panes.compose;
	return {
		fitted: createFit(treeColumns(glyphs), rowsOfColumn),
		drawRows: createListRows<TreeRow>(
			{
				key: row => row.key,
				bullet: (row, facts) =>
					row.kind === 'group' ? bullet?.(row.item, facts) : panes.containers.bullet?.(row.item, facts),
			},
			glyphs,
		),
		header: memo(
			(
				columns: Parameters<typeof tableHeader>[0],
				width: number,
				sort: string | undefined,
				descending: boolean,
			): Line => tableHeader(columns, width, glyphs, sort === undefined ? undefined : { id: sort, descending }),
		),
	};
});

/** The columns of the containers; a row of a project or service has its own cells, and names are indented. */
function treeColumns(glyphs: Glyphs): readonly Column<TreeRow>[] {
	return panes.containers.columns.map(column => {
		const ofGroup = composeColumns.find(({ id }) => id === column.id);
		const cell = (row: TreeRow, facts: Facts): Cell =>
			row.kind === 'container' ? column.cell(row.item, facts) : (ofGroup?.cell(row.item, facts) ?? { text: '' });
		return {
			...column,
			cell: column.id === 'name' ? (row, facts) => nameCell(row, cell(row, facts), glyphs) : cell,
		};
	});
}

function nameCell(row: TreeRow, cell: Cell, glyphs: Glyphs): Cell {
	const margin = ' '.repeat(row.depth * indent);
	if (row.kind === 'container') {
		return { ...cell, text: `${margin}  ${nameInProject(row.item)}` };
	}
	// A service with one container shows all of it, folded or not.
	const hasRows = row.item.kind !== 'service' || containersOf(row.item).length > 1 || !row.folded;
	const mark = hasRows && containersOf(row.item).length > 0 ? (row.folded ? glyphs.folded : glyphs.unfolded) : ' ';
	return { ...cell, text: `${margin}${mark} ${cell.text}` };
}

/**
 * The rows that the columns fit, whatever is folded: columns keep their widths while groups are folded and unfolded. Projects span
 * several columns, and a service with one container stands for it.
 */
const measuredRows = memo((groups: ReadonlyMap<string, ComposeItem>): readonly TreeRow[] => {
	const rows: TreeRow[] = [];
	for (const item of groups.values()) {
		if (item.kind === 'project') {
			continue;
		}
		const depth = item.kind === 'service' ? 1 : 0;
		if (item.kind === 'service') {
			rows.push({ kind: 'group', key: item.key, depth, item, folded: false });
		}
		if (onlyContainer(item) === undefined) {
			for (const each of containersOf(item)) {
				rows.push(containerRow(each, depth + 1));
			}
		}
	}
	return rows;
});

/** The rows that a column fits. Only names differ between a service and its containers. */
const rowsOfColumn = ({ id }: Column<TreeRow>, rows: readonly TreeRow[]): readonly TreeRow[] =>
	id === 'name' ? rows : rowsOfContainers(rows);

const rowsOfContainers = memo((rows: readonly TreeRow[]): readonly TreeRow[] =>
	rows.filter(row => row.kind === 'container' || containersOf(row.item).length <= 1),
);
