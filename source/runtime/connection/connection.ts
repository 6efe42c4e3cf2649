import { kindOf, wordsOf } from '../../actions/failure.js';
import type { Container } from '../../domain/nouns/container.js';
import type { Attempt, DockerContext, Endpoint } from '../../domain/nouns/host.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import { forgetEngine } from '../../state/initial-state.js';
import { replaceItems } from '../../state/lists/listing.js';
import { settleAll } from '../../state/lists/selection.js';
import type { Connection, State } from '../../state/state.js';
import { withTime } from '../../state/time.js';
import { type Clock, sleep, timesOf } from '../clock.js';
import { noticeChanges } from '../noticed-changes.js';
import type { Store } from '../store.js';
import type { Tempo } from '../streams/tempo.js';
import type { Busy } from '../tasks/busy.js';
import type { TaskRunner } from '../tasks/task-runner.js';
import { backoff } from './backoff.js';
import { type Service, serve } from './service.js';

/** Which engine is meant: what the command line and environment say, a context, a host, or the demo. */
export type Target = 'default' | 'demo' | { readonly context: string } | { readonly host: string };

export type Opened = {
	readonly engine?: Engine;
	readonly attempts: readonly Attempt[];
	readonly readOnly: boolean;
	/** The containers as they were when the engine was asked whether it is there: shown until the first list comes. */
	readonly containers?: Promise<readonly Container[] | undefined>;
};

/** Finds and opens engines; made in cli.tsx from the adapter, the demo engine and the read-only guard. */
export interface Connector {
	/** Resolves to an engine that answered, or to why each candidate did not. Rejects for a target that makes no sense. */
	open(target: Target, signal: AbortSignal): Promise<Opened>;
	contexts(): Promise<readonly DockerContext[]>;
}

export type ConnectionLoop = {
	/** The engine in use, whose changes are noticed; undefined before the first connection. */
	engine(): Engine | undefined;
	/** A session ended: what it was in may have ended, too. */
	sessionEnded(): void;
	/** Leaves the present engine for another. */
	connect(target: Target): void;
	/** Refreshes when connected, tries again at once when not. */
	refresh(): void;
	/** Streams and requests under way, by key. */
	active(): readonly string[];
	stop(): void;
};

/** After a failure the engine is tried again, first after this. Milliseconds. */
const retry = 500;
/** An engine that was there comes back sooner than one that never was. Milliseconds. */
const mostPatience = { seen: 10_000, unseen: 30_000 };
/** The containers that come with the ping are waited for this long. Milliseconds. */
const firstLookPatience = 100;
/** A connection that held this long counts as sound: its loss is the first of a row. Milliseconds. */
const sound = 10_000;

/** A socket that is being made again may be nobody's for a moment: so many times that is tried again by itself. */
const socketTries = 5;

/** Whether trying again is left to the user: it would fail the same way, and over a network each try is a failed login. */
function isForTheUser(attempts: readonly Attempt[], wasSeen: boolean, failures: number): boolean {
	const isTransient = ({ kind }: Attempt) => kind === 'permission' && wasSeen && failures <= socketTries;
	return attempts.some(attempt => attempt.needsUser === true && !isTransient(attempt));
}

