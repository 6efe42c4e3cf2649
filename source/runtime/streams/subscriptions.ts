import type { Engine } from '../../engine/engine.js';
import { tracked } from '../../platform/tracked.js';
import { resourceOf } from '../../state/resource-of.js';
import type { State } from '../../state/state.js';
import { type Want, wanted } from '../../state/wanted.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { KeyedTasks } from '../concurrency/keyed-tasks.js';
import type { Store } from '../store.js';
import type { EventPrecedence } from '../sync/event-precedence.js';
import { findProject } from './find-project.js';
import { LogFeed } from './logs/log-feed.js';
import { readOlderLines } from './logs/log-older.js';
import type { PollingInterval } from './polling-interval.js';
import { ResourceFetches } from './resource-fetches.js';
import { pollResource, refreshProbes } from './resources.js';
import { StatsFeed } from './stats-feed.js';
import { watchFiles } from './watch-files.js';

/** While wants change faster than this, a new one is started only if it is still wanted after this. */
const restMs = 100;

type Options = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	readonly polling: PollingInterval;
	readonly precedence: EventPrecedence;
	/** Reports that something contradicts the row of a container. */
	suspect(id: string): void;
};

/** Runs what the state wants: compares after every change, aborts streams and requests or starts them. */
export class Subscriptions {
	readonly #options: Options;
	readonly #stats: StatsFeed;
	readonly #logs: LogFeed;
	readonly #resources: ResourceFetches;
	readonly #tasks: KeyedTasks<Want>;
	readonly #unsubscribe: () => void;
	readonly #wanted = tracked(wanted, ['lists', 'panes', 'resources']);
	/** The last comparison's input: there is nothing to do while it stays the same. */
	#compared: { readonly wants: readonly Want[]; readonly resources: State['resources'] } | undefined;
	#isQueued = false;
	#isStopped = false;

	constructor(options: Options) {
		this.#options = options;
		this.#stats = new StatsFeed(options);
		this.#logs = new LogFeed(options);
		this.#resources = new ResourceFetches(options);
		this.#tasks = new KeyedTasks<Want>({
			...options,
			restMs,
			run: (want, signal) => this.#run(want, signal),
			// A resource may be fetched again; a stream that ended by itself stays ended until its key changes.
			isRepeatable: ({ kind }) => kind === 'resource',
			onEnd: () => {
				this.#compared = undefined;
				this.#queue();
			},
		});
		this.#unsubscribe = options.store.subscribe(() => this.#queue());
		this.#queue();
	}

	/** Keys of streams and requests, with those that wait for a connection. */
	get active(): readonly string[] {
		return this.#tasks.keys;
	}

	stop(): void {
		this.#isStopped = true;
		this.#unsubscribe();
		this.#stats.stop();
		this.#resources.stop();
		this.#tasks.stop();
	}

	/** Compares once for all changes of one turn. */
	#queue(): void {
		if (this.#isQueued) {
			return;
		}
		this.#isQueued = true;
		queueMicrotask(() => this.#compare());
	}

	#compare(): void {
		this.#isQueued = false;
		if (this.#isStopped) {
			return;
		}
		const state = this.#options.store.getState();
		const { resources } = state;
		const wants = this.#wanted(state);
		if (wants === this.#compared?.wants && resources === this.#compared.resources) {
			return;
		}
		this.#compared = { wants, resources };
		this.#tasks.want(wants, want => isMissing(state, want));
	}

	#run(want: Want, signal: AbortSignal): Promise<void> {
		switch (want.kind) {
			case 'stats':
				return this.#stats.stream(want.id, signal);
			case 'sweep':
				return this.#stats.sweep(signal);
			case 'logs':
				return this.#logs.follow(want, signal);
			case 'found':
				return findProject(this.#options, want.of, signal);
			case 'files':
				return watchFiles(this.#options, want, signal);
			case 'older':
				return readOlderLines(this.#options, want, signal);
			case 'probes':
				return refreshProbes(this.#options, want.id, signal);
			case 'poll':
				return pollResource(this.#options, want, signal);
			case 'resource':
				return this.#resources.run(want, signal);
		}
	}
}

/** Returns false for a resource that has been fetched, or has failed; streams are missing until they are started. */
const isMissing = (state: State, want: Want): boolean =>
	want.kind !== 'resource' || (resourceOf(state, want)?.status ?? 'loading') === 'loading';
