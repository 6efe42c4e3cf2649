import { wordsOf } from '../../actions/failure.js';
import type { Container } from '../../domain/nouns/container.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort, isConnectionError } from '../../engine/errors.js';
import type { ItemOf } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import { failListing, putItem, removeItem, replaceItems } from '../../state/lists/listing.js';
import type { Listing, State } from '../../state/state.js';
import type { Clock } from '../clock.js';
import { backoff } from '../connection/backoff.js';
import { type EngineLists, type EngineNoun, engineLists, engineNouns } from '../connection/list-sources.js';
import type { Store } from '../store.js';
import type { Busy } from '../tasks/busy.js';
import { unexplained } from './contradictions.js';
import type { EventPrecedence, Question } from './event-precedence.js';
import { isStale, mergeContainer, mergeContainers, presentRows } from './merge-rows.js';
import { RefreshThrottle } from './refresh-throttle.js';

/** A row that was older than its last event is asked for again after this. */
const askAgainMs = 150;
/** More containers than this are fetched by one whole list. */
const maxSingleRows = 40;
/** A list that failed is asked for again, first after this. */
const retryMs = 1000;

export type ListRefreshOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly busy: Busy;
	readonly precedence: EventPrecedence;
	readonly signal: AbortSignal;
	/** Reports a list that cannot be had, once until it can. */
	warn(text: string): void;
	/** Reports that the connection is lost. */
	lose(reason: string): void;
	/** Called when an answer shows a change that no event had announced. */
	contradicted(): void;
};

/** What a list's answer becomes after the events that were recorded since its question. */
type Merges = {
	readonly [N in EngineNoun]: (answer: readonly ItemOf<N>[], question: Question) => readonly ItemOf<N>[];
};

/** Fetches lists and rows that are marked as dirty, and merges the answers with what events said meanwhile. */
export class ListRefresh {
	readonly #options: ListRefreshOptions;
	readonly #throttle: RefreshThrottle;
	/** Lists to ask for; `isExpected` when an event announced the change. */
	readonly #dirtyLists = new Map<EngineNoun, { isExpected: boolean }>();
	readonly #dirtyContainers = new Set<string>();
	readonly #failures = new Map<EngineNoun, number>();
	/** Lists with a retry under way: one each, however often they fail until then. */
	readonly #retrying = new Set<EngineNoun>();
	readonly #lists: EngineLists;
	readonly #merges: Merges = {
		containers: (answer, question) => this.#mergeContainers(answer, question),
		images: (answer, question) => presentRows('images', answer, question, this.#options.precedence),
		volumes: (answer, question) => presentRows('volumes', answer, question, this.#options.precedence),
		networks: (answer, question) => presentRows('networks', answer, question, this.#options.precedence),
	};

	constructor(options: ListRefreshOptions) {
		this.#options = options;
		this.#lists = engineLists(options.engine);
		this.#throttle = new RefreshThrottle({ ...options, refresh: () => this.#refresh() });
	}

	/** Asks for a list whose change an event announced. A list that failed a moment ago waits for its retry. */
	listChanged(noun: EngineNoun): void {
		if (this.#failures.has(noun)) {
			return;
		}
		this.#mark(noun, true);
		this.#throttle.request();
	}

	/** Asks for a container's row, whose change an event announced. */
	containerChanged(id: string): void {
		this.#dirtyContainers.add(id);
		this.#throttle.request();
	}

	/** Nobody needs to ask for the row of a container that is gone. */
	containerGone(id: string): void {
		this.#dirtyContainers.delete(id);
	}

	/** Asks for lists without an event; `isExpected` when it is known that they may have changed. */
	refresh(ids: readonly EngineNoun[], isExpected: boolean): void {
		for (const id of ids) {
			this.#mark(id, isExpected);
		}
		this.#throttle.request();
	}

	/** Asks for all lists for the first time, without waiting for more changes to gather. */
	first(): void {
		for (const id of engineNouns) {
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
		await this.#ask(noun, async question => {
			const answer = await this.#lists[noun]({ signal });
			if (signal.aborted) {
				return;
			}
			this.#failures.delete(noun);
			const known: Listing<ItemOf<N>> = store.getState().lists[noun];
			const rows = this.#merges[noun](answer, question);
			const isAnnounced = (key: string) => announced.has(key) || precedence.isTouched(question, noun, key);
			const isContradiction = !isExpected && unexplained(noun, known, rows, isAnnounced);
			store.update(state => replaceItems(state, noun, rows));
			if (isContradiction) {
				this.#options.contradicted();
			}
		});
	}

	async #fetchRows(ids: readonly string[]): Promise<void> {
		const { engine, store, precedence, signal } = this.#options;
		await this.#ask('containers', async question => {
			const answer = await engine.containers.list({ signal, filters: { id: ids } });
			if (signal.aborted) {
				return;
			}
			const found = new Map(answer.map(row => [row.id, row]));
			this.#askAgainForStale(answer, question);
			const apply = (state: State, id: string): State => {
				if (precedence.isGone(question, 'containers', id)) {
					return removeItem(state, 'containers', id);
				}
				const row = found.get(id);
				if (row) {
					const known = state.lists.containers.byKey.get(id);
					return putItem(state, 'containers', mergeContainer(row, known, question, precedence));
				}
				// Made after the question: the answer to the next one has it.
				return precedence.isTouched(question, 'containers', id) ? state : removeItem(state, 'containers', id);
			};
			store.update(state => ids.reduce(apply, state));
		});
	}

	/** Runs one question of a list; a failure marks the list and asks again later. */
	async #ask(noun: EngineNoun, run: (question: Question) => Promise<void>): Promise<void> {
		const { precedence, signal } = this.#options;
		const question = precedence.ask();
		try {
			await run(question);
		} catch (error) {
			if (!isAbort(error, signal)) {
				this.#failed(noun, error);
			}
		} finally {
			precedence.close(question);
		}
	}

	#mergeContainers(answer: readonly Container[], question: Question): readonly Container[] {
		const { store, precedence } = this.#options;
		this.#askAgainForStale(answer, question);
		return mergeContainers(answer, store.getState().lists.containers, question, precedence);
	}

	#askAgainForStale(answer: readonly Container[], question: Question): void {
		const { store, clock, precedence } = this.#options;
		const { byKey } = store.getState().lists.containers;
		for (const row of answer) {
			if (!isStale(row, byKey.get(row.id), question, precedence)) {
				continue;
			}
			clock.after(askAgainMs, () => this.containerChanged(row.id));
		}
	}

	/** What is known stays on screen, marked as stale. */
	#failed(noun: EngineNoun, error: unknown): void {
		const { store, clock, warn, lose } = this.#options;
		const words = wordsOf(error);
		store.update(state => failListing(state, noun, words));
		if (isConnectionError(error)) {
			lose(words);
			return;
		}
		const count = (this.#failures.get(noun) ?? 0) + 1;
		this.#failures.set(noun, count);
		if (count === 1) {
			warn(`${panes[noun].title} not refreshed: ${words}`);
		}
		if (this.#retrying.has(noun)) {
			return;
		}
		this.#retrying.add(noun);
		clock.after(backoff(count, retryMs), () => {
			this.#retrying.delete(noun);
			this.#mark(noun, true);
			this.#throttle.request();
		});
	}
}
