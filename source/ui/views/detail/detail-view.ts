import { truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { currentTab, selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../list/empty-list.js';
import { logsTab } from '../tabs/logs/logs-tab.js';
import { textTabs } from '../tabs/text-tabs.js';
import { box } from '../text/box.js';
import { editSpans } from '../text/edit-line.js';
import { span } from '../text/lines.js';
import { detailTitle } from './detail-title.js';
import { searchRanges, showHits } from './search-hits.js';

/** The subject of the detail in its open tab, with a border: `height` lines of `width` cells. */
export function detailView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const inner = { width: Math.max(0, width - 2), height: Math.max(0, height - 2) };
	const { body, scroll } = content(state, inner.width, inner.height, glyphs);
	return box({
		title: detailTitle(state, width, glyphs),
		width,
		height,
		focused: state.focus === 'detail',
		body,
		scroll,
		footer: searchLine(state, inner.width - 6, glyphs),
		glyphs,
	});
}

type Content = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

function content(state: State, width: number, height: number, glyphs: Glyphs): Content {
	if (selectedItem(state, state.pane) === undefined) {
		return { body: [[], ...notice('nothing selected', 'dim', width)] };
	}
	const tab = currentTab(state);
	if (tab === 'logs') {
		return logsTab(state, width, height, glyphs);
	}
	const lines = textTabs[tab](state, width, height, glyphs);
	const top = Math.min(Math.max(0, state.text.top), Math.max(0, lines.length - height));
	const shown = lines.slice(top, top + height);
	const { search } = state.text;
	return {
		body: search === '' ? shown : shown.map(line => showHits(line, searchRanges(line, search))),
		scroll: { count: lines.length, offset: top },
	};
}

/** The search that is being typed, or in force in a text tab, in about `width` cells; the log has a line of its own for the latter. */
function searchLine(state: State, width: number, glyphs: Glyphs): Line {
	if (state.input?.purpose === 'search') {
		return [span(' /', 'key'), ...editSpans(state.input.edit, width), span(' ')];
	}
	const { search } = state.text;
	if (search === '' || currentTab(state) === 'logs') {
		return [];
	}
	return [span(' /', 'key'), span(`${truncate(search, Math.max(8, width), { ellipsis: glyphs.ellipsis })} `, 'accent')];
}
