import { taggable } from '../../../domain/commands/commit.js';
import { familiarName, parseReference } from '../../../domain/registry/reference.js';
import { problemIn } from '../../../domain/run/usage-error.js';
import { EngineError } from '../../errors.js';
import type { ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** `docker tag`; throws the engine's error for an invalid reference. */
export function tagImage(world: World, image: ImageRecord, reference: string): void {
	const problem = problemIn(() => taggable(reference));
	if (problem !== undefined) {
		throw new EngineError('bad-request', problem);
	}
	const parsed = taggable(reference);
	setTag(world, image, familiarName(parsed), parsed.tag ?? 'latest');
}

/** Adds a tag to an image, and removes it from the image that had it. */
export function setTag(world: World, image: ImageRecord, repository: string, tag: string): void {
	if (repository !== repository.toLowerCase()) {
		throw new EngineError('bad-request', `invalid reference format: repository name (${repository}) must be lowercase`);
	}
	if (!/^[a-z0-9]+(?:[._/:-]+[a-z0-9]+)*$/.test(repository) || !/^\w?[\w.-]{0,127}$/.test(tag)) {
		throw new EngineError('bad-request', 'invalid reference format');
	}
	const parsed = parseReference(repository);
	const reference = `${parsed.ok ? familiarName(parsed.value) : repository}:${tag || 'latest'}`;
	const other = world.images.get(world.tags.get(reference) ?? '');
	if (other) {
		other.tags = other.tags.filter(name => name !== reference);
	}
	world.tags.set(reference, image.id);
	image.tags.push(reference);
	world.emit('image', 'tag', image.id, { name: reference });
}

/** Removes a tag from an image. */
export function untag(world: World, image: ImageRecord, reference: string): void {
	image.tags = image.tags.filter(name => name !== reference);
	world.tags.delete(reference);
	world.emit('image', 'untag', image.id, { name: image.id });
}
