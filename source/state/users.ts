import type { Container } from '../domain/container.js';
import type { Image } from '../domain/image.js';
import type { Volume } from '../domain/volume.js';
import { memo } from './memo.js';
import { selectedItem } from './selectors.js';
import type { State } from './state.js';

const uses = (container: Container, item: Image | Volume): boolean =>
	'id' in item ? container.imageId === item.id : container.mounts.includes(item.name);

const usersAmong = memo((item: Image | Volume, containers: readonly Container[]): readonly Container[] =>
	containers.filter(container => uses(container, item)),
);

/** The containers, running or not, that use the selected image or volume. */
export function selectedUsers(state: State): readonly Container[] {
	const item = selectedItem<Image | Volume>(state, state.pane);
	return item === undefined ? [] : usersAmong(item, state.containers.items);
}
