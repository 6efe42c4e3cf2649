import type { Container } from '../../domain/nouns/container.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import { withoutHub } from '../../domain/registry/reference.js';
import type { State } from '../state.js';
import { putItem } from './listing.js';

/**
 * Adds the row of a new container by its event alone: the engine lists a container only after it has started it. Adds no row
 * while a filter is set, since the event does not contain all that a filter compares, nor before the first list, which has it.
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

/** Fields that the event lacks are empty. Source: moby daemon/events.go, LogContainerEvent: labels, then image and name. */
function rowOf({ id, at, attributes }: EngineEvent): Container | undefined {
	const { name = '', image: asked = '', ...labels } = attributes;
	const image = withoutHub(asked);
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
