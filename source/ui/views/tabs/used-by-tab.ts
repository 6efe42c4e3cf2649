import type { Container } from '../../../domain/nouns/container.js';
import { statusText } from '../../../domain/nouns/container-status.js';
import type { Line } from '../../../domain/text/line.js';
import type { Facts } from '../../../panes/pane.js';
import { factsOf } from '../../../state/facts.js';
import { selectedUsers } from '../../../state/lists/users.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import { notice } from '../list/empty-list.js';
import { textTable } from './text-table.js';

/** Narrower than this, the images would take the room of names and status. */
const roomForImages = 76;

/** The containers that use the selected image or volume, running or not. */
export function usedByTab(state: State, width: number): readonly Line[] {
	if (selectedItem(state, state.pane) === undefined) {
		return [];
	}
	return userLines(selectedUsers(state), factsOf(state), width);
}

const userLines = memo((users: readonly Container[], facts: Facts, width: number): readonly Line[] => {
	if (users.length === 0) {
		return [[], ...notice('no container uses it', 'dim', width)];
	}
	const images = width >= roomForImages;
	return textTable(
		[{ header: 'NAMES' }, ...(images ? [{ header: 'IMAGE', role: 'dim' as const }] : []), { header: 'STATUS' }],
		users.map(user => [user.name, ...(images ? [user.image] : []), statusText(user, facts.now, facts.detail(user.id))]),
		width,
	);
});
