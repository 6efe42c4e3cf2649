import { getEventListeners } from 'node:events';
import type { Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';

const longLived = ['containers.list', 'containers.pause'];
const nouns = ['system', 'containers', 'images', 'volumes', 'networks', 'compose'] as const;

/** Wraps an engine: counts its calls and can cut its connection. The engine stays open, so that the fleet stays the same. */
export function observed(engine: Engine) {
	const calls = new Map<string, number>();
	/** The last signals of the connection and of user calls: they live long and must not collect listeners. */
	const signals = new Map<string, AbortSignal>();
	let eventCount = 0;
	let underWay = 0;
	let connection = new AbortController();

	async function* followed(stream: AsyncIterable<unknown>) {
		underWay++;
		try {
			yield* stream;
		} finally {
			underWay--;
		}
	}
	async function awaited(answer: Promise<unknown>) {
		underWay++;
		try {
			return await answer;
		} finally {
			underWay--;
		}
	}
	const wrap = (noun: (typeof nouns)[number]) =>
		new Proxy(engine[noun], {
			get(target, property) {
				const own = Reflect.get(target, property) as (...args: unknown[]) => unknown;
				const name = `${noun}.${String(property)}`;
				return (...args: unknown[]) => {
					calls.set(name, (calls.get(name) ?? 0) + 1);
					if (longLived.includes(name)) {
						signals.set(name, (args.at(-1) as { signal: AbortSignal }).signal);
					}
					const answer = own.apply(target, args);
					return answer instanceof Promise ? awaited(answer) : followed(answer as AsyncIterable<unknown>);
				};
			},
		});
	const system = wrap('system') as Engine['system'];
	async function* events({ signal, ...call }: Parameters<Engine['system']['events']>[0]) {
		// A request for past events ends at once.
		if (call.until !== undefined) {
			return yield* system.events({ ...call, signal });
		}
		const own = new AbortController();
		connection = own;
		const abort = () => own.abort();
		signal.addEventListener('abort', abort, { once: true });
		try {
			for await (const event of system.events({ ...call, signal: own.signal })) {
				eventCount++;
				yield event;
			}
			if (!signal.aborted) {
				throw new EngineError('unreachable', 'the connection was cut');
			}
		} finally {
			signal.removeEventListener('abort', abort);
		}
	}
	return {
		engine: {
			endpoint: engine.endpoint,
			system: { ...delegated(system), events },
			containers: wrap('containers') as Engine['containers'],
			images: wrap('images') as Engine['images'],
			volumes: wrap('volumes') as Engine['volumes'],
			networks: wrap('networks') as Engine['networks'],
			compose: wrap('compose') as Engine['compose'],
			maxStreams: async () => Number.POSITIVE_INFINITY,
			close() {},
		} satisfies Engine,
		/** Returns the number of calls of a name so far: `containers.exec`. */
		calls: (name: string) => calls.get(name) ?? 0,
		/** Returns the number of events so far. */
		events: () => eventCount,
		/** Returns the number of streams and calls that have not ended. */
		underWay: () => underWay,
		/** Returns the number of listeners on long-lived signals. */
		listeners: () =>
			[...new Set(signals.values())].reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0),
		/** Ends the stream of events as a lost connection does. */
		cut: () => connection.abort(),
	};
}

const delegated = (system: Engine['system']): Engine['system'] => ({
	ping: call => system.ping(call),
	host: call => system.host(call),
	diskUsage: call => system.diskUsage(call),
	events: call => system.events(call),
	login: (credentials, call) => system.login(credentials, call),
});
