import type { Container } from '../../../domain/container.js';
import { statusText } from '../../../domain/container-status.js';
import type { Image } from '../../../domain/image.js';
import type { Line } from '../../../domain/line.js';
import type { Volume } from '../../../domain/volume.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import { notice } from '../empty-list.js';
import { textTable } from './text-table.js';

/** The containers that use the selected image or volume, running or not. */
export function usedByTab(state: State, width: number): readonly Line[] {
	const item = selectedItem<Image | Volume>(state, state.pane);
	return item === undefined ? [] : userLines(item, state.containers.items, state.now, width);
}

const uses = (container: Container, item: Image | Volume): boolean =>
	'id' in item ? container.imageId === item.id : container.mounts.includes(item.name);

const userLines = memo(
	(item: Image | Volume, containers: readonly Container[], now: number, width: number): readonly Line[] => {
		const users = containers.filter(container => uses(container, item));
		if (users.length === 0) return [[], ...notice('no container uses it', 'dim', width)];
		return textTable(
			[{ header: 'NAMES' }, { header: 'IMAGE', role: 'dim' }, { header: 'STATUS' }],
			users.map(container => [container.name, container.image, statusText(container, now)]),
			width,
		);
	},
);
