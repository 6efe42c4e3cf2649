import { cellWidth, truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import type { NounId } from '../../../panes/noun.js';
import { panes } from '../../../panes/panes.js';
import { currentTab, selectedItem, tabsOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { lineWidth, span } from '../text/lines.js';

/** Cells that the border keeps for its corners and a bit of line. */
const border = 4;
/** So much of the subject's name must be seen beside the tabs. */
const shortName = 12;

/** The subject's name and the tabs, the open one in brackets; just that one with arrows where there is little room. */
export const detailTitle = (state: State, width: number, glyphs: Glyphs): Line =>
	titleOf(state, state.pane, width, glyphs);

function titleOf<N extends NounId>(state: State, noun: N, width: number, glyphs: Glyphs): Line {
	const pane = panes[noun];
	const item = selectedItem(state, noun);
	if (item === undefined) {
		return [span(` ${pane.title} `, 'dim')];
	}
	const room = Math.max(0, width - border);
	const name = pane.name(item);
	const least = Math.min(cellWidth(name), shortName);
	const strips = [tabStrip(state, '  '), tabStrip(state, glyphs.separator)];
	const tabs = strips.find(strip => lineWidth(strip) + least + 3 <= room) ?? openTab(state, glyphs);
	const shown = truncate(name, Math.max(1, room - lineWidth(tabs) - 3), { ellipsis: glyphs.ellipsis });
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
