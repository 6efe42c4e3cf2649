import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Call, Engine, Filters } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import type { Clock } from '../../../source/runtime/clock.js';
import { ModelWorld } from './model-world.js';

/** A pending request: its answer may describe the world long before the answer arrives. */
type Pending = { take(): void; answer(): void; fail(): void };

/** A subscription to events; `queue` contains the events that have happened but not arrived. */
type Subscriber = { queue: EngineEvent[]; isStalled: boolean; end: Error | undefined; wake(): void };

/** Number of past events that an engine stores. Source: moby daemon/events/events.go, eventsLimit. */
const remembered = 256;

/**
 * An engine with a known state, whose answers and events arrive when a test releases them: answers in any order and as old as
 * their request at most, events in the order in which they happened, or never.
 */
export class ModelEngine {
	readonly world: ModelWorld;
	readonly engine: Engine;
	#pending: Pending[] = [];
	#subscribers: Subscriber[] = [];
	#history: EngineEvent[] = [];
	readonly #clock: Clock;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.world = new ModelWorld(clock, event => this.#emit(event));
		this.engine = this.#port();
	}

	/** Lets up to `count` events of every subscription arrive. */
	deliver(count: number): void {
		for (const subscriber of this.#subscribers) {
			if (!subscriber.isStalled) {
				this.#arriving.get(subscriber)?.(count);
			}
		}
	}

	take(which: number): void {
		this.#nth(which)?.take();
	}

	answer(which: number): void {
		this.#nth(which)?.answer();
	}

	fail(which: number): void {
		this.#nth(which)?.fail();
	}

	/** Stops the events of the present subscriptions, which stay open. */
	stall(): void {
		for (const subscriber of this.#subscribers) {
			subscriber.isStalled = true;
		}
	}

	/** Breaks the connection; pending answers and events are lost. */
	cut(): void {
		for (const subscriber of this.#subscribers) {
			subscriber.end = new EngineError('unreachable', 'read ECONNRESET');
			subscriber.wake();
		}
	}

	get isQuiet(): boolean {
		return (
			this.#pending.length === 0 && this.#subscribers.every(({ queue, isStalled }) => isStalled || queue.length === 0)
		);
	}

	readonly #arriving = new Map<Subscriber, (count: number) => void>();

	#nth(which: number): Pending | undefined {
		return this.#pending[which % Math.max(1, this.#pending.length)];
	}

	#emit(event: EngineEvent): void {
		this.#history = [...this.#history, event].slice(-remembered);
		for (const subscriber of this.#subscribers) {
			subscriber.queue.push(event);
		}
	}

	/** Makes a request whose answer a test releases. */
	#request<T>({ signal }: Call, look: () => T): Promise<T> {
		return new Promise((resolve, reject) => {
			let taken: { value?: T; error?: unknown } | undefined;
			const leave = () => {
				this.#pending = this.#pending.filter(other => other !== pending);
				signal.removeEventListener('abort', abort);
			};
			const abort = () => {
				leave();
				reject(new DOMException('The call was aborted', 'AbortError'));
			};
			const pending: Pending = {
				take() {
					if (taken) {
						return;
					}
					try {
						taken = { value: structuredClone(look()) };
					} catch (error) {
						taken = { error };
					}
				},
				answer() {
					pending.take();
					leave();
					if (taken?.error === undefined) {
						resolve(taken?.value as T);
					} else {
						reject(taken.error);
					}
				},
				fail() {
					leave();
					reject(new EngineError('server', 'out of order'));
				},
			};
			if (signal.aborted) {
				return abort();
			}
			signal.addEventListener('abort', abort);
			this.#pending.push(pending);
		});
	}

	async *#events({ signal, since, until, ready }: Parameters<Engine['system']['events']>[0]) {
		const past = this.#history.filter(({ at }) => since !== undefined && at >= since * 1000);
		if (until !== undefined) {
			return yield* past.filter(({ at }) => at <= until * 1000);
		}
		const subscriber: Subscriber = { queue: past, isStalled: false, end: undefined, wake: () => {} };
		let arrived: EngineEvent[] = [];
		this.#subscribers.push(subscriber);
		this.#arriving.set(subscriber, count => {
			arrived.push(...subscriber.queue.splice(0, count));
			subscriber.wake();
		});
		signal.addEventListener('abort', () => subscriber.wake(), { once: true });
		ready?.(this.#time());
		try {
			for (;;) {
				const now = arrived;
				arrived = [];
				yield* now;
				if (signal.aborted) {
					return;
				}
				if (subscriber.end) {
					throw subscriber.end;
				}
				if (arrived.length === 0) {
					await new Promise<void>(resolve => {
						subscriber.wake = resolve;
					});
				}
			}
		} finally {
			this.#arriving.delete(subscriber);
			this.#subscribers = this.#subscribers.filter(other => other !== subscriber);
		}
	}

	/** Returns whole seconds, as an answer's Date header has. */
	#time(): number {
		return Math.floor(this.#clock.now() / 1000) * 1000;
	}

	#port(): Engine {
		const demo = createDemoEngine({ latency: 0 });
		const { world } = this;
		const silent = async function* (_id: string, first: unknown, last?: unknown): AsyncGenerator<never> {
			const { signal } = (last ?? first) as Call;
			await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
		};
		return {
			...demo,
			system: {
				...demo.system,
				ping: async () => ({ time: this.#time() }),
				events: call => this.#events(call),
			},
			containers: {
				...demo.containers,
				list: call => this.#request(call, () => world.containerRows(call.filters as Filters | undefined)),
				inspect: (id, call) => this.#request(call, () => world.containerDetail(id)),
				stats: silent,
				logs: silent,
			},
			images: {
				...demo.images,
				list: call => this.#request(call, () => [...world.images.values()]),
				inspect: (id, call) => this.#request(call, () => world.detailOf(world.images, id) as never),
				history: (_id, call) => this.#request(call, () => []),
			},
			volumes: {
				...demo.volumes,
				list: call => this.#request(call, () => [...world.volumes.values()]),
				inspect: (name, call) => this.#request(call, () => world.detailOf(world.volumes, name) as never),
			},
			networks: {
				...demo.networks,
				list: call => this.#request(call, () => [...world.networks.values()]),
				inspect: (id, call) => this.#request(call, () => world.detailOf(world.networks, id) as never),
			},
		};
	}
}
