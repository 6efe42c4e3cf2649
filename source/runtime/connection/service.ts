import type { Engine } from '../../engine/engine.js';
import { invalidateAll } from '../../state/resources.js';
import { withEngineTime } from '../../state/time.js';
import { type Clock, sleep } from '../clock.js';
import type { Store } from '../store.js';
import { createSubscriptions } from '../streams/subscriptions.js';
import type { Tempo } from '../streams/tempo.js';
import { EventPrecedence } from '../sync/event-precedence.js';
import { ResourceSync, type Suspect } from '../sync/resource-sync.js';
import type { Busy } from '../tasks/busy.js';
import type { TaskRunner } from '../tasks/task-runner.js';
import { backoff } from './backoff.js';
import { watchHeartbeat } from './heartbeat.js';
import type { EngineNoun } from './list-sources.js';

/** What the header tells of the engine is asked for again when it failed, first after this. Milliseconds. */
const retry = 2000;

/** One connection from its opening to its loss. */
export type Service = {
	/** Resolves to why the connection was lost; to `undefined` when it was stopped. */
	readonly lost: Promise<string | undefined>;
	refresh(): void;
	/** Begins a change of ours; call what it returns once the engine has answered it. */
	change(noun: EngineNoun): () => void;
	/** A session with a container ended: the container may have, too. */
	suspect(suspect: Suspect): void;
	/** Streams and requests under way, by key. */
	active(): readonly string[];
	/** Stops looking at the engine; work on it goes on, and frees its connections when it has ended. */
	stop(): void;
};

/** Keeps lists, streams and facts of an open engine true until it is lost. */
export function serve(
	engine: Engine,
	options: { store: Store; clock: Clock; busy: Busy; runner: TaskRunner; tempo: Tempo },
): Service {
	const { store, clock, busy, runner, tempo } = options;
	const { signal, end } = runner.scope();
	const warn = (text: string) => runner.toast('bad', text);
	const precedence = new EventPrecedence(clock);
	const { isFocused } = tempo;
	const sync = new ResourceSync({
		engine,
		store,
		clock,
		busy,
		precedence,
		signal,
		scope: runner.scope,
		isFocused,
		warn,
	});
	// What changed while nobody listened is not known.
	store.update(invalidateAll);
	const suspect = (id: string) => sync.suspect({ noun: 'containers', key: id });
	const subscriptions = createSubscriptions({ ...options, engine, precedence, suspect });

	async function askHost(): Promise<void> {
		for (let failures = 1; !signal.aborted; failures++) {
			try {
				const host = await busy.track(engine.system.host({ signal }));
				if (!signal.aborted) {
					store.update(state => ({ ...state, host }));
				}
				return;
			} catch {
				// The lists tell what is wrong; until then the header is shorter.
				await sleep(clock, backoff(failures, retry), signal);
			}
		}
	}
	void askHost();
	const answered = (time: number) => store.update(state => withEngineTime(state, time, clock.wallTime()));

	return {
		lost: Promise.race([sync.run(), watchHeartbeat({ engine, clock, answered }, signal)]),
		refresh: () => sync.refresh(),
		change: noun => sync.change(noun),
		suspect: one => sync.suspect(one),
		active: subscriptions.active,
		stop() {
			end();
			subscriptions.stop();
			runner.afterWork(() => engine.close());
		},
	};
}
