import type { Container } from '../../domain/nouns/container.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import type { State } from '../state.js';
import { putItem } from './listing.js';

/**
 * Puts the row of a container that was made just now, by its event alone: the engine answers for it only when it has
 * started it. No row while a filter is set, as it is not known to match, nor before the first list, which brings it.
 */
export function putNewContainer(state: State, event: EngineEvent): State {
	const { containers } = state.lists;
	if (containers.status === 'loading' || state.panes.containers.filter.trim() !== '') {
		return state;
	}
	if (containers.byKey.has(event.id)) {
		return state;
	}
	const row = rowOf(event);
	return row ? putItem(state, 'containers', row) : state;
}

/** What only the engine can tell is empty. Source: moby daemon/events.go, LogContainerEvent: labels, then image and name. */
function rowOf({ id, at, attributes }: EngineEvent): Container | undefined {
	const { name = '', image = '', ...labels } = attributes;
	if (id === '' || name === '') {
		return undefined;
	}
	return {
		id,
		name,
		image,
		imageId: '',
		command: '',
		createdAt: at,
		state: 'created',
		status: 'Created',
		health: 'none',
		ports: [],
		labels,
		mounts: [],
		networks: {},
		provisional: true,
	};
}
