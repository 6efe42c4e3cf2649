import { cellWidth, truncate } from '../../domain/cell-width.js';
import type { Line } from '../../domain/line.js';
import { currentTab, paneOf, selectedItem } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { lineWidth, span } from './lines.js';

/** Cells that the border keeps for its corners and a bit of line. */
const border = 4;
/** So much of the subject's name must be seen beside the tabs. */
const shortName = 12;

/** The subject's name and the tabs, the open one in brackets; just that one with arrows where there is little room. */
export function detailTitle(state: State, width: number, glyphs: Glyphs): Line {
	const pane = paneOf(state.pane);
	const item = selectedItem(state, state.pane);
	if (item === undefined) return [span(` ${pane.title} `, 'dim')];
	const room = Math.max(0, width - border);
	const name: string = pane.name(item);
	const least = Math.min(cellWidth(name), shortName);
	const strips = [tabStrip(state, '  '), tabStrip(state, glyphs.separator)];
	const tabs = strips.find(strip => lineWidth(strip) + least + 3 <= room) ?? openTab(state, glyphs);
	const shown = truncate(name, Math.max(1, room - lineWidth(tabs) - 3), { ellipsis: glyphs.ellipsis });
	return [span(` ${shown}  `, state.focus === 'detail' ? 'title' : 'text'), ...tabs, span(' ', 'border')];
}

function tabStrip(state: State, separator: string): Line {
	const open = currentTab(state);
	return paneOf(state.pane).tabs.flatMap(({ id, title }, index) => [
		...(index > 0 ? [span(separator, 'dim')] : []),
		...(id === open ? [span('[', 'key'), span(title, 'strong'), span(']', 'key')] : [span(title, 'dim')]),
	]);
}

function openTab(state: State, glyphs: Glyphs): Line {
	const { tabs } = paneOf(state.pane);
	const at = tabs.findIndex(({ id }) => id === currentTab(state));
	return [
		span(glyphs.left, 'dim'),
		span('[', 'key'),
		span(tabs[at]?.title ?? '', 'strong'),
		span(']', 'key'),
		span(`${glyphs.right} ${at + 1}/${tabs.length}`, 'dim'),
	];
}
