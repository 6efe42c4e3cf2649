import { truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { notice } from '../../../domain/text/notice.js';
import { textTabViewport } from '../../../state/detail/detail-viewport.js';
import { selectedStats, textLines } from '../../../state/detail/text-lines.js';
import { type BodySize, insideBorder } from '../../../state/layout.js';
import { currentLayout, currentTab, detailNoun, selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { logsTab } from '../tabs/logs/logs-tab.js';
import { statsTab } from '../tabs/stats/stats-tab.js';
import { box } from '../text/box.js';
import { editGap, type FieldPlace, measureField } from '../text/edit-line.js';
import { lineWidth, span } from '../text/lines.js';
import { detailTitle } from './detail-title.js';
import { showHits } from './search-hits.js';

/** Shows the open tab of the selected item with a border: `height` lines of `width` cells. */
export function detailView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const inner = insideBorder({ width, height });
	const { body, scroll } = content(state, inner, glyphs);
	return box({
		title: detailTitle(state, width, glyphs),
		width,
		height,
		focused: state.focus === 'detail',
		body,
		scroll,
		footer: searchLine(state, inner.width - searchMargin, glyphs),
		glyphs,
	});
}

type Content = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

function content(state: State, size: BodySize, glyphs: Glyphs): Content {
	if (selectedItem(state, detailNoun(state)) === undefined) {
		return { body: [[], ...notice('nothing selected', 'dim', size.width)] };
	}
	if (currentTab(state) === 'logs') {
		return logsTab(state, size, glyphs);
	}
	const { top, height, count } = textTabViewport(state, size);
	const shown = tabLines(state, size, glyphs).slice(top, top + height);
	const { search } = state.text;
	return {
		body: search === '' ? shown : shown.map(line => showHits(line, search)),
		scroll: { count, offset: top },
	};
}

/** The lines of a text tab, or of the Stats tab with its charts. */
function tabLines(state: State, { width, height }: BodySize, glyphs: Glyphs): readonly Line[] {
	const showsCharts = currentTab(state) === 'stats' && detailNoun(state) === 'containers';
	const stats = showsCharts ? selectedStats(state, width) : undefined;
	return stats ? statsTab(stats, width, height, glyphs) : textLines(state, width);
}

const slash = [span(' /', 'key')];
const ampersand = [span(' &', 'key')];
/** The sign before the text of the input of the detail; undefined while none is open. */
const signOf = ({ input }: State): Line | undefined =>
	input === undefined || input.purpose === 'filter' ? undefined : input.purpose === 'search' ? slash : ampersand;
/** Cells of the lower border that stay visible beside a search. */
const searchMargin = 6;

/** The search field, or the search of a text tab, in about `width` cells. The log has its search in its status line. */
function searchLine(state: State, width: number, glyphs: Glyphs): Line {
	const sign = signOf(state);
	if (sign !== undefined && state.input !== undefined) {
		return [...sign, ...editGap(state.input.edit, width), span(' ')];
	}
	const { search } = state.text;
	if (search === '' || currentTab(state) === 'logs') {
		return [];
	}
	return [...slash, span(`${truncate(search, Math.max(8, width), { ellipsis: glyphs.ellipsis })} `, 'accent')];
}

/** Returns the place of the search field; undefined if none is open, or the detail is not on screen or too narrow. */
export function searchField(state: State, glyphs: Glyphs): FieldPlace | undefined {
	const { detail } = currentLayout(state);
	const sign = signOf(state);
	if (sign === undefined || state.input === undefined || !detail) {
		return undefined;
	}
	const fieldWidth = detail.width - 2 - searchMargin;
	const { edit } = state.input;
	const { cells, width } = measureField(edit, fieldWidth);
	const line = lineWidth(searchLine(state, fieldWidth, glyphs));
	// The border leaves out a footer that does not fit.
	if (line + 3 > detail.width - 2) {
		return undefined;
	}
	const x = detail.x + detail.width - 2 - line + lineWidth(sign);
	return { edit, width, rect: { x, y: detail.y + detail.height - 1, width: cells, height: 1 } };
}
