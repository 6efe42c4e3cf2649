import { expect } from 'vitest';
import type { EngineTraits } from '../../helpers/engine/traits.js';

/** The engine whose words and order of events the contract has: the demo engine repeats them. */
const reference: EngineTraits = { product: 'docker', api: 141, containerdStore: false, cgroups: true };

/**
 * The words and events of an engine, as far as a test may expect them. Docker 20.10 and the demo engine keep them exactly. Later versions
 * of Docker change the case of their messages and reword some; Podman has words of its own.
 */
export class Expected {
	readonly is: EngineTraits;

	constructor(is: EngineTraits = reference) {
		this.is = is;
	}

	get #isReference(): boolean {
		return this.is.product === 'docker' && this.is.api <= reference.api;
	}

	/** A message that is this sentence; `later` is a part of the message of Docker 23 and later where they have other words. */
	message(sentence: string, later = sentence): unknown {
		return this.#isReference ? sentence : this.#later(later);
	}

	/** A message with these words in it. */
	words(part: string | RegExp, later = part): unknown {
		return this.#isReference ? expect.stringMatching(patternOf(part)) : this.#later(later);
	}

	#later(part: string | RegExp): unknown {
		return this.is.product === 'podman'
			? expect.stringMatching(/\w/)
			: expect.stringMatching(new RegExp(patternOf(part).source, 'i'));
	}

	/**
	 * True for Podman, which has no event for a signal, attaches all outputs, removes a network that a container uses, leaves most
	 * limits to the kernel, and does not change the number of processes.
	 */
	get isPodman(): boolean {
		return this.is.product === 'podman';
	}

	/** A value of Docker, and that of Podman. */
	either<T>(docker: T, podman: T): T {
		return this.isPodman ? podman : docker;
	}

	/** Checks the actions of a container's events. Later engines send `stop` before or after `die`. */
	actions(seen: readonly string[], expected: readonly string[]): void {
		if (this.#isReference) {
			expect(seen).toEqual(expected);
			return;
		}
		if (this.isPodman) {
			// A restart begins with its event, and ends with the start.
			const known = (actions: readonly string[]) => actions.filter(action => !podmanOnly.has(action)).sort();
			expect(known(seen)).toEqual(known(expected));
			return;
		}
		const ordered = (actions: readonly string[]) => actions.filter(action => action !== 'stop');
		expect(ordered(seen)).toEqual(ordered(expected));
		expect(seen.filter(action => action === 'stop')).toEqual(expected.filter(action => action === 'stop'));
	}
}

/** Podman's own events of a container, and those that Docker alone sends. */
const podmanOnly: ReadonlySet<string> = new Set(['init', 'cleanup', 'mount', 'unmount', 'sync', 'kill', 'stop']);

const patternOf = (part: string | RegExp): RegExp =>
	part instanceof RegExp ? part : new RegExp(part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
