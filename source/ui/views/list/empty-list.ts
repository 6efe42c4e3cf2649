import { wrapMiddle } from '../../../domain/text/cut-middle.js';
import type { Line, Role } from '../../../domain/text/line.js';
import type { NounId } from '../../../panes/noun.js';
import { panes } from '../../../panes/panes.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { span } from '../text/lines.js';

/** The text of a list without rows: it is loading, or the reason why it failed or is empty. */
export function emptyLines(state: State, id: NounId, width: number, height: number, glyphs: Glyphs): Line[] {
	const { text, role } = reason(state, id, glyphs);
	// As `notice`, but the end of a long error stays: it has the cause.
	const rows = wrapMiddle(text, Math.max(1, width - 4), Math.max(1, height), glyphs.ellipsis);
	return rows.map((row): Line => [span('  '), span(row, role)]).slice(0, height);
}

function reason(state: State, id: NounId, glyphs: Glyphs): { text: string; role: Role } {
	const { status, items, error } = state.lists[id];
	const { filter } = state.panes[id];
	if (items.length === 0) {
		if (status === 'loading') {
			return { text: `loading${glyphs.ellipsis}`, role: 'dim' };
		}
		if (status === 'failed') {
			return { text: `${glyphs.failed} ${error ?? 'failed'}`, role: 'bad' };
		}
		return { text: filter === '' ? panes[id].empty : `nothing matches ${filter}`, role: 'dim' };
	}
	return { text: filter === '' ? `none shown, ${items.length} hidden` : `nothing matches ${filter}`, role: 'dim' };
}
