import type { Endpoint } from '../../domain/nouns/host.js';
import type { Engine } from '../../engine/engine.js';
import { forgetEngine } from '../../state/initial-state.js';
import type { Target } from './connector.js';
import { TargetConnection, type TargetOptions } from './target-connection.js';

/** Keeps one engine connected, that of the last target. */
export class EngineConnection {
	readonly #options: TargetOptions;
	#current: TargetConnection | undefined;

	constructor(options: TargetOptions) {
		this.#options = options;
	}

	/** The engine in use, which reports our changes; undefined before the first connection. */
	get engine(): Engine | undefined {
		return this.#current?.engine;
	}

	/** Keys of streams and requests, with those that wait for a connection. */
	get active(): readonly string[] {
		return this.#current?.service?.active ?? [];
	}

	/** Leaves the present engine for another. */
	connect(target: Target): void {
		const { store, runner } = this.#options;
		runner.abortCalls();
		this.#current?.stop();
		const endpoint: Endpoint = { url: target === 'demo' ? 'demo://' : '', origin: '' };
		store.update(state => {
			// The first time the address is that of the command line.
			const isFirst = target === 'default' && state.host === undefined;
			return forgetEngine(state, isFirst ? state.endpoint : endpoint, target === 'demo');
		});
		this.#current = new TargetConnection(this.#options, target);
		void this.#current.run();
	}

	/** Refreshes when connected, tries again at once when not. */
	refresh(): void {
		const service = this.#current?.service;
		if (service) {
			service.refresh();
		} else {
			this.#current?.wake();
		}
	}

	/** A session in a container has ended: the container may have ended as well. */
	sessionEnded(): void {
		this.#current?.service?.suspect({ noun: 'containers' });
	}

	stop(): void {
		this.#current?.stop();
		this.#current?.engine?.close();
	}
}
