import type { Container } from '../domain/container.js';
import { hasStats, isRunning } from '../domain/container-gates.js';
import type { TabId } from '../panes/pane.js';
import type { LogWindow } from './log-view.js';
import { memo } from './memo.js';
import {
	containerDetail,
	currentLayout,
	currentTab,
	selectedItem,
	shownContainers,
	sortKeyOf,
	visibleItems,
} from './selectors.js';
import type { State } from './state.js';
import { selectedUsers } from './users.js';

/**
 * Something that the screen needs from the engine now. Streams and polls run while they are wanted; a resource is fetched
 * once, and again when an event makes it stale. The key says all that the work depends on: another key, other work.
 */
export type Want =
	| { readonly kind: 'stats'; readonly key: string; readonly id: string }
	/** Statistics of the running containers off screen, slowly: an order by load needs them. */
	| { readonly kind: 'sweep'; readonly key: string }
	| {
			readonly kind: 'logs';
			readonly key: string;
			readonly id: string;
			readonly window: LogWindow;
			readonly tty: boolean;
			readonly running: boolean;
	  }
	| { readonly kind: 'processes'; readonly key: string; readonly id: string }
	| { readonly kind: 'resource'; readonly key: string; readonly of: ResourceKind; readonly id: string };
export type ResourceKind = 'container' | 'image' | 'history' | 'volume' | 'network';

/**
 * What the screen needs now. Nothing while there is no engine. The log's window is an input of its own, as it stays while
 * the log's lines come.
 */
export function wanted(state: State, window: LogWindow = state.logs.window): readonly Want[] {
	if (state.connection.status !== 'connected') return [];
	// The detail first: what is looked at does not wait behind the rows.
	const wants = detailWants(state, window);
	const known = new Set(wants.map(({ key }) => key));
	const live = !state.resting && sortKeyOf(state, 'containers')?.live === true;
	const visible = visibleItems<Container>(state, 'containers');
	const rows = rowWants(visible, state.resting, live ? shownContainers(state).length : 0);
	return [...wants, ...rows.filter(({ key }) => !known.has(key))];
}

/** @param ordered How many containers an order by load puts in order; 0 for other orders. */
const rowWants = memo((visible: readonly Container[], resting: boolean, ordered: number): readonly Want[] => {
	const wants: Want[] = [];
	for (const container of visible) {
		wants.push(resource('container', container.id));
		if (hasStats(container) && !resting) wants.push(stats(container.id));
	}
	if (ordered > visible.length) wants.push({ kind: 'sweep', key: 'sweep' });
	return wants;
});

function detailWants(state: State, window: LogWindow): Want[] {
	if (!currentLayout(state).detail) return [];
	const tab = currentTab(state);
	switch (state.pane) {
		case 'containers':
			return containerWants(state, tab, window);
		case 'images': {
			const image = selectedItem<{ id: string }>(state, 'images');
			if (!image) return [];
			if (tab === 'used-by') return userWants(state);
			return [resource(tab === 'layers' ? 'history' : 'image', image.id)];
		}
		case 'volumes': {
			const volume = selectedItem<{ name: string }>(state, 'volumes');
			if (!volume) return [];
			return tab === 'used-by' ? userWants(state) : [resource('volume', volume.name)];
		}
		case 'networks': {
			const network = selectedItem<{ id: string }>(state, 'networks');
			return network ? [resource('network', network.id)] : [];
		}
	}
}

function containerWants(state: State, tab: TabId, window: LogWindow): Want[] {
	const container = selectedItem<Container>(state, 'containers');
	if (!container) return [];
	const { id } = container;
	const wants: Want[] = [resource('container', id)];
	// A graph that somebody has opened gets no holes.
	if (hasStats(container) && (!state.resting || tab === 'stats')) wants.push(stats(id));
	if (tab === 'top' && container.state === 'running') wants.push({ kind: 'processes', key: `top:${id}`, id });
	const detail = containerDetail(state, id);
	if (tab === 'logs' && detail) {
		const running = isRunning(container);
		// A log that ended goes on when its container runs again: running is a part of the key.
		const key = `logs:${id}:${window}:${running}`;
		wants.push({ kind: 'logs', key, id, window, tty: detail.tty, running });
	}
	return wants;
}

/** Of those that use an image or a volume, since when they run or no longer do. */
const userWants = (state: State): Want[] =>
	selectedUsers(state)
		.slice(0, state.size.rows)
		.map(({ id }) => resource('container', id));

const stats = (id: string): Want => ({ kind: 'stats', key: `stats:${id}`, id });
const resource = (of: ResourceKind, id: string): Want => ({ kind: 'resource', key: `${of}:${id}`, of, id });
