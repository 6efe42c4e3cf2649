import { kindOf, wordsOf } from '../../actions/failure.js';
import type { LogRange } from '../../actions/flows/logs/read-log.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { HoldBack, SourceMarker } from '../../domain/logs/merge.js';
import type { Container } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import { exitWords } from '../../domain/session/exit-words.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort, isConnectionError } from '../../engine/errors.js';
import { type Clock, sleep } from '../../runtime/clock.js';
import { Retry } from '../../runtime/concurrency/retry.js';
import { notIn, resumeAt } from '../../runtime/streams/logs/log-resume.js';
import type { LogPrinter } from './log-printer.js';
import { LogTail } from './log-tail.js';

/** Lines are released at most this often. Milliseconds. */
const releaseMs = 50;
/** The streams wait for the reader while more lines than this are held. */
const maxHeld = 5000;
/** A log or the events that were cut are opened again, first after this. Milliseconds. */
const firstRetryMs = 500;

type Options = {
	readonly engine: Engine;
	readonly clock: Clock;
	readonly printer: LogPrinter;
	readonly range: LogRange;
	/** The containers whose logs are wanted, of all that exist. */
	wanted(signal: AbortSignal): Promise<readonly Container[]>;
	/** A sentence beside the lines: a container has ended. */
	note(text: string): void;
	readonly signal: AbortSignal;
};

/**
 * One followed container. `starts` counts its start events. `isRunning` is true after its last start and before its end, as far as
 * these were reported: its log is read by another connection than its events, so either may come first.
 */
type Followed = { readonly tail: LogTail; isOpen: boolean; isRunning: boolean; starts: number };

/**
 * Prints the new lines of containers until the signal aborts: in the order of their stamps, through restarts and recreations, and with
 * those that start later.
 */
export class LogFollower {
	readonly #options: Options;
	readonly #held = new HoldBack();
	readonly #followed = new Map<string, Followed>();
	#heldCount = 0;
	#wake = () => {};
	#waiting: (() => void)[] = [];
	/** The events until `follow`; undefined from then on. */
	#early: EngineEvent[] | undefined = [];

	constructor(options: Options) {
		this.#options = options;
	}

	/** The newest printed lines of a container, from which its log goes on. */
	tailOf(id: string): LogTail {
		return this.#known(id).tail;
	}

	/** Follows the containers that run now, and all wanted ones that start; resolves when the signal aborts. */
	async follow(containers: readonly Container[]): Promise<void> {
		for (const container of containers.filter(isRunning)) {
			this.#known(container.id).isRunning = true;
			void this.#open(container);
		}
		const early = this.#early ?? [];
		this.#early = undefined;
		for (const event of early) {
			this.#take(event);
		}
		await this.#release();
	}

	/** Reports ends and follows starts, by the engine's events. */
	async watch(ready: () => void): Promise<void> {
		const { engine, clock, signal } = this.#options;
		const retry = new Retry(clock, { firstMs: firstRetryMs });
		let isFirst = true;
		while (!signal.aborted) {
			try {
				const onReady = () => {
					retry.reset();
					ready();
					if (!isFirst) {
						// Containers may have started while no events came.
						void this.#openNew();
					}
					isFirst = false;
				};
				for await (const event of engine.system.events({ signal, ready: onReady })) {
					this.#take(event);
				}
			} catch (error) {
				if (isAbort(error, signal)) {
					return;
				}
				this.#options.note(wordsOf(error));
			}
			ready();
			retry.fail();
			await retry.wait(signal);
		}
	}

