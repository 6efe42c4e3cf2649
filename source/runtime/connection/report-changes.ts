import type { Engine } from '../../engine/engine.js';
import { isChange, type Noun } from '../../engine/read-only.js';
import type { EngineNoun } from './list-sources.js';

/**
 * The same engine, but it reports every call that may change something to `begin`, and calls the function that this
 * returns after the answer or error, or after the end of the stream.
 */
export function reportChanges(engine: Engine, begin: (changed: EngineNoun) => () => void): Engine {
	const wrap = <N extends Noun>(noun: N): Engine[N] =>
		new Proxy(engine[noun], {
			get(target, name) {
				const call: unknown = Reflect.get(target, name);
				if (typeof call !== 'function') {
					return call;
				}
				const changed = changedNoun(noun, String(name));
				if (!changed || !isChange(noun, String(name))) {
					return call.bind(target);
				}
				return (...parameters: unknown[]) => {
					const end = begin(changed);
					const answer: unknown = call.apply(target, parameters);
					if (!(answer instanceof Promise)) {
						return followed(answer as AsyncIterable<unknown>, end);
					}
					answer.then(end, end);
					return answer;
				};
			},
		});
	return {
		endpoint: engine.endpoint,
		system: engine.system,
		containers: wrap('containers'),
		images: wrap('images'),
		volumes: wrap('volumes'),
		networks: wrap('networks'),
		compose: wrap('compose'),
		maxStreams: () => engine.maxStreams(),
		close: () => engine.close(),
	};
}

/** The list that a call changes, if any. */
function changedNoun(noun: Noun, name: string): EngineNoun | undefined {
	if (noun === 'system' || name === 'wait') {
		return undefined;
	}
	if (noun === 'compose') {
		return 'containers';
	}
	return name === 'commit' ? 'images' : noun;
}

async function* followed(stream: AsyncIterable<unknown>, end: () => void): AsyncGenerator<unknown> {
	try {
		yield* stream;
	} finally {
		end();
	}
}
