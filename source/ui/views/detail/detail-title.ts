import { cellWidth, truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import type { NounId } from '../../../panes/noun.js';
import { panes } from '../../../panes/panes.js';
import { currentTab, selectedItem, tabsOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { lineWidth, span } from '../text/lines.js';

/** Cells of the two corners and of some border beside each. */
const borderWidth = 4;
/** At least this many cells of the item's name stay visible beside the tabs. */
const minNameWidth = 12;

/** The selected item's name and the tabs, the open one in brackets; a narrow pane shows only the open one, with arrows. */
export const detailTitle = (state: State, width: number, glyphs: Glyphs): Line =>
	titleOf(state, state.pane, width, glyphs);

function titleOf<N extends NounId>(state: State, noun: N, width: number, glyphs: Glyphs): Line {
	const pane = panes[noun];
	const item = selectedItem(state, noun);
	if (item === undefined) {
		return [span(` ${pane.title} `, 'dim')];
	}
	const innerWidth = Math.max(0, width - borderWidth);
	const name = pane.name(item);
	const minWidth = Math.min(cellWidth(name), minNameWidth);
	const strips = [tabStrip(state, '  '), tabStrip(state, glyphs.separator)];
	const tabs = strips.find(strip => lineWidth(strip) + minWidth + 3 <= innerWidth) ?? openTab(state, glyphs);
	const shown = truncate(name, Math.max(1, innerWidth - lineWidth(tabs) - 3), { ellipsis: glyphs.ellipsis });
	return [span(` ${shown}  `, state.focus === 'detail' ? 'title' : 'text'), ...tabs, span(' ', 'border')];
}

function tabStrip(state: State, separator: string): Line {
	const open = currentTab(state);
	return tabsOf(state.pane).flatMap(({ id, title }, index) => [
		...(index > 0 ? [span(separator, 'dim')] : []),
		...(id === open ? [span('[', 'key'), span(title, 'strong'), span(']', 'key')] : [span(title, 'dim')]),
	]);
}

function openTab(state: State, glyphs: Glyphs): Line {
	const tabs = tabsOf(state.pane);
	const at = tabs.findIndex(({ id }) => id === currentTab(state));
	return [
		span(glyphs.left, 'dim'),
		span('[', 'key'),
		span(tabs[at]?.title ?? '', 'strong'),
		span(']', 'key'),
		span(`${glyphs.right} ${at + 1}/${tabs.length}`, 'dim'),
	];
}
