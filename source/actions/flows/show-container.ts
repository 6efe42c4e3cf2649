import { putItem } from '../../state/listing.js';
import { focusPane, openTab, settle, withPane } from '../../state/selection.js';
import { shownContainers } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { ActionContext } from '../action.js';

/**
 * Selects a container in its pane with its log, as soon as the engine lists it; a filter that hides it goes. False when
 * it is gone already.
 */
export async function showContainer(context: ActionContext, id: string): Promise<boolean> {
	const [row] = await context.fetch(signal => context.engine.containers.list({ signal, filters: { id: [id] } }));
	if (!row) return false;
	context.update(state => {
		const listed = state.containers.byKey.has(id) ? state : putItem(state, 'containers', row);
		return openTab(focusPane(selected(shown(listed, id), id), 'containers'), 'logs');
	});
	return true;
}

/** The state with nothing that would hide the container. */
function shown(state: State, id: string): State {
	if (shownContainers(state).some(container => container.id === id)) return state;
	return withPane(state, 'containers', { filter: '', all: true });
}

const selected = (state: State, id: string): State =>
	settle(withPane(state, 'containers', { selected: id, marks: new Set() }), 'containers');
