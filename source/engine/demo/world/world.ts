import type { EngineEvent } from '../../../domain/events.js';
import { EngineError } from '../../errors.js';
import type { Clock } from './clock.js';
import { EventBus } from './event-bus.js';
import type { ContainerRecord, ImageRecord, NetworkRecord, VolumeRecord } from './model.js';
import { hash, hex } from './random.js';
import { Timeline } from './timeline.js';

/** The demo engine's whole state. The files beside this one are its rules; this one keeps and finds. */
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
	/** Network id → the last host number that was given out. */
	readonly lastHost = new Map<string, number>();
	buildCache: { id: string; size: number; description: string }[] = [];
	readonly #names = new Map<string, string>();
	#counter = 0;

	constructor(
		readonly clock: Clock,
		readonly seed: number,
		/** Milliseconds that a call takes; what takes an engine longer takes multiples of it. */
		readonly latency: number,
	) {
		this.timeline = new Timeline(clock);
	}

	/** Unix milliseconds. */
	now(): number {
		return this.timeline.now();
	}

	/** A fresh 64-digit id. */
	newId(kind: string): string {
		return hex(`${kind} ${this.#counter++}`, this.seed);
	}

	/** A fresh number to derive randomness from. */
	newKey(): number {
		return hash(`key ${this.#counter++}`, this.seed);
	}

	/** One call: waits its latency, catches up with time, then does it. Rejects with an AbortError when aborted. */
	async call<T>(signal: AbortSignal, run: () => T): Promise<T> {
		await this.work(1, signal);
		this.timeline.catchUp();
		return run();
	}

	/** Lets `times` the latency pass. Rejects with an AbortError when aborted. */
	async work(times: number, signal: AbortSignal): Promise<void> {
		throwIfAborted(signal);
		if (this.latency > 0) await this.clock.sleep(this.latency * times, signal);
		throwIfAborted(signal);
	}

	emit(type: EngineEvent['type'], action: string, id: string, attributes: EngineEvent['attributes'] = {}): void {
		this.bus.emit({ type, action, id, attributes, at: Math.floor(this.now()) });
	}

	/** By id, unambiguous start of an id, or name. */
	container(reference: string): ContainerRecord {
		const exact = this.containers.get(reference) ?? this.byName(reference.replace(/^\//, ''));
		const found = exact ?? unambiguous(this.containers, reference, 'container');
		if (!found) throw new EngineError('not-found', `No such container: ${reference}`);
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

	/** By id or name. */
	network(reference: string): NetworkRecord {
		for (const network of this.networks.values()) if (network.name === reference) return network;
		const found = this.networks.get(reference) ?? unambiguous(this.networks, reference, 'network');
		if (!found) throw new EngineError('not-found', `network ${reference} not found`);
		return found;
	}

	volume(name: string): VolumeRecord {
		const found = this.volumes.get(name);
		if (!found) throw new EngineError('not-found', `get ${name}: no such volume`);
		return found;
	}

	/** Releases what would keep the process alive. */
	close(): void {
		for (const container of this.containers.values()) container.process?.kill();
	}
}

/** Throws an AbortError when the signal has aborted. */
export function throwIfAborted(signal: AbortSignal): void {
	if (signal.aborted) throw new DOMException('This operation was aborted', 'AbortError');
}

function unambiguous<T>(all: ReadonlyMap<string, T>, start: string, noun: string): T | undefined {
	if (!/^[0-9a-f]+$/.test(start)) return undefined;
	const found = [...all.keys()].filter(id => id.startsWith(start));
	if (found.length > 1) {
		throw new EngineError('bad-request', `Multiple IDs found with provided prefix: ${start}`, { cause: noun });
	}
	return all.get(found[0] ?? '');
}
