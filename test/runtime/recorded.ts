import type { EngineEvent } from '../../source/domain/nouns/events.js';
import type { Engine } from '../../source/engine/engine.js';

export type Recorded = {
	readonly engine: Engine;
	/** Calls so far, oldest first: `containers.list`. */
	readonly calls: { readonly name: string; readonly args: readonly unknown[]; open: boolean }[];
	/** Calls of a name. */
	of(name: string): Recorded['calls'];
	/** The first arguments of calls of a name that have not ended. */
	open(name: string): unknown[];
	forget(): void;
};

const nouns = ['system', 'containers', 'images', 'volumes', 'networks', 'compose'] as const;

/** An engine that notes every call; `instead` answers some of them, by name, in the engine's place. */
export function recorded(
	engine: Engine,
	instead: Readonly<Record<string, (...args: never[]) => unknown>> = {},
): Recorded {
	const calls: Recorded['calls'] = [];
	const wrap = (noun: (typeof nouns)[number]) =>
		new Proxy(engine[noun], {
			get(target, property) {
				const own = Reflect.get(target, property) as (...args: unknown[]) => unknown;
				if (typeof own !== 'function') {
					return own;
				}
				const name = `${noun}.${String(property)}`;
				return (...args: unknown[]) => {
					const call = { name, args, open: true };
					calls.push(call);
					const other = instead[name] as ((...args: unknown[]) => unknown) | undefined;
					const answer = other ? other(...args) : own.apply(target, args);
					const end = () => {
						call.open = false;
					};
					if (answer instanceof Promise) {
						answer.then(end, end);
						return answer;
					}
					return watched(answer as AsyncIterable<unknown>, end);
				};
			},
		});
	return {
		engine: {
			endpoint: engine.endpoint,
			system: wrap('system') as Engine['system'],
			containers: wrap('containers') as Engine['containers'],
			images: wrap('images') as Engine['images'],
			volumes: wrap('volumes') as Engine['volumes'],
			networks: wrap('networks') as Engine['networks'],
			compose: wrap('compose') as Engine['compose'],
			maxStreams: () => engine.maxStreams(),
			close: () => engine.close(),
		},
		calls,
		of: name => calls.filter(call => call.name === name),
		open: name => calls.filter(call => call.name === name && call.open).map(call => call.args[0]),
		forget: () => {
			calls.length = 0;
		},
	};
}

async function* watched(stream: AsyncIterable<unknown>, end: () => void) {
	try {
		yield* stream;
	} finally {
		end();
	}
}

/** Events that a test emits, in the place of an engine's. */
export function eventFeed() {
	const waiting: EngineEvent[] = [];
	let wake: (() => void) | undefined;
	let ended: { error: unknown }[] = [];
	return {
		emit(...events: Partial<EngineEvent>[]): void {
			waiting.push(
				...events.map(
					event => ({ type: 'container', action: 'start', id: 'x', at: 0, attributes: {}, ...event }) as EngineEvent,
				),
			);
			wake?.();
		},
		/** Ends the stream, with an error or without. */
		end(error?: unknown): void {
			ended = [{ error }];
			wake?.();
		},
		/** For `system.events`. */
		async *stream({
			signal,
			until,
			ready,
		}: {
			signal: AbortSignal;
			until?: number;
			ready?: (time: number | undefined) => void;
		}): AsyncGenerator<EngineEvent> {
			// It has no history.
			if (until !== undefined) {
				return;
			}
			ended = [];
			ready?.(undefined);
			signal.addEventListener('abort', () => wake?.());
			for (;;) {
				yield* waiting.splice(0);
				if (signal.aborted) {
					return;
				}
				for (const { error } of ended) {
					if (error === undefined) {
						return;
					}
					throw error;
				}
				await new Promise<void>(resolve => {
					wake = resolve;
				});
			}
		},
	};
}