	#take(event: EngineEvent): void {
		const { type, action, id, attributes } = event;
		if (type !== 'container') {
			return;
		}
		if (this.#early) {
			this.#early.push(event);
			return;
		}
		const known = this.#followed.get(id);
		if (action === 'start') {
			if (known) {
				known.starts++;
				this.#reportStart(id, known);
			}
			void this.#openNew(id);
		} else if (action === 'die' && known?.isRunning) {
			known.isRunning = false;
			const code = Number(attributes.exitCode);
			const words = Number.isNaN(code) ? '' : ` with exit code ${exitWords(code)}`;
			this.#options.note(`${this.#options.printer.nameOf(id)} has ended${words}`);
		}
	}

	#reportStart(id: string, known: Followed): void {
		if (!known.isRunning) {
			known.isRunning = true;
			this.#options.note(`${this.#options.printer.nameOf(id)} has started`);
		}
	}

	/** Follows the wanted containers that run, and one that may have ended since it started. */
	async #openNew(started?: string): Promise<void> {
		const { wanted, note, printer, signal } = this.#options;
		try {
			for (const container of await wanted(signal)) {
				const { id } = container;
				if (!(isRunning(container) || id === started)) {
					continue;
				}
				if (!this.#followed.has(id)) {
					printer.add([container]);
					this.#reportStart(id, this.#known(id));
				} else if (started === undefined) {
					this.#reportStart(id, this.#known(id));
				}
				void this.#open(container);
			}
		} catch (error) {
			if (!isAbort(error, signal)) {
				note(wordsOf(error));
			}
		}
	}

	#known(id: string): Followed {
		const known = this.#followed.get(id) ?? { tail: new LogTail(), isOpen: false, isRunning: false, starts: 0 };
		this.#followed.set(id, known);
		return known;
	}

	/** Follows one container until it ends. A stream that is cut is opened again. */
	async #open({ id }: Container): Promise<void> {
		const { clock, signal, note, printer } = this.#options;
		const known = this.#known(id);
		if (known.isOpen) {
			return;
		}
		known.isOpen = true;
		const retry = new Retry(clock, { firstMs: firstRetryMs });
		while (!signal.aborted) {
			const { starts } = known;
			try {
				await this.#read(id, known.tail, () => retry.reset());
				if (!(await this.#runs(id)) && known.starts === starts) {
					break;
				}
			} catch (error) {
				if (isAbort(error, signal)) {
					return;
				}
				if (!isConnectionError(error)) {
					if (kindOf(error) !== 'not-found') {
						note(`${printer.nameOf(id)}: ${wordsOf(error)}`);
					}
					break;
				}
			}
			retry.fail();
			await retry.wait(signal);
		}
		known.isOpen = false;
	}

	async #runs(id: string): Promise<boolean> {
		const containers = await this.#options.engine.containers.list({
			signal: this.#options.signal,
			filters: { id: [id] },
		});
		return containers.some(each => each.id === id && isRunning(each));
	}

	async #read(id: string, tail: LogTail, onLines: () => void): Promise<void> {
		const { engine, clock, range, signal } = this.#options;
		const { tty } = await engine.containers.inspect(id, { signal });
		const since = resumeAt(tail.lines);
		const isNew = notIn(tail.lines, since);
		const part = since === undefined ? range : { since };
		const marker = new SourceMarker(id);
		for await (const lines of engine.containers.logs(id, { ...part, follow: true, tty }, { signal })) {
			const fresh = lines.filter(isNew);
			if (fresh.length === 0) {
				continue;
			}
			onLines();
			tail.add(fresh);
			this.#held.add(marker.mark(fresh), clock.now());
			this.#heldCount += fresh.length;
			this.#wake();
			if (this.#heldCount > maxHeld) {
				await new Promise<void>(resolve => this.#waiting.push(resolve));
			}
		}
	}

	/** Prints the held lines in their order until the signal aborts. */
	async #release(): Promise<void> {
		const { clock, printer, signal } = this.#options;
		while (!signal.aborted) {
			if (this.#held.isEmpty) {
				await this.#nextLine(signal);
			}
			await sleep(clock, releaseMs, signal);
			const lines: readonly LogLine[] = this.#held.take(clock.now());
			await printer.print(lines);
			this.#heldCount -= lines.length;
			if (this.#heldCount <= maxHeld) {
				for (const resolve of this.#waiting.splice(0)) {
					resolve();
				}
			}
		}
	}

	#nextLine(signal: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			const done = () => {
				signal.removeEventListener('abort', done);
				resolve();
			};
			this.#wake = done;
			signal.addEventListener('abort', done, { once: true });
		});
	}
}
