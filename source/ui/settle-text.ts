import { plainText } from '../domain/text/lines.js';
import { matcher } from '../state/logs/log-view.js';
import { currentLayout, currentTab, selectedItem } from '../state/selectors.js';
import type { State } from '../state/state.js';
import type { Glyphs } from './glyphs.js';
import { textTabs } from './views/tabs/text-tabs.js';

/**
 * Brings the scroll of a text tab in line with what only the view knows, its lines: no further than the last page, and on
 * to the next hit when `n` or `N` asked for one. The same state when there is nothing to settle.
 */
export function settleText(state: State, glyphs: Glyphs): State {
	const { text } = state;
	if (text.top === 0 && text.jump === 0) {
		return state;
	}
	const tab = currentTab(state);
	const { detail } = currentLayout(state);
	if (tab === 'logs' || !detail || selectedItem(state, state.pane) === undefined) {
		return state;
	}
	const height = Math.max(1, detail.height - 2);
	const lines = textTabs[tab](state, Math.max(0, detail.width - 2), height, glyphs);
	const wanted = text.jump === 0 ? text.top : hitFrom(lines.map(plainText), text, text.jump);
	const top = Math.min(Math.max(0, wanted), Math.max(0, lines.length - height));
	return top === text.top && text.jump === 0
		? state
		: { ...state, text: { ...text, top, jump: 0, hit: text.jump === 0 ? text.hit : wanted } };
}

/** The next or previous line that matches, round the ends; the present top without a match. */
function hitFrom(lines: readonly string[], { top, hit, search }: State['text'], jump: 1 | -1): number {
	const matches = matcher(search);
	if (!matches) {
		return top;
	}
	const hits = lines.flatMap((line, index) => (matches(line) ? [index] : []));
	const from = hit ?? top - jump;
	return (jump > 0 ? (hits.find(at => at > from) ?? hits[0]) : (hits.findLast(at => at < from) ?? hits.at(-1))) ?? top;
}
