import type { Line } from '../../../domain/text/line.js';
import type { ItemOf, NounId } from '../../../panes/noun.js';
import { panes, perNoun } from '../../../panes/panes.js';
import { tracked } from '../../../platform/tracked.js';
import { factsOf } from '../../../state/facts.js';
import type { PaneLayout } from '../../../state/layout.js';
import { memo, memoEach } from '../../../state/memo.js';
import { currentLayout, itemsInView, rowCount, sortKeyOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { boxEnd, boxPart, type PaneBox } from '../text/box.js';
import { emptyLines } from './empty-list.js';
import { fittedColumns, type NounColumns } from './fitted-columns.js';
import { createListRows, type ListRows } from './list-rows.js';
import { paneOrder, paneTitle } from './pane-title.js';
import { tableHeader } from './table.js';
import { treeBody } from './tree-body.js';

/** The panes of the left side, stacked, in `width` cells. The layout sets their heights. */
export function listView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const layouts = currentLayout(state).panes;
	const parts = layouts.map((layout, index) =>
		paneParts[layout.id](state, layout, layouts[index - 1]?.id, index === layouts.length - 1, width, glyphs),
	);
	return parts.length === 0 ? [] : stacked(width, height, glyphs, isFocused(state, layouts.at(-1)!.id), ...parts);
}

const isFocused = (state: State, id: NounId): boolean => state.pane === id && state.focus === 'list';

const stacked = memo(
	(width: number, height: number, glyphs: Glyphs, focused: boolean, ...parts: readonly (readonly Line[])[]) =>
		[...parts.flat(), boxEnd(focused, { width, glyphs })].slice(0, height),
);

// An unchanged pane returns its previous lines while the selection of another pane moves.
const paneParts = perNoun<Readonly<Record<NounId, typeof panePart>>>(() =>
	tracked(panePart, ['lists', 'panes', 'resources']),
);

function panePart(
	state: State,
	layout: PaneLayout,
	above: NounId | undefined,
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
		body:
			id === 'containers' && state.grouped
				? treeBody(state, layout, Math.max(0, width - 2), glyphs)
				: paneBody(state, id, layout, Math.max(0, width - 2), glyphs),
		scroll: state.pane === id ? { count: rowCount(state, id), offset: state.panes[id].offset } : undefined,
	};
	return boxPart(pane, { above: above && isFocused(state, above), width, glyphs });
}

function paneBody<N extends NounId>(
	state: State,
	id: N,
	{ columns: withHeaders, rows }: PaneLayout,
	width: number,
	glyphs: Glyphs,
): Line[] {
	if (rows <= 0) {
		return [];
	}
	const items = itemsInView(state, id, rows);
	if (items.length === 0) {
		return emptyLines(state, id, width, rows, glyphs);
	}
	const facts = factsOf(state);
	const choice = state.preferences.columns[id];
	const columns = fittedColumns[id](state.lists[id].items, facts, state.zoom !== 'none', width, choice);
	const { marks, selected, reverse, highlighted } = state.panes[id];
	const lines = tablesOf(glyphs)[id](
		{ items, facts, columns, width, marks },
		{
			key: state.pane === id ? selected : undefined,
			mode: state.focus === 'list' ? 'focused' : 'unfocused',
			highlighted,
		},
	);
	if (!withHeaders) {
		return lines;
	}
	const key = sortKeyOf(state, id);
	const descending = (key?.reversed === true) !== reverse;
	return [headers[id](columns, width, glyphs, key?.id, descending), ...lines];
}

type Header<N extends NounId> = (
	columns: NounColumns<N>,
	width: number,
	glyphs: Glyphs,
	sort: string | undefined,
	descending: boolean,
) => Line;

const headers = perNoun<{ readonly [N in NounId]: Header<N> }>(makeHeader);

function makeHeader<N extends NounId>(_: N): Header<N> {
	return memo((columns: NounColumns<N>, width: number, glyphs: Glyphs, sort: string | undefined, descending: boolean) =>
		tableHeader(columns, width, glyphs, sort === undefined ? undefined : { id: sort, descending }),
	);
}

type Tables = { readonly [N in NounId]: ListRows<ItemOf<N>> };

const tablesOf = memoEach((glyphs: Glyphs) =>
	perNoun<Tables>(<N extends NounId>(noun: N) => createListRows<ItemOf<N>>(panes[noun], glyphs)),
);