/** Keeps one engine connected: opens it, keeps the lists true, and comes back after a loss without being asked. */
export function createConnection(options: {
	store: Store;
	clock: Clock;
	busy: Busy;
	runner: TaskRunner;
	tempo: Tempo;
	connector: Connector;
}): ConnectionLoop {
	const { store, clock, busy, runner, connector } = options;
	let engine: Engine | undefined;
	let service: Service | undefined;
	let scope = runner.scope();
	let wake: (() => void) | undefined;

	// Which panes are on screen depends on it.
	const setConnection = (connection: Connection) =>
		store.update(state => withTime(settleAll({ ...state, connection }), timesOf(clock)));

	function release(): void {
		service?.stop();
		service = undefined;
	}

	/** Waits, or until `refresh` wakes it. */
	const pause = (ms: number, signal: AbortSignal): Promise<void> =>
		sleep(clock, ms, signal, early => {
			wake = early;
		});

	/** Waits until `refresh` wakes it, however long that takes. */
	const untilAsked = (signal: AbortSignal): Promise<void> =>
		new Promise(resolve => {
			wake = resolve;
			signal.addEventListener('abort', () => resolve(), { once: true });
		});

	async function run(target: Target, signal: AbortSignal): Promise<void> {
		let url: string | undefined;
		let failures = 0;
		while (!signal.aborted) {
			const opened = await busy.track(open(target, url, signal));
			if (signal.aborted) {
				opened.engine?.close();
				return;
			}
			let reason = opened.attempts.at(-1)?.reason ?? 'no engine answered';
			if (opened.engine) {
				engine = noticeChanges(opened.engine, noun => service?.change(noun) ?? (() => {}));
				enter(engine.endpoint, target === 'demo', opened.readOnly, url !== undefined);
				url = engine.endpoint.url;
				const since = clock.now();
				if (opened.containers) {
					await busy.track(lookFirst(opened.containers, signal));
				}
				if (signal.aborted) {
					return void opened.engine.close();
				}
				service = serve(opened.engine, options);
				const lost = await service.lost;
				if (signal.aborted || lost === undefined) {
					return;
				}
				release();
				reason = lost;
				if (clock.now() - since >= sound) {
					failures = 0;
				}
			}
			failures++;
			const { attempts } = opened;
			if (!opened.engine && isForTheUser(attempts, url !== undefined, failures)) {
				setConnection({ status: 'lost', attempts, attempt: failures, retryAt: undefined });
				await untilAsked(signal);
				setConnection({ status: 'lost', attempts, attempt: failures, retryAt: clock.now() });
				continue;
			}
			const ms = backoff(failures, retry, mostPatience[url === undefined ? 'unseen' : 'seen']);
			const retryAt = clock.now() + ms;
			setConnection(
				url === undefined
					? { status: 'lost', attempts, attempt: failures, retryAt }
					: { status: 'reconnecting', attempt: failures, reason, retryAt },
			);
			await pause(ms, signal);
		}
	}

	/** Opens the target; once it was `known` by its URL, another engine in its place is none. */
	async function open(target: Target, known: string | undefined, signal: AbortSignal): Promise<Opened> {
		const opened = await attempt(target, signal);
		const { engine } = opened;
		if (!engine || known === undefined || engine.endpoint.url === known) {
			return opened;
		}
		engine.close();
		const own = opened.attempts.filter(({ endpoint }) => endpoint.url === known);
		return { engine: undefined, attempts: own, readOnly: opened.readOnly };
	}

	/** The screen's first rows go before all else that is asked for, but do not hold it up. */
	async function lookFirst(containers: NonNullable<Opened['containers']>, signal: AbortSignal): Promise<void> {
		const show = containers.then(items => {
			if (!items || signal.aborted) {
				return;
			}
			store.update(state =>
				state.lists.containers.status === 'loading' ? replaceItems(state, 'containers', items) : state,
			);
		});
		await Promise.race([show, sleep(clock, firstLookPatience, signal)]);
	}

	async function attempt(target: Target, signal: AbortSignal): Promise<Opened> {
		try {
			return await connector.open(target, signal);
		} catch (error) {
			const endpoint: Endpoint = {
				url: typeof target === 'string' ? target : 'host' in target ? target.host : target.context,
				origin: '',
			};
			const attempts: Attempt[] = isAbort(error, signal)
				? []
				: [
						{
							endpoint,
							kind: 'unreachable',
							reason: wordsOf(error),
							needsUser: kindOf(error) === 'bad-request',
						},
					];
			return { engine: undefined, attempts, readOnly: false };
		}
	}

	function enter(endpoint: Endpoint, demo: boolean, readOnly: boolean, again: boolean): void {
		const connected: Connection = { status: 'connected' };
		store.update((state: State) =>
			settleAll({ ...(again ? state : { ...state, endpoint, demo }), connection: connected, readOnly }),
		);
	}

	return {
		engine: () => engine,
		sessionEnded: () => service?.suspect({ noun: 'containers' }),
		connect(target) {
			scope.end();
			runner.abortCalls();
			release();
			engine = undefined;
			scope = runner.scope();
			const endpoint: Endpoint = { url: target === 'demo' ? 'demo://' : '', origin: '' };
			store.update(state => {
				// The first time the address is that of the command line.
				const isFirst = target === 'default' && state.host === undefined;
				return forgetEngine(state, isFirst ? state.endpoint : endpoint, target === 'demo');
			});
			void run(target, scope.signal);
		},
		refresh() {
			if (service) {
				service.refresh();
			} else {
				wake?.();
			}
		},
		active: () => service?.active() ?? [],
		stop() {
			scope.end();
			release();
			engine?.close();
		},
	};
}
