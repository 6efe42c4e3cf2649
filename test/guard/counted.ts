import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { type Clock, sleep } from '../../source/runtime/clock.js';
import { openDashboard } from '../helpers/dashboard.js';
import { drawn } from '../helpers/drawn.js';
import { handClock } from '../runtime/hand-clock.js';
import { recorded } from '../runtime/recorded.js';

/** What was spent: frames and bytes written, changes of the store, calls of the engine by name, sorted. */
export type Spent = {
	readonly frames: number;
	readonly bytes: number;
	readonly updates: number;
	readonly calls: readonly string[];
};

const size = { columns: 120, rows: 40 };

/**
 * The dashboard on the demo engine, both on one clock that stands until it is told to go on: what it spends is the same on
 * every machine.
 */
export async function counted(options: {
	containers: number;
	/** Answers in the demo engine's place. */
	instead?(clock: Clock): NonNullable<Parameters<typeof recorded>[1]>;
}) {
	const time = handClock();
	const demo = createDemoEngine({
		containers: options.containers,
		latency: 0,
		clock: { now: time.clock.now, sleep: (ms, signal) => sleep(time.clock, ms, signal) },
	});
	const { engine, calls, open, forget } = recorded(demo, options.instead?.(time.clock));
	const opening = openDashboard({ engine, clock: time.clock, ...size });
	await time.pass(5000);
	const { runtime, close } = await opening;
	let updates = 0;
	runtime.store.subscribe(() => updates++);
	const { compositor, screen } = drawn(runtime);
	return {
		/** What `work` and the `ms` after it spend. */
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
		/** Timers that run. */
		timers: () => time.timers,
		/** Streams and requests under way, by key. */
		active: () => runtime.active(),
		/** Lets what was stopped end. */
		settle: () => time.pass(0),
		/** Calls of a name that are under way. */
		open: (name: string) => open(name).length,
		close() {
			screen.stop();
			close();
		},
	};
}
