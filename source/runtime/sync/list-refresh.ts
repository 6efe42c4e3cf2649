import { wordsOf } from '../../actions/failure.js';
import type { Container } from '../../domain/nouns/container.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort, isConnectionError } from '../../engine/errors.js';
import { type ItemOf, tableOf } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import { failListing, putItem, removeItem, replaceItems } from '../../state/lists/listing.js';
import { noteMissed } from '../../state/logs/log-missed.js';
import { openStart } from '../../state/logs/start-logs.js';
import type { Listing, State } from '../../state/state.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { Retry } from '../concurrency/retry.js';
import { type EngineLists, type EngineNoun, engineLists, engineNouns } from '../connection/list-sources.js';
import type { Store } from '../store.js';
import { hasUnexplainedChange } from './contradictions.js';
import type { EventPrecedence, PendingRequest } from './event-precedence.js';
import { isStale, mergeContainer, mergeContainers, presentRows } from './merge-rows.js';
import { RefreshThrottle } from './refresh-throttle.js';

/** A row that was older than its last event is fetched again after this. */
const staleRowMs = 150;
/** More containers than this are fetched by one whole list. */
const maxSingleRows = 40;
/** A list that failed is fetched again, first after this. */
const firstRetryMs = 1000;

export type ListRefreshOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	readonly precedence: EventPrecedence;
	readonly signal: AbortSignal;
	/** Reports a list that fails, once until it succeeds. */
	warn(text: string): void;
	/** Reports that the connection is lost. */
	lose(reason: string): void;
	/** Called when an answer shows a change that no event announced. */
	onContradiction(): void;
};

/** Merges a list's answer with the events that were recorded after its request. */
type Merges = {
	readonly [N in EngineNoun]: (answer: readonly ItemOf<N>[], request: PendingRequest) => readonly ItemOf<N>[];
};

/** Fetches lists and rows that are marked as dirty, and merges the answers with the events of meanwhile. */
export class ListRefresh {
	readonly #options: ListRefreshOptions;
	readonly #throttle: RefreshThrottle;
	/** Lists to fetch; `isExpected` when an event announced the change. */
	readonly #dirtyLists = new Map<EngineNoun, { isExpected: boolean }>();
	readonly #dirtyContainers = new Set<string>();
	/** The lists whose first answer is not here yet. */
	readonly #awaitsFirst = new Set<EngineNoun>();
	readonly #retries: Readonly<Record<EngineNoun, Retry>>;
	readonly #lists: EngineLists;
	readonly #merges: Merges = {
		containers: (answer, request) => this.#mergeContainers(answer, request),
		images: (answer, request) => presentRows('images', answer, request, this.#options.precedence),
		volumes: (answer, request) => presentRows('volumes', answer, request, this.#options.precedence),
		networks: (answer, request) => presentRows('networks', answer, request, this.#options.precedence),
	};

	constructor(options: ListRefreshOptions) {
		this.#options = options;
		this.#retries = tableOf<Readonly<Record<EngineNoun, Retry>>>(
			engineNouns,
			() => new Retry(options.clock, { firstMs: firstRetryMs }),
		);
		this.#lists = engineLists(options.engine);
		this.#throttle = new RefreshThrottle({ ...options, refresh: () => this.#refresh() });
	}

	/** Fetches a list, as an event announced its change. A list that failed a moment ago waits for its retry. */
	listChanged(noun: EngineNoun): void {
		if (this.#retries[noun].failures > 0) {
			return;
		}
		this.#mark(noun, true);
		this.#throttle.request();
	}

	/** Fetches a container's row, as an event announced its change. */
	containerChanged(id: string): void {
		this.#dirtyContainers.add(id);
		this.#throttle.request();
	}

	/** Does not fetch the row of a container that is gone. */
	containerGone(id: string): void {
		this.#dirtyContainers.delete(id);
	}

	/** Fetches lists without an event; `isExpected` when they may well have changed. */
	refresh(ids: readonly EngineNoun[], isExpected: boolean): void {
		for (const id of ids) {
			this.#mark(id, isExpected);
		}
		this.#throttle.request();
	}

	/** Fetches all lists for the first time, without waiting for more changes. Events before it were missed. */
	first(): void {
		for (const id of engineNouns) {
			this.#awaitsFirst.add(id);
			this.#mark(id, true);
		}
		this.#throttle.now();
	}

	#mark(noun: EngineNoun, isExpected: boolean): void {
		this.#dirtyLists.set(noun, { isExpected: isExpected || (this.#dirtyLists.get(noun)?.isExpected ?? false) });
	}

