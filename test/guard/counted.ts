import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { type Clock, sleep } from '../../source/runtime/clock.js';
import { openDashboard } from '../helpers/dashboard.js';
import { drawn } from '../helpers/drawn.js';
import { fakeClock } from '../runtime/fake-clock.js';
import { recorded } from '../runtime/recorded.js';

/** The counted costs: frames and bytes written, updates of the store, and sorted names of engine calls. */
export type Spent = {
	readonly frames: number;
	readonly bytes: number;
	readonly updates: number;
	readonly calls: readonly string[];
};

const size = { columns: 120, rows: 40 };

/**
 * Opens the dashboard on the demo engine, both on one clock that only the test advances, so that the counts are the same
 * on every machine.
 */
export async function counted(options: {
	containers: number;
	/** Answers that replace the demo engine's. */
	instead?(clock: Clock, demo: Engine): NonNullable<Parameters<typeof recorded>[1]>;
}) {
	const time = fakeClock();
	const demo = createDemoEngine({
		containers: options.containers,
		latency: 0,
		clock: { now: time.clock.now, sleep: (ms, signal) => sleep(time.clock, ms, signal) },
	});
	const { engine, calls, open, forget } = recorded(demo, options.instead?.(time.clock, demo));
	const opening = openDashboard({ engine, clock: time.clock, ...size });
	await time.pass(5000);
	const { runtime, close } = await opening;
	let updates = 0;
	runtime.store.subscribe(() => updates++);
	const { compositor, screen } = drawn(runtime);
	return {
		/** Counts the costs of `work` and the `ms` after it. */
		async spend(ms: number, work: () => void = () => {}): Promise<Spent> {
			const before = { ...compositor.counters, updates };
			forget();
			work();
			await time.pass(ms);
			const { frames, bytes } = compositor.counters;
			return {
				frames: frames - before.frames,
				bytes: bytes - before.bytes,
				updates: updates - before.updates,
				calls: calls.map(({ name }) => name).sort(),
			};
		},
		key(name: string): void {
			screen.hurry();
			runtime.key(name);
		},
		/** Returns the number of running timers. */
		timers: () => time.timers,
		/** Returns the keys of all running streams and requests. */
		active: () => runtime.active(),
		/** Lets stopped streams end. */
		settle: () => time.pass(0),
		/** Returns the number of running calls of a name. */
		open: (name: string) => open(name).length,
		close() {
			screen.stop();
			close();
		},
	};
}
