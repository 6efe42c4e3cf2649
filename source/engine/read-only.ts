import type { Engine } from './engine.js';
import { EngineError } from './errors.js';

export type Noun = 'system' | 'containers' | 'images' | 'volumes' | 'networks' | 'compose';
type Verdict = 'allowed' | 'refused';

/** Classifies every call of the port. A new call does not compile until it is listed here. */
const verdicts: { readonly [N in Noun]: { readonly [C in keyof Engine[N]]-?: Verdict } } = {
	system: { ping: 'allowed', host: 'allowed', diskUsage: 'allowed', events: 'allowed', login: 'refused' },
	containers: {
		list: 'allowed',
		inspect: 'allowed',
		stats: 'allowed',
		statsOnce: 'allowed',
		logs: 'allowed',
		top: 'allowed',
		changes: 'allowed',
		wait: 'refused',
		start: 'refused',
		stop: 'refused',
		restart: 'refused',
		pause: 'refused',
		unpause: 'refused',
		kill: 'refused',
		rename: 'refused',
		remove: 'refused',
		update: 'refused',
		create: 'refused',
		attach: 'refused',
		exec: 'refused',
		commit: 'refused',
		prune: 'refused',
	},
	images: {
		list: 'allowed',
		inspect: 'allowed',
		history: 'allowed',
		platforms: 'allowed',
		save: 'allowed',
		remove: 'refused',
		tag: 'refused',
		pull: 'refused',
		push: 'refused',
		build: 'refused',
		load: 'refused',
		prune: 'refused',
		pruneBuildCache: 'refused',
	},
	volumes: { list: 'allowed', inspect: 'allowed', create: 'refused', remove: 'refused', prune: 'refused' },
	networks: {
		list: 'allowed',
		inspect: 'allowed',
		create: 'refused',
		remove: 'refused',
		connect: 'refused',
		disconnect: 'refused',
		prune: 'refused',
	},
	compose: {
		tool: 'allowed',
		find: 'allowed',
		read: 'allowed',
		stamps: 'allowed',
		inTerminal: 'refused',
		run: 'refused',
	},
};

/** Returns true for a call that may change something on the engine. */
export const isChange = (noun: Noun, name: string): boolean => {
	const known: Readonly<Record<string, Verdict>> = verdicts[noun];
	return Object.hasOwn(known, name) && known[name] === 'refused';
};

/** Calls that answer with a stream, not with a promise. */
const streams = new Set(['pull', 'push', 'build', 'load', 'run']);

/**
 * An engine that refuses every call which is not listed as allowed, with an EngineError (`read-only`), before anything leaves
 * the process.
 */
export function readOnly(engine: Engine): Engine {
	return {
		endpoint: engine.endpoint,
		system: guard('system', engine.system),
		containers: guard('containers', engine.containers),
		images: guard('images', engine.images),
		volumes: guard('volumes', engine.volumes),
		networks: guard('networks', engine.networks),
		compose: guard('compose', engine.compose),
		maxStreams: () => engine.maxStreams(),
		close: () => engine.close(),
	};
}

function guard<N extends Noun>(noun: N, calls: Engine[N]): Engine[N] {
	const known: Readonly<Record<string, Verdict>> = verdicts[noun];
	return new Proxy(calls, {
		get(target, name) {
			const call: unknown = Reflect.get(target, name);
			if (typeof call !== 'function') {
				return call;
			}
			if (Object.hasOwn(known, name) && known[String(name)] === 'allowed') {
				return call.bind(target);
			}
			return () => refuse(noun, String(name));
		},
	});
}

function refuse(noun: Noun, name: string): unknown {
	const what = noun === 'system' ? name : `${noun.replace(/s$/, '')} ${name}`;
	const error = new EngineError('read-only', `plimsoll runs read-only: ${what} was not sent`);
	if (!streams.has(name)) {
		return Promise.reject(error);
	}
	return {
		[Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
	};
}
