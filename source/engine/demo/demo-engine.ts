import type { Engine } from '../engine.js';
import { demoComposeCalls } from './compose/demo-compose.js';
import { labelProjects } from './compose/demo-labels.js';
import { containerCalls } from './containers/container-calls.js';
import { populate } from './fleet/fleet.js';
import { passersBy } from './fleet/passers-by.js';
import { imageCalls } from './images/image-calls.js';
import { networkCalls } from './storage/network-calls.js';
import { volumeCalls } from './storage/volume-calls.js';
import { systemCalls } from './system/system-calls.js';
import { type Clock, systemClock } from './world/clock.js';
import { World } from './world/world.js';

type DemoOptions = {
	/** The same seed gives the same world. */
	readonly seed?: number;
	/** Number of containers; by default the dozen hand-made ones. */
	readonly containers?: number;
	/** Default: the system clock. */
	readonly clock?: Clock;
	/**
	 * Milliseconds that one call takes; a stop, build or pull takes a multiple of it. Default: 20 on the system clock, 0 on
	 * another clock, so that no call waits for a manual clock.
	 */
	readonly latency?: number;
};

/** An engine in memory with a simulated fleet, behind the same port as a real one. Without calls it uses no CPU. */
export function createDemoEngine(options: DemoOptions = {}): Engine {
	const { seed = 1, containers, clock = systemClock } = options;
	const world = new World(clock, seed, options.latency ?? (clock === systemClock ? 20 : 0));
	populate(world, containers);
	labelProjects(world);
	passersBy(world);
	return {
		endpoint: { url: 'demo://', origin: 'demo' },
		system: systemCalls(world),
		containers: containerCalls(world),
		images: imageCalls(world),
		volumes: volumeCalls(world),
		networks: networkCalls(world),
		compose: demoComposeCalls(world),
		maxStreams: async () => Number.POSITIVE_INFINITY,
		close: () => world.close(),
	};
}
