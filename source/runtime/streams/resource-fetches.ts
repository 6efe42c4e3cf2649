import { wordsOf } from '../../actions/failure.js';
import { isAbort } from '../../engine/errors.js';
import { resourceOf } from '../../state/resource-of.js';
import { failResource, invalidate, isListed } from '../../state/resources.js';
import type { ResourceWant } from '../../state/wanted.js';
import type { Clock } from '../clock.js';
import { FetchQueue } from '../concurrency/fetch-queue.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { Retry } from '../concurrency/retry.js';
import { type FetchOptions, fetchResource } from './resources.js';

/** A resource that could not be fetched is fetched again while it is wanted, first after this. */
const firstRetryMs = 3000;
/** Resources fetched at once: each takes a connection, and streams have theirs. */
const maxParallel = 2;

type Options = FetchOptions & { readonly clock: Clock; readonly foreground: ForegroundWork };

/** Fetches wanted resources, a few at once, and marks those that failed for another try later. */
export class ResourceFetches {
	readonly #options: Options;
	readonly #queue = new FetchQueue(maxParallel);
	/** By key, for resources that failed. */
	readonly #retries = new Map<string, Retry>();

	constructor(options: Options) {
		this.#options = options;
	}

	/** Fetches a resource in its turn, unless the signal aborts before. */
	async run(want: ResourceWant, signal: AbortSignal): Promise<void> {
		await this.#options.foreground.track(this.#queue.run(() => this.#fetch(want, signal), signal));
	}

	stop(): void {
		for (const retry of this.#retries.values()) {
			retry.cancel();
		}
	}

	async #fetch(want: ResourceWant, signal: AbortSignal): Promise<void> {
		try {
			await fetchResource(this.#options, want, signal);
			this.#forget(want.key);
		} catch (error) {
			if (!isAbort(error, signal)) {
				this.#fail(want, wordsOf(error));
			}
		}
	}

	#fail(want: ResourceWant, message: string): void {
		const { store, clock } = this.#options;
		if (!isListed(store.getState(), want)) {
			this.#forget(want.key);
			return;
		}
		// A known value stays.
		store.update(state => failResource(state, want, message));
		const retry = this.#retries.get(want.key) ?? new Retry(clock, { firstMs: firstRetryMs });
		this.#retries.set(want.key, retry);
		retry.fail();
		retry.schedule(() => this.#tryAgain(want));
	}

	/** A stale resource is fetched again once it is wanted. */
	#tryAgain(want: ResourceWant): void {
		const { store } = this.#options;
		const known = resourceOf(store.getState(), want);
		if (known === undefined) {
			this.#forget(want.key);
		} else if (known.status === 'failed') {
			store.update(state => invalidate(state, want));
		}
	}

	#forget(key: string): void {
		this.#retries.get(key)?.cancel();
		this.#retries.delete(key);
	}
}
