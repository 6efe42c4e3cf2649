import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';

/** The first change waits this long for further ones. */
const gatherMs = 40;
/** In a long burst, refreshes take at most this share of the time: the engine has other work. */
const refreshShare = 1 / 4;
/** Refreshes of one burst are at least this far apart. */
const apartMs = 250;
/** Even after a very long refresh, the next one waits no longer than this. */
const maxPauseMs = 5000;
/** After this pause, the next refresh is the first of a new burst. */
const burstEndsMs = 1000;

/** Refreshes soon after a change, but rarely during a burst of changes, and one at a time. */
export class RefreshThrottle {
	readonly #clock: Clock;
	readonly #foreground: ForegroundWork;
	readonly #signal: AbortSignal;
	readonly #refresh: () => Promise<void>;
	#running = Promise.resolve();
	#isWaiting = false;
	#endedAt = Number.NEGATIVE_INFINITY;
	#tookMs = 0;

	/** `refresh` must not reject. */
	constructor(options: { clock: Clock; foreground: ForegroundWork; signal: AbortSignal; refresh(): Promise<void> }) {
		this.#clock = options.clock;
		this.#foreground = options.foreground;
		this.#signal = options.signal;
		this.#refresh = options.refresh;
	}

	/** Refreshes as soon as the throttle allows. */
	request(): void {
		if (this.#isWaiting || this.#signal.aborted) {
			return;
		}
		this.#isWaiting = true;
		const release = this.#foreground.hold();
		// The pause depends on how long the running refresh takes.
		void this.#running.then(() => {
			this.#clock.after(Math.max(gatherMs, this.#pauseMs()), () => {
				this.#isWaiting = false;
				void this.#start().then(release);
			});
		});
	}

	/** Refreshes at once, or right after the running refresh. */
	now(): void {
		void this.#start();
	}

	#pauseMs(): number {
		const sinceMs = this.#clock.now() - this.#endedAt;
		const restMs = Math.min(maxPauseMs, this.#tookMs / refreshShare - this.#tookMs);
		return sinceMs > burstEndsMs ? 0 : Math.max(apartMs, restMs) - sinceMs;
	}

	#start(): Promise<void> {
		this.#running = this.#running.then(() => this.#run());
		return this.#foreground.track(this.#running);
	}

	async #run(): Promise<void> {
		if (this.#signal.aborted) {
			return;
		}
		const startedAt = this.#clock.now();
		await this.#refresh();
		this.#endedAt = this.#clock.now();
		this.#tookMs = this.#endedAt - startedAt;
	}
}
