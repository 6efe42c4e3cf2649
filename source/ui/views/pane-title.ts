import { truncate } from '../../domain/cell-width.js';
import type { Line } from '../../domain/line.js';
import type { Facts, Pane, PaneId } from '../../panes/pane.js';
import { paneIds, perPane } from '../../panes/pane.js';
import { settledFacts } from '../../state/facts.js';
import { memo } from '../../state/memo.js';
import { paneOf, shownItems, sortKeyOf } from '../../state/selectors.js';
import type { Listing, State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { editSpans } from './edit-line.js';
import { lineWidth, span } from './lines.js';

// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
type AnyPane = Pane<any>;

const countOf = () =>
	memo(
		(items: readonly unknown[], test: ((item: unknown, facts: Facts) => boolean) | undefined, facts: Facts): number =>
			test === undefined ? 0 : items.filter(item => test(item, facts)).length,
	);
const active = perPane(countOf);
const hidden = perPane(countOf);

/** `1 Containers 7/12`, the filter with its count of matches, how many are marked; for a pane of `width` cells. */
export function paneTitle(state: State, id: PaneId, glyphs: Glyphs, width: number): Line {
	const pane: AnyPane = paneOf(id);
	const focused = state.pane === id && state.focus === 'list';
	const before = [
		span(` ${paneIds.indexOf(id) + 1} `, 'key'),
		span(pane.title, focused ? 'title' : 'text'),
		...count(state, pane),
	];
	const after = [...marks(state, id), span(' ', 'border')];
	// Three cells of border, too.
	const room = width - 3 - lineWidth(before) - lineWidth(after);
	return [...before, ...filter(state, id, glyphs, room), ...after];
}

function count(state: State, pane: AnyPane): Line {
	const listing: Listing<unknown> = state[pane.id];
	if (listing.status === 'loading' && listing.items.length === 0) return [];
	const facts = settledFacts(state);
	const total = listing.items.length;
	const up = pane.active === undefined ? '' : `${active[pane.id](listing.items, pane.active, facts)}/`;
	const left = state.panes[pane.id].all ? 0 : hidden[pane.id](listing.items, pane.hidden, facts);
	return [span(` ${up}${total}`, 'dim'), ...(left > 0 ? [span(` (${left} hidden)`, 'dim')] : [])];
}

function filter(state: State, id: PaneId, glyphs: Glyphs, width: number): Line {
	const typing = state.input?.purpose === 'filter' && state.pane === id ? state.input.edit : undefined;
	const text = state.panes[id].filter;
	if (typing === undefined && text === '') return [];
	const count = shownItems(state, id).length;
	const found = span(` ${glyphs.separator} ${count} found`, count === 0 ? 'warn' : 'dim');
	const room = Math.max(8, width - 2 - lineWidth([found]));
	const shown =
		typing === undefined
			? [span(truncate(text, room, { ellipsis: glyphs.ellipsis }), 'accent')]
			: editSpans(typing, room);
	return [span(' /', 'key'), ...shown, found];
}

function marks(state: State, id: PaneId): Line {
	const { size } = state.panes[id].marks;
	return size === 0 ? [] : [span(` ${size} marked`, 'accent')];
}

/** At the right of the title's line: a list that is stale and why, else its order. */
export function paneOrder(state: State, id: PaneId, glyphs: Glyphs): Line {
	const listing: Listing<unknown> = state[id];
	if (listing.status === 'failed' && listing.items.length > 0) return [span(` ${glyphs.failed} not refreshed `, 'bad')];
	const key = sortKeyOf(state, id);
	if (key === undefined || state.pane !== id) return [];
	const descending = (key.reversed === true) !== state.panes[id].reverse;
	return [span(` ${key.title} ${descending ? glyphs.descending : glyphs.ascending} `, 'dim')];
}
