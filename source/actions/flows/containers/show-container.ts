import type { Container } from '../../../domain/nouns/container.js';
import { putItem } from '../../../state/lists/listing.js';
import { focusPane, openTab, settle, withPane } from '../../../state/lists/selection.js';
import { shownContainers } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';

/** A container as the engine lists it now; undefined when it is gone. */
export async function listedContainer(context: ActionContext, id: string): Promise<Container | undefined> {
	const [row] = await context.fetch(signal => context.engine.containers.list({ signal, filters: { id: [id] } }));
	return row;
}

/**
 * Selects a container in its pane with its log, as soon as the engine lists it; a filter that hides it goes. Resolves to
 * it, undefined when it is gone already.
 */
export async function showContainer(context: ActionContext, id: string): Promise<Container | undefined> {
	const row = await listedContainer(context, id);
	if (!row) {
		return undefined;
	}
	context.update(state => {
		const listed = state.lists.containers.byKey.has(id) ? state : putItem(state, 'containers', row);
		return openTab(focusPane(selected(shown(listed, id), id), 'containers'), 'containers', 'logs');
	});
	return row;
}

/** The state with nothing that would hide the container. */
function shown(state: State, id: string): State {
	if (shownContainers(state).some(container => container.id === id)) {
		return state;
	}
	return withPane(state, 'containers', { filter: '', all: true });
}

const selected = (state: State, id: string): State =>
	settle(withPane(state, 'containers', { selected: id, marks: new Set() }), 'containers');