	async #refresh(): Promise<void> {
		const ids = new Set(this.#dirtyContainers);
		this.#dirtyContainers.clear();
		if (ids.size > maxSingleRows) {
			this.#mark('containers', false);
		}
		const lists = [...this.#dirtyLists];
		this.#dirtyLists.clear();
		const rows = ids.size > 0 && !lists.some(([noun]) => noun === 'containers') ? [this.#fetchRows([...ids])] : [];
		await Promise.all([...lists.map(([noun, { isExpected }]) => this.#fetchList(noun, isExpected, ids)), ...rows]);
	}

	async #fetchList<N extends EngineNoun>(noun: N, isExpected: boolean, announced: ReadonlySet<string>): Promise<void> {
		const { store, precedence, signal } = this.#options;
		await this.#ask(noun, async request => {
			const answer = await this.#lists[noun]({ signal });
			if (signal.aborted) {
				return;
			}
			this.#retries[noun].reset();
			const known: Listing<ItemOf<N>> = store.getState().lists[noun];
			const rows = this.#merges[noun](answer, request);
			const isAnnounced = (key: string) => announced.has(key) || precedence.isTouched(request, noun, key);
			const isContradiction = !isExpected && hasUnexplainedChange(noun, known, rows, isAnnounced);
			const isFirst = this.#awaitsFirst.delete(noun);
			store.update(state => {
				const next = replaceItems(state, noun, rows);
				// Later changes have events, which arrive a moment before or after the answer.
				return openStart(isFirst ? noteMissed(state, next) : next);
			});
			if (isContradiction) {
				this.#options.onContradiction();
			}
		});
	}

	async #fetchRows(ids: readonly string[]): Promise<void> {
		const { engine, store, precedence, signal } = this.#options;
		await this.#ask('containers', async request => {
			const answer = await engine.containers.list({ signal, filters: { id: ids } });
			if (signal.aborted) {
				return;
			}
			const found = new Map(answer.map(row => [row.id, row]));
			this.#refetchStale(answer, request);
			const apply = (state: State, id: string): State => {
				if (precedence.isGone(request, 'containers', id)) {
					return removeItem(state, 'containers', id);
				}
				const row = found.get(id);
				if (row) {
					const known = state.lists.containers.byKey.get(id);
					return putItem(state, 'containers', mergeContainer(row, known, request, precedence));
				}
				// The container is newer than the answer; the next one has it.
				return precedence.isTouched(request, 'containers', id) ? state : removeItem(state, 'containers', id);
			};
			store.update(state => ids.reduce(apply, state));
		});
	}

	/** Asks for a list or its rows; a failure marks the list and schedules another try. */
	async #ask(noun: EngineNoun, run: (request: PendingRequest) => Promise<void>): Promise<void> {
		const { precedence, signal } = this.#options;
		const request = precedence.begin();
		try {
			await run(request);
		} catch (error) {
			if (!isAbort(error, signal)) {
				this.#fail(noun, error);
			}
		} finally {
			precedence.end(request);
		}
	}

	#mergeContainers(answer: readonly Container[], request: PendingRequest): readonly Container[] {
		const { store, precedence } = this.#options;
		this.#refetchStale(answer, request);
		return mergeContainers(answer, store.getState().lists.containers, request, precedence);
	}

	#refetchStale(answer: readonly Container[], request: PendingRequest): void {
		const { store, clock, precedence } = this.#options;
		const { byKey } = store.getState().lists.containers;
		for (const row of answer) {
			if (!isStale(row, byKey.get(row.id), request, precedence)) {
				continue;
			}
			clock.after(staleRowMs, () => this.containerChanged(row.id));
		}
	}

	/** The known rows stay on screen, marked as stale. */
	#fail(noun: EngineNoun, error: unknown): void {
		const { store, warn, lose } = this.#options;
		const retry = this.#retries[noun];
		const words = wordsOf(error);
		store.update(state => failListing(state, noun, words));
		if (isConnectionError(error)) {
			lose(words);
			return;
		}
		retry.fail();
		if (retry.failures === 1) {
			warn(`${panes[noun].title} not refreshed: ${words}`);
		}
		// A try that is scheduled stays, however often the user refreshes until then.
		if (!retry.isScheduled) {
			retry.schedule(() => this.refresh([noun], true));
		}
	}
}
