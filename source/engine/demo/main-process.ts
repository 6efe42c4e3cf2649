import { endContainer } from './life.js';
import type { ContainerRecord } from './model.js';
import type { World } from './world.js';

/** Lets the main process of a container that was just started do its thing. */
export function runMain(world: World, container: ContainerRecord): void {
	const { ends } = container.program;
	if (ends)
		container.cancel = world.timeline.schedule(world.now() + ends.after, () =>
			endContainer(world, container, ends.exitCode),
		);
}
