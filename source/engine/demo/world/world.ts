import type { EngineEvent } from '../../../domain/nouns/events.js';
import { EngineError } from '../../errors.js';
import type { Clock } from './clock.js';
import { EventBus } from './event-bus.js';
import type { ContainerRecord, ImageRecord, NetworkRecord, VolumeRecord } from './model.js';
import { hash, hex } from './random.js';
import { Timeline } from './timeline.js';

/** State of the demo engine, with lookups by id and name. The other files contain the rules. */
export class World {
	readonly containers = new Map<string, ContainerRecord>();
	readonly images = new Map<string, ImageRecord>();
	/** Reference with tag → image id. */
	readonly tags = new Map<string, string>();
	readonly volumes = new Map<string, VolumeRecord>();
	readonly networks = new Map<string, NetworkRecord>();
	/** `ip:port/protocol` on the host → container id. */
	readonly boundPorts = new Map<string, string>();
	readonly bus = new EventBus();
	readonly timeline: Timeline;
	/** Network id → the last assigned host number. */
	readonly lastHost = new Map<string, number>();
	buildCache: { id: string; size: number; description: string }[] = [];
	readonly #names = new Map<string, string>();
	#counter = 0;

	constructor(
		readonly clock: Clock,
		readonly seed: number,
		/** Milliseconds that a call takes; slower calls take a multiple of it. */
		readonly latency: number,
	) {
		this.timeline = new Timeline(clock);
	}

	/** Unix milliseconds. */
	now(): number {
		return this.timeline.now();
	}

	/** Returns a new id of 64 hex digits. */
	newId(kind: string): string {
		return hex(`${kind} ${this.#counter++}`, this.seed);
	}

	/** Returns a new key for random values. */
	newKey(): number {
		return hash(`key ${this.#counter++}`, this.seed);
	}

	/** Performs one call: waits for the latency, runs due entries, then calls `run`. Rejects with an AbortError when aborted. */
	async call<T>(signal: AbortSignal, run: () => T): Promise<T> {
		await this.work(1, signal);
		this.timeline.catchUp();
		return run();
	}

	/** Waits for `times` the latency. Rejects with an AbortError when aborted. */
	async work(times: number, signal: AbortSignal): Promise<void> {
		throwIfAborted(signal);
		if (this.latency > 0) {
			await this.clock.sleep(this.latency * times, signal);
		}
		throwIfAborted(signal);
	}

	emit(type: EngineEvent['type'], action: string, id: string, attributes: EngineEvent['attributes'] = {}): void {
		this.bus.emit({ type, action, id, attributes, at: Math.floor(this.now()) });
	}

	/** Finds a container by id, unambiguous start of an id, or name. */
	container(reference: string): ContainerRecord {
		const exact = this.containers.get(reference) ?? this.byName(reference.replace(/^\//, ''));
		const found = exact ?? unambiguous(this.containers, reference, 'container');
		if (!found) {
			throw new EngineError('not-found', `No such container: ${reference}`);
		}
		return found;
	}

	byName(name: string): ContainerRecord | undefined {
		return this.containers.get(this.#names.get(name) ?? '');
	}

	add(container: ContainerRecord): void {
		this.containers.set(container.id, container);
		this.#names.set(container.name, container.id);
	}

	rename(container: ContainerRecord, name: string): void {
		this.#names.delete(container.name);
		container.name = name;
		this.#names.set(name, container.id);
	}

	forget(container: ContainerRecord): void {
		this.containers.delete(container.id);
		this.#names.delete(container.name);
	}

	/** Finds a network by id or name. */
	network(reference: string): NetworkRecord {
		for (const network of this.networks.values()) {
			if (network.name === reference) {
				return network;
			}
		}
		const found = this.networks.get(reference) ?? unambiguous(this.networks, reference, 'network');
		if (!found) {
			throw new EngineError('not-found', `network ${reference} not found`);
		}
		return found;
	}

	volume(name: string): VolumeRecord {
		const found = this.volumes.get(name);
		if (!found) {
			throw new EngineError('not-found', `get ${name}: no such volume`);
		}
		return found;
	}

	/** Kills the simulated processes: their timers would keep Node running. */
	close(): void {
		for (const container of this.containers.values()) {
			container.process?.kill();
		}
	}
}

/** Throws an AbortError when the signal has aborted. */
export function throwIfAborted(signal: AbortSignal): void {
	if (signal.aborted) {
		throw new DOMException('This operation was aborted', 'AbortError');
	}
}

function unambiguous<T>(all: ReadonlyMap<string, T>, start: string, noun: string): T | undefined {
	if (!/^[0-9a-f]+$/.test(start)) {
		return undefined;
	}
	const found = [...all.keys()].filter(id => id.startsWith(start));
	if (found.length > 1) {
		throw new EngineError('bad-request', `Multiple IDs found with provided prefix: ${start}`, { cause: noun });
	}
	return all.get(found[0] ?? '');
}
