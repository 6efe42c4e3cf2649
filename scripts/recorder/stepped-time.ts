// Replaces the time of this process: timers, Date.now and performance.now stand still until `pass` is called. It must be
// imported before all modules that keep a reference to a timer, such as React.
import os from 'node:os';

type Timer = { at: number; readonly order: number; readonly everyMs: number | undefined; run(): void };

/** Unix milliseconds of the first moment. */
const startAt = Date.UTC(2026, 0, 1, 12);

const timers = new Set<Timer>();
let nowMs = 0;
let order = 0;

/** Stands for a Timeout of Node. */
class Handle {
	constructor(readonly timer: Timer) {}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
	hasRef(): boolean {
		return true;
	}
	refresh(): this {
		this.timer.at = nowMs + (this.timer.everyMs ?? 0);
		return this;
	}
	close(): this {
		timers.delete(this.timer);
		return this;
	}
}

function start(callback: (...args: unknown[]) => void, ms: number, args: unknown[], repeats: boolean): Handle {
	// Node's shortest delay.
	const delayMs = Math.max(1, Number(ms) || 0);
	const run = () => callback(...args);
	const timer: Timer = { at: nowMs + delayMs, order: order++, everyMs: repeats ? delayMs : undefined, run };
	timers.add(timer);
	return new Handle(timer);
}

const stop = (handle: unknown): void => {
	if (handle instanceof Handle) {
		timers.delete(handle.timer);
	}
};

Object.assign(globalThis, {
	setTimeout: (run: () => void, ms = 0, ...args: unknown[]) => start(run, ms, args, false),
	setInterval: (run: () => void, ms = 0, ...args: unknown[]) => start(run, ms, args, true),
	clearTimeout: stop,
	clearInterval: stop,
});
Date.now = () => startAt + nowMs;
performance.now = () => nowMs;
// plimsoll draws less often on a machine under load.
os.loadavg = () => [0, 0, 0];

/** The time since the start. Milliseconds. */
export const passedMs = (): number => nowMs;

/** Lets time pass. Each timer runs at its time, and all that follows from it before the next one. Milliseconds. */
export async function pass(ms: number): Promise<void> {
	const end = nowMs + ms;
	await settle();
	for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
		nowMs = Math.max(nowMs, next.at);
		if (next.everyMs === undefined) {
			timers.delete(next);
		} else {
			next.at += next.everyMs;
		}
		next.run();
		await settle();
	}
	nowMs = end;
}

function nextBefore(end: number): Timer | undefined {
	return [...timers]
		.filter(({ at }) => at <= end)
		.sort((a, b) => a.at - b.at || a.order - b.order)
		.at(0);
}

/** Input, promises and React need a few turns of the event loop after one another. */
const quietTurns = 8;

/** Resolves when nothing is left to do at this time: no promise, no read of a file. */
async function settle(): Promise<void> {
	for (let quiet = 0; quiet < quietTurns; quiet++) {
		await new Promise<void>(resolve => setImmediate(resolve));
		if (process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'))) {
			quiet = 0;
		}
	}
}
