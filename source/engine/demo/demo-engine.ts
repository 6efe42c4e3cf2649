import type { Engine } from '../engine.js';
import { containerCalls } from './containers/container-calls.js';
import { populate } from './fleet/fleet.js';
import { passersBy } from './fleet/passers-by.js';
import { imageCalls } from './images/image-calls.js';
import { networkCalls } from './storage/network-calls.js';
import { volumeCalls } from './storage/volume-calls.js';
import { systemCalls } from './system/system-calls.js';
import { type Clock, systemClock } from './world/clock.js';
import { World } from './world/world.js';

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
