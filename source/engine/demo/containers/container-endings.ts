import type { Commit } from '../../../domain/commands/commit.js';
import type { Change } from '../../../domain/nouns/container.js';
import type { Call, ContainerCalls, Filters, PruneResult } from '../../engine.js';
import { applyChanges } from '../images/image-changes.js';
import { tagImage } from '../images/image-tags.js';
import { writableSize } from '../system/disk-usage.js';
import { labelFilter } from '../world/filters.js';
import type { ContainerRecord, ImageRecord } from '../world/model.js';
import { throwIfAborted, type World } from '../world/world.js';
import { containerEvent } from './container-event.js';
import { findImage } from './container-record.js';
import { hasProcess } from './container-verbs.js';
import { destroyContainer } from './life.js';

/** `docker wait`: resolves to the exit code when the condition is met. */
export async function wait(
	world: World,
	id: string,
	condition: Parameters<ContainerCalls['wait']>[1],
	{ signal }: Call,
): Promise<number> {
	const container = await world.call(signal, () => world.container(id));
	const met = () => {
		if (condition === 'removed') {
			return !world.containers.has(container.id);
		}
		return condition === 'not-running' && !hasProcess(container) && container.state !== 'restarting';
	};
	if (met()) {
		return container.exitCode;
	}
	const release = world.timeline.watch();
	try {
		await new Promise<void>(resolve => {
			const deaf = world.bus.listen(event => {
				if (event.id !== container.id) {
					return;
				}
				if (!met() && !(condition === 'next-exit' && event.action === 'die') && event.action !== 'destroy') {
					return;
				}
				done();
			});
			const done = () => {
				deaf();
				signal.removeEventListener('abort', done);
				resolve();
			};
			signal.addEventListener('abort', done, { once: true });
		});
	} finally {
		release();
	}
	throwIfAborted(signal);
	return container.exitCode;
}

/** `docker container prune`. */
export function pruneContainers(world: World, filters: Filters | undefined): PruneResult {
	const idle = [...world.containers.values()].filter(
		container =>
			['created', 'exited', 'dead'].includes(container.state) && labelFilter(filters, container.config.Labels),
	);
	const reclaimed = idle.reduce((sum, container) => sum + writableSize(container), 0);
	for (const container of idle) {
		destroyContainer(world, container, false);
	}
	world.emit('container', 'prune', '', { reclaimed: String(reclaimed) });
	return { deleted: idle.map(container => container.id), reclaimed };
}

/** `docker diff`. */
export function changes(world: World, container: ContainerRecord): Awaited<ReturnType<ContainerCalls['changes']>> {
	const image = findImage(world, container.imageId);
	return [...(container.files ?? [])]
		.map(
			([path, content]): Change => ({
				kind: content === undefined ? 'deleted' : image?.files.get(path) === undefined ? 'added' : 'modified',
				path: path.replace(/(.)\/$/, '$1'),
			}),
		)
		.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** `docker commit`: adds the container's changed files to a new image; returns its id. */
export function commit(world: World, container: ContainerRecord, options: Commit): string {
	const base = findImage(world, container.imageId);
	const now = world.now();
	const running = hasProcess(container) && container.state !== 'paused';
	if (running && options.pause) {
		containerEvent(world, container, 'pause');
	}
	const layer = {
		digest: `sha256:${world.newId('layer')}`,
		createdBy: [...(container.config.Entrypoint ?? []), ...(container.config.Cmd ?? [])].join(' '),
		size: writableSize(container),
		createdAt: now,
		comment: options.message,
	};
	const { Image: _, Hostname: __, ...config } = container.config;
	const image: ImageRecord = {
		id: `sha256:${world.newId('image')}`,
		parentId: base?.id ?? '',
		tags: [],
		digests: [],
		createdAt: now,
		layers: [...(base?.layers ?? []), layer],
		config: applyChanges(config, options.changes),
		author: options.author,
		comment: options.message,
		program: base?.program ?? 'pause',
		shells: base?.shells ?? [],
		files: new Map([...(base?.files ?? []), ...(container.files ?? [])]),
	};
	world.images.set(image.id, image);
	if (running && options.pause) {
		containerEvent(world, container, 'unpause');
	}
	containerEvent(world, container, 'commit', { comment: options.message, imageID: image.id });
	if (options.reference) {
		tagImage(world, image, options.reference);
	}
	return image.id;
}
