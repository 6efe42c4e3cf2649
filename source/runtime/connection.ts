import { wordsOf } from '../actions/failure.js';
import type { Attempt, DockerContext, Endpoint } from '../domain/host.js';
import type { Engine } from '../engine/engine.js';
import { isAbort } from '../engine/errors.js';
import { forgetEngine } from '../state/initial-state.js';
import type { Connection, State } from '../state/state.js';
import type { Busy } from './busy.js';
import { type Clock, sleep } from './clock.js';
import { createResourceSync, type ResourceSync } from './resource-sync.js';
import type { Store } from './store.js';
import { createSubscriptions, type Subscriptions } from './subscriptions.js';
import type { TaskRunner } from './task-runner.js';

/** Which engine is meant: what the command line and environment say, a context, a host, or the demo. */
export type Target = 'default' | 'demo' | { readonly context: string } | { readonly host: string };

/** Finds and opens engines; made in cli.tsx from the adapter, the demo engine and the read-only guard. */
export interface Connector {
	/** Resolves to an engine that answered, or to why each candidate did not. Rejects for a target that makes no sense. */
	open(
		target: Target,
		signal: AbortSignal,
	): Promise<{ engine?: Engine; attempts: readonly Attempt[]; readOnly: boolean }>;
	contexts(): Promise<readonly DockerContext[]>;
}

export type ConnectionLoop = {
	/** The engine in use; undefined before the first connection. */
	engine(): Engine | undefined;
	/** Leaves the present engine for another. */
	connect(target: Target): void;
	/** Refreshes when connected, tries again at once when not. */
	refresh(): void;
	/** Streams and requests under way, by key. */
	active(): readonly string[];
	stop(): void;
};

/** Doubles from half a second to half a minute. Milliseconds. */
const backoff = (attempt: number): number => Math.min(30_000, 500 * 2 ** Math.min(attempt - 1, 6));

/** Keeps one engine connected: opens it, keeps the lists true, and comes back after a loss without being asked. */
export function createConnection(options: {
	store: Store;
	clock: Clock;
	busy: Busy;
	runner: TaskRunner;
	connector: Connector;
}): ConnectionLoop {
	const { store, clock, busy, runner, connector } = options;
	let engine: Engine | undefined;
	let sync: ResourceSync | undefined;
	let subscriptions: Subscriptions | undefined;
	let scope = runner.scope();
	let wake: (() => void) | undefined;

	const setConnection = (connection: Connection) => store.update(state => ({ ...state, connection }));

	function release(): void {
		subscriptions?.stop();
		engine?.close();
		subscriptions = undefined;
		sync = undefined;
	}

	/** Waits, or until `refresh` wakes it. */
	function pause(ms: number, signal: AbortSignal): Promise<void> {
		return Promise.race([
			sleep(clock, ms, signal),
			new Promise<void>(resolve => {
				wake = resolve;
			}),
		]);
	}

	async function run(target: Target, signal: AbortSignal): Promise<void> {
		let seen = false;
		for (let attempt = 1; !signal.aborted; attempt++) {
			const opened = await busy.track(open(target, signal));
			if (signal.aborted) {
				opened.engine?.close();
				return;
			}
			if (opened.engine) {
				engine = opened.engine;
				enter(engine.endpoint, target === 'demo', opened.readOnly, seen);
				seen = true;
				attempt = 0;
				const reason = await serve(engine, signal);
				release();
				if (signal.aborted || reason === undefined) return;
				setConnection({ status: 'reconnecting', attempt: 1, reason, retryAt: clock.now() + backoff(1) });
				await pause(backoff(1), signal);
				continue;
			}
			const retryAt = clock.now() + backoff(attempt);
			const reason = opened.attempts.at(-1)?.reason ?? 'no engine answered';
			setConnection(
				seen
					? { status: 'reconnecting', attempt: attempt + 1, reason, retryAt }
					: { status: 'lost', attempts: opened.attempts, attempt, retryAt },
			);
			await pause(backoff(attempt), signal);
		}
	}

	async function open(target: Target, signal: AbortSignal) {
		try {
			return await connector.open(target, signal);
		} catch (error) {
			const endpoint: Endpoint = {
				url: typeof target === 'string' ? target : 'host' in target ? target.host : target.context,
				origin: '',
			};
			const attempts: Attempt[] = isAbort(error, signal)
				? []
				: [{ endpoint, kind: 'unreachable', reason: wordsOf(error) }];
			return { engine: undefined, attempts, readOnly: false };
		}
	}

	function enter(endpoint: Endpoint, demo: boolean, readOnly: boolean, again: boolean): void {
		const connected: Connection = { status: 'connected' };
		store.update((state: State) => ({
			...(again ? state : { ...state, endpoint, demo }),
			connection: connected,
			readOnly,
		}));
	}

	async function serve(open: Engine, signal: AbortSignal): Promise<string | undefined> {
		sync = createResourceSync({ engine: open, store, clock, busy, signal });
		subscriptions = createSubscriptions({ engine: open, store, clock, busy });
		const host = open.system.host({ signal }).then(
			known => store.update(state => ({ ...state, host: known })),
			() => {}, // The events stream tells the loss; without host facts the header is shorter.
		);
		void busy.track(host);
		return sync.run();
	}

	return {
		engine: () => engine,
		connect(target) {
			scope.end();
			runner.abortCalls();
			release();
			engine = undefined;
			scope = runner.scope();
			const endpoint: Endpoint = { url: target === 'demo' ? 'demo://' : '', origin: '' };
			store.update(state => forgetEngine(state, target === 'default' ? state.endpoint : endpoint, target === 'demo'));
			void run(target, scope.signal);
		},
		refresh() {
			if (sync && store.getState().connection.status === 'connected') sync.refresh();
			else wake?.();
		},
		active: () => subscriptions?.active() ?? [],
		stop() {
			scope.end();
			release();
		},
	};
}
