import { wordsOf } from '../actions/failure.js';
import type { Container } from '../domain/container.js';
import type { EngineEvent } from '../domain/events.js';
import type { Call, Engine } from '../engine/engine.js';
import { isAbort, isConnectionError } from '../engine/errors.js';
import type { PaneId } from '../panes/pane.js';
import { paneIds } from '../panes/pane.js';
import { applyEvent, invalidate } from '../state/events.js';
import { failListing, putItem, removeItem, replaceItems } from '../state/listing.js';
import type { Busy } from './busy.js';
import type { Clock } from './clock.js';
import type { Store } from './store.js';

/** Events are gathered this long before the engine is asked about what they touched. Milliseconds. */
const gather = 40;
/** More touched containers than this are fetched by one whole list. */
const listAbove = 40;

/** Which events change rows that only the engine can tell (addresses, ports, names). */
const quiet = /^(exec_|health_status|top$|attach$|detach$|resize$|copy$|archive-path$|extract-to-dir$|export$)/;

export type ResourceSync = {
	/** Runs until the connection is lost (resolves to the reason) or the signal aborts (resolves to `undefined`). */
	run(): Promise<string | undefined>;
	/** Asks for every list again. */
	refresh(): void;
};

/**
 * Keeps the lists true: subscribes to events first, then lists, then patches by event. A container's event costs at most
 * one request for its row; other nouns are listed again, once per burst.
 */
export function createResourceSync(options: {
	engine: Engine;
	store: Store;
	clock: Clock;
	busy: Busy;
	signal: AbortSignal;
}): ResourceSync {
	const { engine, store, clock, busy, signal } = options;
	const dirtyLists = new Set<PaneId>();
	const dirtyContainers = new Set<string>();
	let scheduled = false;
	let running: Promise<void> | undefined;
	let lost: ((reason: string) => void) | undefined;

	const fetchers: Readonly<Record<PaneId, (call: Call) => Promise<readonly unknown[]>>> = {
		containers: call => engine.containers.list(call),
		images: call => engine.images.list(call),
		volumes: call => engine.volumes.list(call),
		networks: call => engine.networks.list(call),
	};

	async function list(id: PaneId): Promise<void> {
		try {
			const items = await fetchers[id]({ signal });
			if (!signal.aborted) store.update(state => replaceItems(state, id, items));
		} catch (error) {
			if (isAbort(error, signal)) return;
			store.update(state => failListing(state, id, wordsOf(error)));
			if (isConnectionError(error)) lost?.(wordsOf(error));
		}
	}

	async function fetchContainers(ids: readonly string[]): Promise<void> {
		try {
			const rows = await engine.containers.list({ signal, filters: { id: ids } });
			if (signal.aborted) return;
			const found = new Map(rows.map(row => [row.id, row]));
			store.update(state =>
				ids.reduce((next, id) => {
					const row = found.get(id);
					return row
						? putItem(next, 'containers', keepTimes(row, next.containers.byKey.get(id)))
						: removeItem(next, 'containers', id);
				}, state),
			);
		} catch (error) {
			if (!isAbort(error, signal)) dirtyLists.add('containers');
		}
	}

	async function flush(): Promise<void> {
		const ids = [...dirtyContainers];
		dirtyContainers.clear();
		if (ids.length > listAbove) dirtyLists.add('containers');
		const panes = [...dirtyLists];
		dirtyLists.clear();
		const containers = ids.length > 0 && !panes.includes('containers') ? [fetchContainers(ids)] : [];
		await Promise.all([...panes.map(list), ...containers]);
	}

	/** One refresh at a time, and once more if something came meanwhile. */
	function schedule(): void {
		if (scheduled || signal.aborted) return;
		scheduled = true;
		const release = busy.hold();
		clock.after(gather, async () => {
			await running;
			scheduled = false;
			running = flush().finally(release);
		});
	}

	function onEvent(event: EngineEvent): void {
		store.update(state => applyEvent(state, event));
		if (event.type === 'container') {
			if (event.action === 'destroy' || quiet.test(event.action)) return;
			dirtyContainers.add(event.id);
			if (event.action === 'commit') dirtyLists.add('images');
		} else if (event.type === 'image') {
			dirtyLists.add('images');
		} else if (event.type === 'volume') {
			if (event.action !== 'create' && event.action !== 'destroy') return;
			dirtyLists.add('volumes');
		} else if (event.type === 'network') {
			const container = event.attributes.container;
			if (container) dirtyContainers.add(container);
			if (event.action !== 'connect' && event.action !== 'disconnect') dirtyLists.add('networks');
		} else if (event.type === 'builder') {
			dirtyLists.add('images');
		} else return;
		schedule();
	}

	return {
		refresh() {
			store.update(state => [...state.resources.keys()].reduce(invalidate, state));
			for (const id of paneIds) dirtyLists.add(id);
			schedule();
		},
		async run() {
			const reason = new Promise<string>(resolve => {
				lost = resolve;
			});
			const ready = () => {
				for (const id of paneIds) dirtyLists.add(id);
				// The first lists do not wait for more events to gather.
				void busy.track(flush());
			};
			const events = async (): Promise<string | undefined> => {
				try {
					for await (const event of engine.system.events({ signal, ready })) onEvent(event);
					return signal.aborted ? undefined : 'the engine closed the connection';
				} catch (error) {
					return isAbort(error, signal) ? undefined : wordsOf(error);
				}
			};
			return Promise.race([events(), reason]);
		},
	};
}

/** A list does not tell when a container started; what events and inspect told stays while the state is the same. */
function keepTimes(row: Container, before: Container | undefined): Container {
	if (!before || before.state !== row.state) return row;
	const { startedAt, finishedAt, exitCode } = before;
	return { ...row, startedAt, finishedAt, exitCode };
}
