import { truncate } from '../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../domain/text/line.js';
import type { ItemOf, NounId } from '../../../panes/noun.js';
import type { Facts } from '../../../panes/pane.js';
import { panes, perNoun } from '../../../panes/panes.js';
import { listFacts } from '../../../state/facts.js';
import { memo } from '../../../state/memo.js';
import { paneLayoutOf, shownItems, shownPanes, sortKeyOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { editGap, type FieldPlace, measureField } from '../text/edit-line.js';
import { lineWidth, span } from '../text/lines.js';

type Test<N extends NounId> = ((item: ItemOf<N>, facts: Facts) => boolean) | undefined;
type Count<N extends NounId> = (items: readonly ItemOf<N>[], test: Test<N>, facts: Facts) => number;

function makeCount<N extends NounId>(_: N): Count<N> {
	return memo((items: readonly ItemOf<N>[], test: Test<N>, facts: Facts): number =>
		test === undefined ? 0 : items.filter(item => test(item, facts)).length,
	);
}
const active = perNoun<{ readonly [N in NounId]: Count<N> }>(makeCount);
const hidden = perNoun<{ readonly [N in NounId]: Count<N> }>(makeCount);

/** `1 Containers 7/12`, the filter with its number of matches, the number of marked rows; for a pane of `width` cells. */
export function paneTitle(state: State, id: NounId, glyphs: Glyphs, width: number): Line {
	const { before, after, maxWidth } = titleParts(state, id, width);
	return [...before, ...filter(state, id, glyphs, maxWidth), ...after];
}

/** Returns the place of the filter field; undefined if the user types no filter or its pane is not on screen. */
export function filterField(state: State, glyphs: Glyphs): FieldPlace | undefined {
	const { input, pane } = state;
	const rect = paneLayoutOf(state, pane)?.rect;
	if (input?.purpose !== 'filter' || !rect) {
		return undefined;
	}
	const { before, maxWidth } = titleParts(state, pane, rect.width);
	const { cells, width } = measureField(input.edit, maxFilterWidth(state, pane, glyphs, maxWidth));
	const x = rect.x + 1 + lineWidth(before) + lineWidth(slash);
	// The last cells of the line belong to the border.
	return {
		edit: input.edit,
		width,
		rect: { x, y: rect.y, width: Math.min(cells, rect.x + rect.width - 2 - x), height: 1 },
	};
}

function titleParts(state: State, id: NounId, width: number) {
	const focused = state.pane === id && state.focus === 'list';
	const before = [
		span(` ${shownPanes(state).indexOf(id) + 1} `, 'key'),
		span(panes[id].title, focused ? 'title' : 'text'),
		...count(state, id),
	];
	const after = [...marks(state, id), span(' ', 'border')];
	// Three cells belong to the border.
	return { before, after, maxWidth: width - 3 - lineWidth(before) - lineWidth(after) };
}

const slash = [span(' /', 'key')];

function count<N extends NounId>(state: State, id: N): Line {
	const { status, items } = state.lists[id];
	if (status === 'loading' && items.length === 0) {
		return [];
	}
	const pane = panes[id];
	const facts = listFacts(state);
	const total = items.length;
	const up = pane.active === undefined ? '' : `${active[id](items, pane.active, facts)}/`;
	const left = state.panes[id].all ? 0 : hidden[id](items, pane.hidden, facts);
	return [span(` ${up}${total}`, 'dim'), ...(left > 0 ? [span(` (${left} hidden)`, 'dim')] : [])];
}

function filter(state: State, id: NounId, glyphs: Glyphs, width: number): Line {
	const typing = state.input?.purpose === 'filter' && state.pane === id ? state.input.edit : undefined;
	const text = state.panes[id].filter;
	if (typing === undefined && text === '') {
		return [];
	}
	const maxWidth = maxFilterWidth(state, id, glyphs, width);
	const shown =
		typing === undefined
			? [span(truncate(text, maxWidth, { ellipsis: glyphs.ellipsis }), 'accent')]
			: editGap(typing, maxWidth);
	return [...slash, ...shown, found(state, id, glyphs)];
}

const maxFilterWidth = (state: State, id: NounId, glyphs: Glyphs, width: number): number =>
	Math.max(8, width - lineWidth(slash) - lineWidth([found(state, id, glyphs)]));

function found(state: State, id: NounId, glyphs: Glyphs): Span {
	const count = shownItems(state, id).length;
	return span(` ${glyphs.separator} ${count} found`, count === 0 ? 'warn' : 'dim');
}

function marks(state: State, id: NounId): Line {
	const { size } = state.panes[id].marks;
	return size === 0 ? [] : [span(` ${size} marked`, 'accent')];
}

/** The right end of the title's line: a mark on a stale list, else the order of the list. */
export function paneOrder(state: State, id: NounId, glyphs: Glyphs): Line {
	const listing = state.lists[id];
	if (listing.status === 'failed' && listing.items.length > 0) {
		return [span(` ${glyphs.failed} not refreshed `, 'bad')];
	}
	const key = sortKeyOf(state, id);
	if (key === undefined || state.pane !== id) {
		return [];
	}
	const descending = (key.reversed === true) !== state.panes[id].reverse;
	return [span(` ${key.title} ${descending ? glyphs.descending : glyphs.ascending} `, 'dim')];
}
