import type { Engine } from '../engine.js';
import { type Clock, systemClock } from './clock.js';
import { containerCalls } from './container-calls.js';
import { populate } from './fleet.js';
import { imageCalls } from './image-calls.js';
import { networkCalls } from './network-calls.js';
import { passersBy } from './passers-by.js';
import { systemCalls } from './system-calls.js';
import { volumeCalls } from './volume-calls.js';
import { World } from './world.js';

export type DemoOptions = {
	/** The same seed gives the same world. */
	readonly seed?: number;
	/** Size of the fleet; by default a hand-made lively dozen. */
	readonly containers?: number;
	/** By default the machine's time. */
	readonly clock?: Clock;
	/**
	 * Milliseconds that one call takes; stops, builds, pulls and the like take multiples of it. By default 20 on the
	 * machine's clock and none on another, so that nothing waits for a clock that stands still.
	 */
	readonly latency?: number;
};

/** An engine in memory with a simulated fleet, behind the same port as a real one. It costs nothing while nobody looks. */
export function createDemoEngine(options: DemoOptions = {}): Engine {
	const { seed = 1, containers, clock = systemClock } = options;
	const world = new World(clock, seed, options.latency ?? (clock === systemClock ? 20 : 0));
	populate(world, containers);
	passersBy(world);
	return {
		endpoint: { url: 'demo://', origin: 'demo' },
		system: systemCalls(world),
		containers: containerCalls(world),
		images: imageCalls(world),
		volumes: volumeCalls(world),
		networks: networkCalls(world),
		close: () => world.close(),
	};
}
