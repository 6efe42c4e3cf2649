import { cellWidth, truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import type { NounId } from '../../../panes/noun.js';
import { panes } from '../../../panes/panes.js';
import { mergedLog } from '../../../state/logs/log-subject.js';
import { memo } from '../../../state/memo.js';
import { currentTab, detailNoun, selectedItem, tabsOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { lineWidth, span } from '../text/lines.js';

/** Cells of the two corners and of some border beside each. */
const borderWidth = 4;
/** Cells around the item's name: one before it, two behind it. */
const nameMargin = 3;
/** The item's name is cut to this many cells before any tab is left out. */
const cutNameWidth = 12;
/** The name is cut further, to this many cells, before a neighbour of the open tab is left out. */
const leastNameWidth = 4;

/** The selected item's name and the tabs, the open one in brackets. Arrows stand for tabs that a narrow pane leaves out. */
export const detailTitle = (state: State, width: number, glyphs: Glyphs): Line =>
	titleOf(state, detailNoun(state), width, glyphs);

function titleOf<N extends NounId>(state: State, noun: N, width: number, glyphs: Glyphs): Line {
	const pane = panes[noun];
	const item = selectedItem(state, noun);
	if (item === undefined) {
		return [span(` ${pane.title} `, 'dim')];
	}
	const name = (currentTab(state) === 'logs' ? mergedLog(state)?.title : undefined) ?? pane.name(item);
	const room = Math.max(0, width - borderWidth - nameMargin);
	const tabs = tabsBeside(tabsOf(noun), currentTab(state), cellWidth(name), room, glyphs);
	const shown = truncate(name, Math.max(1, room - lineWidth(tabs)), { ellipsis: glyphs.ellipsis, from: 'middle' });
	return [span(` ${shown}  `, state.focus === 'detail' ? 'title' : 'text'), ...tabs, span(' ', 'border')];
}

type Tabs = ReturnType<typeof tabsOf>;

/** The tabs beside a name of `nameWidth` cells: all of them, or those around the open one. */
const tabsBeside = memo((tabs: Tabs, open: string, nameWidth: number, room: number, glyphs: Glyphs): Line => {
	const at = tabs.findIndex(({ id }) => id === open);
	const strip = (separator: string, from = 0, to = tabs.length): Line => [
		...(from > 0 ? [span(`${glyphs.left} `, 'dim')] : []),
		...tabs
			.slice(from, to)
			.flatMap((tab, index) => [
				...(index > 0 ? [span(separator, 'dim')] : []),
				...tabLabel(tab.title, from + index === at),
			]),
		...(to < tabs.length ? [span(` ${glyphs.right}`, 'dim')] : []),
	];
	const fits = (line: Line, least: number) => lineWidth(line) + Math.min(nameWidth, least) <= room;
	const whole = [strip('  '), strip(glyphs.separator)];
	const all = whole.find(line => fits(line, nameWidth)) ?? whole.find(line => fits(line, cutNameWidth));
	const ranges = rangesAround(at, tabs.length).map(([from, to]) => strip(glyphs.separator, from, to));
	return (
		all ??
		ranges.find(line => fits(line, cutNameWidth)) ??
		ranges.find(line => fits(line, leastNameWidth)) ??
		strip(glyphs.separator, at, at + 1)
	);
});

/**
 * The ranges of tabs that contain the tab at `at` with its neighbours, as `[from, to)`: those that start furthest left come
 * first, and of these the longest, so that the strip scrolls no further than it must.
 */
function rangesAround(at: number, count: number): readonly (readonly [number, number])[] {
	const last = Math.min(count, at + 2);
	const starts = Array.from({ length: Math.max(0, at - 1) + 1 }, (_, from) => from);
	return starts.flatMap(from => Array.from({ length: count - last + 1 }, (_, less) => [from, count - less] as const));
}

const tabLabel = (title: string, isOpen: boolean): Line =>
	isOpen ? [span('[', 'key'), span(title, 'strong'), span(']', 'key')] : [span(title, 'dim')];
