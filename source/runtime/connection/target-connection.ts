import type { Container } from '../../domain/nouns/container.js';
import type { Attempt } from '../../domain/nouns/host.js';
import type { Engine } from '../../engine/engine.js';
import { replaceItems } from '../../state/lists/listing.js';
import { settleAll } from '../../state/lists/selection.js';
import { openStart } from '../../state/logs/start-logs.js';
import type { Connection } from '../../state/state.js';
import { withTime } from '../../state/time.js';
import { sleep, timesOf } from '../clock.js';
import { Retry } from '../concurrency/retry.js';
import { openScope } from '../concurrency/scope.js';
import type { Connector, Opened, Target } from './connector.js';
import { openTarget } from './open-target.js';
import { reportChanges } from './report-changes.js';
import { type Service, type ServiceOptions, serve } from './service.js';

/** After a failure the engine is tried again, first after this. */
const firstRetryMs = 500;
/** An engine that answered before comes back sooner than one that never did. */
const maxRetryMs = { seen: 10_000, unseen: 30_000 };
/** The first list waits this long for the containers that come with the ping. */
const firstContainersLimitMs = 100;
/** After a connection that held this long, a loss counts as the first failure. */
const stableAfterMs = 10_000;
/** A daemon that makes its socket again may leave it without an owner for a moment: tries until the user is asked. */
const socketTries = 5;

/** Returns true if the user has to try again: each try would fail the same way, and over a network each is a failed login. */
function needsUser(attempts: readonly Attempt[], wasSeen: boolean, failures: number): boolean {
	const isTransient = ({ kind }: Attempt) => kind === 'permission' && wasSeen && failures <= socketTries;
	return attempts.some(attempt => attempt.needsUser === true && !isTransient(attempt));
}

export type TargetOptions = ServiceOptions & { readonly connector: Connector };

/** Keeps one target connected until it is stopped: opens it, serves it, and tries again after each failure and loss. */
export class TargetConnection {
	readonly #options: TargetOptions;
	readonly #target: Target;
	readonly #scope = openScope();
	readonly #retry: Retry;
	/** The URL of the target's engine, once it was connected. */
	#url: string | undefined;
	#engine: Engine | undefined;
	#service: Service | undefined;

	constructor(options: TargetOptions, target: Target) {
		this.#options = options;
		this.#target = target;
		this.#retry = new Retry(options.clock, () => ({
			firstMs: firstRetryMs,
			maxMs: maxRetryMs[this.#url === undefined ? 'unseen' : 'seen'],
		}));
	}

	/** The last engine that was connected, which reports our changes. */
	get engine(): Engine | undefined {
		return this.#engine;
	}

	/** The present connection. */
	get service(): Service | undefined {
		return this.#service;
	}

	/** Runs until it is stopped. */
	async run(): Promise<void> {
		const { foreground, connector } = this.#options;
		const { signal } = this.#scope;
		while (!signal.aborted) {
			const opened = await foreground.track(openTarget(connector, this.#target, this.#url, signal));
			if (signal.aborted) {
				opened.engine?.close();
				return;
			}
			const reason = opened.engine
				? await this.#serve(opened.engine, opened)
				: (opened.attempts.at(-1)?.reason ?? 'no engine answered');
			if (reason === undefined) {
				return;
			}
			await this.#untilNextTry(opened, reason);
		}
	}

	/** Tries again at once if it waits for that. */
	wake(): void {
		this.#retry.wake();
	}

	/** Leaves the engine, which closes its connections after the work of now. */
	stop(): void {
		this.#scope.end();
		this.#release();
	}

	/** Resolves to why the connection was lost; to `undefined` when it was stopped. */
	async #serve(opened: Engine, { readOnly, containers }: Opened): Promise<string | undefined> {
		const { clock, foreground } = this.#options;
		const { signal } = this.#scope;
		this.#engine = reportChanges(opened, noun => this.#service?.change(noun) ?? (() => {}));
		this.#enter(opened, readOnly);
		const connectedAt = clock.now();
		if (containers) {
			await foreground.track(this.#showContainers(containers));
		}
		if (signal.aborted) {
			opened.close();
			return undefined;
		}
		this.#service = serve(opened, this.#options);
		const reason = await this.#service.lost;
		if (signal.aborted || reason === undefined) {
			return undefined;
		}
		this.#release();
		if (clock.now() - connectedAt >= stableAfterMs) {
			this.#retry.reset();
		}
		return reason;
	}

	#enter({ endpoint }: Engine, readOnly: boolean): void {
		const isFirst = this.#url === undefined;
		this.#url = endpoint.url;
		const facts = isFirst ? { endpoint, demo: this.#target === 'demo' } : {};
		this.#options.store.update(state =>
			settleAll({ ...state, ...facts, connection: { status: 'connected' }, readOnly }),
		);
	}

	/** Shows the screen's first rows as early as possible; the first list does not wait longer than the limit for them. */
	async #showContainers(containers: Promise<readonly Container[] | undefined>): Promise<void> {
		const { store, clock } = this.#options;
		const { signal } = this.#scope;
		const show = containers.then(items => {
			if (!items || signal.aborted) {
				return;
			}
			store.update(state =>
				state.lists.containers.status === 'loading' ? openStart(replaceItems(state, 'containers', items)) : state,
			);
		});
		await Promise.race([show, sleep(clock, firstContainersLimitMs, signal)]);
	}

	/** Shows why there is no connection, and waits for the next try. */
	async #untilNextTry({ engine, attempts }: Opened, reason: string): Promise<void> {
		const { clock } = this.#options;
		const { signal } = this.#scope;
		this.#retry.fail();
		const attempt = this.#retry.failures;
		const wasSeen = this.#url !== undefined;
		if (!engine && needsUser(attempts, wasSeen, attempt)) {
			this.#show({ status: 'lost', attempts, attempt, retryAt: undefined });
			await this.#retry.waitForWake(signal);
			if (!signal.aborted) {
				this.#show({ status: 'lost', attempts, attempt, retryAt: clock.now() });
			}
			return;
		}
		const retryAt = clock.now() + this.#retry.delayMs;
		this.#show(
			wasSeen ? { status: 'reconnecting', attempt, reason, retryAt } : { status: 'lost', attempts, attempt, retryAt },
		);
		await this.#retry.wait(signal);
	}

	/** The panes on screen depend on the connection. */
	#show(connection: Connection): void {
		const { store, clock } = this.#options;
		store.update(state => withTime(settleAll({ ...state, connection }), timesOf(clock)));
	}

	#release(): void {
		this.#service?.stop();
		this.#service = undefined;
	}
}
