import type { Container } from '../../../domain/nouns/container.js';
import { putItem } from '../../../state/lists/listing.js';
import { highlight } from '../../../state/lists/new-item.js';
import { focusPane, openTab, settle, withPane } from '../../../state/lists/selection.js';
import { shownContainers } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';

/** Asks the engine for a container's row; undefined when the container no longer exists. */
export async function listedContainer(context: ActionContext, id: string): Promise<Container | undefined> {
	const [row] = await context.fetch(signal => context.engine.containers.list({ signal, filters: { id: [id] } }));
	return row;
}

/**
 * Selects and highlights a new container in its pane and opens its default tab: its log, or the reason why it has none;
 * clears a filter that hides it. Resolves to the container; undefined when it no longer exists.
 */
export async function showContainer(context: ActionContext, id: string): Promise<Container | undefined> {
	const row = await listedContainer(context, id);
	if (!row) {
		return undefined;
	}
	context.update(state => {
		const listed = state.lists.containers.byKey.has(id) ? state : putItem(state, 'containers', row);
		const focused = focusPane(selected(shown(listed, id), id), 'containers');
		return highlight(openTab(focused, 'containers', undefined), 'containers', id);
	});
	return row;
}

/** Clears the filter and shows all containers, if the container is hidden. */
function shown(state: State, id: string): State {
	if (shownContainers(state).some(container => container.id === id)) {
		return state;
	}
	return withPane(state, 'containers', { filter: '', all: true });
}

const selected = (state: State, id: string): State =>
	settle(withPane(state, 'containers', { selected: id, marks: new Set() }), 'containers');
