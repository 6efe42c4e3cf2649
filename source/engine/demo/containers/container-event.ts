import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** Emits an event of a container with docker's attributes: image, name, labels. */
export function containerEvent(
	world: World,
	container: ContainerRecord,
	action: string,
	more: Record<string, string> = {},
): void {
	world.emit('container', action, container.id, {
		...container.config.Labels,
		image: container.image,
		...more,
		name: container.name,
	});
}
