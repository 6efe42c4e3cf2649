import { membershipOf } from '../compose/labels.js';
import type { Container } from './container.js';

/** Compose sets it on a container that it creates in the place of another one. Source: docker/compose pkg/api/labels.go. */
const replaceLabel = 'com.docker.compose.replace';

/** A replacement that takes longer than this was interrupted: both containers stay as they are. Milliseconds. */
const maxReplacementMs = 60_000;

const places = new WeakMap<Container['labels'], string>();

/**
 * The project, service and number of a container in compose, as one text; empty for a container without a place there, as
 * `docker compose run` creates it.
 */
function placeOf({ labels }: Pick<Container, 'labels'>): string {
	const known = places.get(labels);
	if (known !== undefined) {
		return known;
	}
	const membership = membershipOf(labels);
	const { owner = 'stack', project, service, number, isExtra } = membership ?? {};
	// Swarm keeps a task that has ended beside the one in its place.
	const hasPlace = owner !== 'stack' && service !== '' && number !== undefined && !isExtra;
	const place = hasPlace ? [project, service, number].join('\n') : '';
	places.set(labels, place);
	return place;
}

/** The parts of a container that its place depends on. */
type Known = Pick<Container, 'id' | 'name' | 'labels'>;

/** Returns true if a container takes the place of another one: the same name, or the same project, service and number. */
export function isSuccessor(container: Known, former: Known): boolean {
	if (container.id === former.id) {
		return false;
	}
	const place = placeOf(former);
	return container.name === former.name || (place !== '' && place === placeOf(container));
}

/**
 * Marks the containers of which compose is replacing one by the other: two in one place, or one that was created for a place
 * and has not started yet. Compose creates the new container, stops and removes the old one, renames the new one and starts
 * it; its first version renames the old one instead. Returns the same array if no mark changes. `now`: Unix milliseconds.
 */
export function withReplacements(containers: readonly Container[], now: number): readonly Container[] {
	const roles = rolesIn(containers, now);
	if (!containers.some(container => container.replacement !== roles.get(container))) {
		return containers;
	}
	return containers.map(container => {
		const { replacement, ...rest } = container;
		const role = roles.get(container);
		return role === replacement ? container : role === undefined ? rest : { ...rest, replacement: role };
	});
}

type Role = NonNullable<Container['replacement']>;

function rolesIn(containers: readonly Container[], now: number): ReadonlyMap<Container, Role> {
	const roles = new Map<Container, Role>();
	const fresh = containers.filter(each => now - each.createdAt < maxReplacementMs && placeOf(each) !== '');
	if (fresh.length === 0) {
		return roles;
	}
	const byPlace = new Map(fresh.map(each => [placeOf(each), [] as Container[]]));
	for (const container of containers) {
		byPlace.get(placeOf(container))?.push(container);
	}
	for (const container of fresh) {
		const older = byPlace.get(placeOf(container))?.filter(other => isOlder(other, container)) ?? [];
		for (const each of older) {
			roles.set(each, 'old');
		}
		const isWaiting = container.state === 'created' && container.labels[replaceLabel] !== undefined;
		if (!roles.has(container) && (older.length > 0 || isWaiting)) {
			roles.set(container, 'new');
		}
	}
	return roles;
}

/** Lists have whole seconds: of two containers of one second, the one that has not started is the newer. */
function isOlder(container: Container, other: Container): boolean {
	const [one, two] = [container, other].map(({ createdAt }) => Math.floor(createdAt / 1000));
	return one === two ? container.state !== 'created' && other.state === 'created' : one! < two!;
}
