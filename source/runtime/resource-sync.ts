import { wordsOf } from '../actions/failure.js';
import type { Container } from '../domain/container.js';
import type { EngineEvent } from '../domain/events.js';
import type { Engine } from '../engine/engine.js';
import { isAbort, isConnectionError } from '../engine/errors.js';
import { effectOf, panes } from '../panes/panes.js';
import { applyEvent } from '../state/events.js';
import { failListing, putItem, removeItem, replaceItems } from '../state/listing.js';
import { invalidateAll } from '../state/resources.js';
import { backoff } from './backoff.js';
import { createBatch } from './batch.js';
import type { Busy } from './busy.js';
import type { Clock } from './clock.js';
import { type EngineLists, type EngineNoun, engineLists, engineNouns } from './list-sources.js';
import { createPace } from './pace.js';
import type { Store } from './store.js';
import { createTold } from './told.js';

/** Events reach the store together, at most this often. Milliseconds. */
const eventInterval = 50;
/** A row that was older than the last event is asked for again after this. Milliseconds. */
const askAgain = 150;
/** More touched containers than this are fetched by one whole list. */
const listAbove = 40;
/** A list that failed is asked for again, first after this. Milliseconds. */
const retry = 1000;
/** The engine must have taken the subscription to its events within this. Milliseconds. */
const patience = 15_000;

export type ResourceSync = {
	/** Runs until the connection is lost (resolves to the reason) or the signal aborts (resolves to `undefined`). */
	run(): Promise<string | undefined>;
	/** Asks for every list again. */
	refresh(): void;
};

/**
 * Keeps the lists true: subscribes to events first, then lists, then patches by event. A container's event costs at most
 * one request for its row; other nouns are listed again, once per burst. A list that fails is asked for until it comes.
 */
export function createResourceSync(options: {
	engine: Engine;
	store: Store;
	clock: Clock;
	busy: Busy;
	/** Says what went wrong, once per trouble. */
	warn(text: string): void;
	signal: AbortSignal;
}): ResourceSync {
	const { engine, store, clock, signal } = options;
	const dirtyLists = new Set<EngineNoun>();
	const dirtyContainers = new Set<string>();
	const told = createTold(clock);
	const failures = new Map<EngineNoun, number>();
	/** Lists that are asked for again soon: once each, however often they fail until then. */
	const retrying = new Set<EngineNoun>();
	const pace = createPace({ ...options, refresh });
	let lose: (reason: string) => void = () => {};

	const lists: EngineLists = {
		...engineLists(engine),
		async containers(call) {
			const rows = await engine.containers.list(call);
			return signal.aborted ? rows : withLater(rows.map(newerOf));
		},
	};

	async function list<N extends EngineNoun>(noun: N): Promise<void> {
		try {
			const items = await lists[noun]({ signal });
			failures.delete(noun);
			if (!signal.aborted) store.update(state => replaceItems(state, noun, items));
		} catch (error) {
			if (!isAbort(error, signal)) failed(noun, error);
		}
	}

	/** A list with the rows of what was made after it was asked for: they are asked for next. */
	function withLater(rows: readonly Container[]): readonly Container[] {
		if (dirtyContainers.size === 0) return rows;
		const listed = new Set(rows.map(({ id }) => id));
		const { items } = store.getState().lists.containers;
		const later = items.filter(({ id }) => dirtyContainers.has(id) && !listed.has(id));
		return [...later, ...rows];
	}

	/** The row, or what is known already when the list is older than that. */
	function newerOf(row: Container): Container {
		const before = store.getState().lists.containers.byKey.get(row.id);
		if (!before || !told.outdates(row)) return keepTimes(row, before);
		clock.after(askAgain, () => {
			dirtyContainers.add(row.id);
			pace.due();
		});
		return before;
	}

	async function fetchContainers(ids: readonly string[]): Promise<void> {
		try {
			const rows = await engine.containers.list({ signal, filters: { id: ids } });
			if (signal.aborted) return;
			const found = new Map(rows.map(row => [row.id, newerOf(row)]));
			store.update(state =>
				ids.reduce((next, id) => {
					const row = found.get(id);
					return row ? putItem(next, 'containers', row) : removeItem(next, 'containers', id);
				}, state),
			);
		} catch (error) {
			if (!isAbort(error, signal)) failed('containers', error);
		}
	}

	/** What is known stays on screen, said to be stale. */
	function failed(id: EngineNoun, error: unknown): void {
		const words = wordsOf(error);
		store.update(state => failListing(state, id, words));
		if (isConnectionError(error)) {
			lose(words);
			return;
		}
		const count = (failures.get(id) ?? 0) + 1;
		failures.set(id, count);
		if (count === 1) options.warn(`${panes[id].title} not refreshed: ${words}`);
		if (retrying.has(id)) return;
		retrying.add(id);
		clock.after(backoff(count, retry), () => {
			retrying.delete(id);
			dirtyLists.add(id);
			pace.due();
		});
	}

	async function refresh(): Promise<void> {
		const ids = [...dirtyContainers];
		dirtyContainers.clear();
		if (ids.length > listAbove) dirtyLists.add('containers');
		const lists = [...dirtyLists];
		dirtyLists.clear();
		const rows = ids.length > 0 && !lists.includes('containers') ? [fetchContainers(ids)] : [];
		await Promise.all([...lists.map(list), ...rows]);
	}

	function onEvents(events: readonly EngineEvent[]): void {
		store.update(state => events.reduce(applyEvent, state));
		events.forEach(told.hear);
		if (events.map(touch).includes(true)) pace.due();
	}

	/** Marks what an event makes stale. Returns true if there is something to be asked for. */
	function touch(event: EngineEvent): boolean {
		let isTouched = false;
		for (const noun of engineNouns) {
			const { list, row } = effectOf(noun, event);
			// Only containers are asked for one by one.
			if (row !== undefined && noun === 'containers') dirtyContainers.add(row);
			// A list that failed a moment ago is asked for by its own clock.
			else if ((list || row !== undefined) && !failures.has(noun)) dirtyLists.add(noun);
			isTouched ||= list === true || row !== undefined;
		}
		return isTouched;
	}

	async function follow(ready: () => void): Promise<string | undefined> {
		const batch = createBatch(clock, eventInterval, onEvents);
		try {
			for await (const event of engine.system.events({ signal, ready })) batch.add([event]);
			return signal.aborted ? undefined : 'the engine closed the connection';
		} catch (error) {
			return isAbort(error, signal) ? undefined : wordsOf(error);
		} finally {
			if (!signal.aborted) batch.flush();
			batch.stop();
		}
	}

	return {
		refresh() {
			store.update(invalidateAll);
			for (const id of engineNouns) dirtyLists.add(id);
			pace.due();
		},
		run() {
			return new Promise(resolve => {
				lose = resolve;
				const tooLate = () => resolve(`the engine sent no events within ${patience / 1000} s`);
				const cancel = clock.after(patience, tooLate);
				const ready = () => {
					cancel();
					for (const id of engineNouns) dirtyLists.add(id);
					// The first lists do not wait for more events to gather.
					pace.now();
				};
				void follow(ready).then(reason => {
					cancel();
					resolve(reason);
				});
			});
		},
	};
}

/** A list does not tell when a container started; what events and inspect told stays while the state is the same. */
function keepTimes(row: Container, before: Container | undefined): Container {
	if (!before || before.state !== row.state) return row;
	const { startedAt, finishedAt, exitCode } = before;
	return { ...row, startedAt, finishedAt, exitCode };
}
