import type { Line, Role } from '../../domain/line.js';
import type { PaneId } from '../../panes/pane.js';
import { paneOf } from '../../state/selectors.js';
import type { Listing, State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { span } from './lines.js';
import { wrapText } from './wrap-text.js';

/** What stands in a list without rows: that it is loading, why it failed, or why it is empty. */
export function emptyLines(state: State, id: PaneId, width: number, height: number, glyphs: Glyphs): Line[] {
	const { text, role } = reason(state, id, glyphs);
	return notice(text, role, width).slice(0, height);
}

function reason(state: State, id: PaneId, glyphs: Glyphs): { text: string; role: Role } {
	const { status, items, error }: Listing<unknown> = state[id];
	const { filter } = state.panes[id];
	if (items.length === 0) {
		if (status === 'loading') return { text: `loading${glyphs.ellipsis}`, role: 'dim' };
		if (status === 'failed') return { text: `${glyphs.failed} ${error ?? 'failed'}`, role: 'bad' };
		return { text: paneOf(id).empty, role: 'dim' };
	}
	return { text: filter === '' ? `none shown, ${items.length} hidden` : `nothing matches ${filter}`, role: 'dim' };
}

/** A sentence in place of content, wrapped. */
export function notice(text: string, role: Role, width: number): Line[] {
	return wrapText(text, Math.max(1, width - 4)).map(part => [span('  '), span(part, role)]);
}
