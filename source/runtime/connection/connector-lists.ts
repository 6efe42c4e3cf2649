import { wordsOf } from '../../actions/failure.js';
import { failListing, replaceItems } from '../../state/lists/listing.js';
import { shownPanes } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import type { Store } from '../store.js';
import type { Connector } from './connector.js';
import { type ConnectorNoun, connectorLists, connectorNouns } from './list-sources.js';

export type ConnectorSync = {
	/** Fetches the lists that are on screen again. */
	refresh(): void;
	stop(): void;
};

/**
 * Keeps the lists that come from the connector: fetches one when its pane comes on screen, and again when the dashboard
 * changes to another engine, since the list shows which one is in use.
 */
export function createConnectorLists(options: {
	store: Store;
	connector: Connector;
	foreground: ForegroundWork;
}): ConnectorSync {
	const { store, foreground } = options;
	const lists = connectorLists(options.connector, () => store.getState().endpoint);
	let isStopped = false;

	async function list<N extends ConnectorNoun>(noun: N): Promise<void> {
		try {
			const items = await lists[noun]();
			if (!isStopped) {
				store.update(state => replaceItems(state, noun, items));
			}
		} catch (error) {
			if (!isStopped) {
				store.update(state => failListing(state, noun, wordsOf(error)));
			}
		}
	}

	const shown = (state: State): readonly ConnectorNoun[] =>
		connectorNouns.filter(noun => shownPanes(state).includes(noun));
	const ask = (nouns: readonly ConnectorNoun[]): void => {
		for (const noun of nouns) {
			void foreground.track(list(noun));
		}
	};

	const unsubscribe = store.subscribe((state, before) => {
		if (state.pane === before.pane && state.endpoint === before.endpoint && state.connection === before.connection) {
			return;
		}
		const known = state.endpoint === before.endpoint ? shown(before) : [];
		ask(shown(state).filter(noun => !known.includes(noun)));
	});

	return {
		refresh: () => ask(shown(store.getState())),
		stop() {
			isStopped = true;
			unsubscribe();
		},
	};
}
