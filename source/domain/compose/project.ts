import type { Container } from '../nouns/container.js';
import type { Network } from '../nouns/network.js';
import type { Volume } from '../nouns/volume.js';
import { type Dependency, membershipOf, type ProjectOwner } from './labels.js';

/** All that names a project. Two projects of one name in two folders differ by `workingDir`. */
export type ProjectIdentity = {
	/** Unique among all projects and services. */
	readonly key: string;
	readonly name: string;
	readonly owner: ProjectOwner;
	/** The folder of its files on the machine where compose ran; empty when no label has it. */
	readonly workingDir: string;
	readonly configFiles: readonly string[];
	readonly environmentFiles: readonly string[];
	/** True if another folder has a project of this name: `docker compose -p NAME` works on both. */
	readonly sharesName: boolean;
};

/** A service with its containers. */
export type Service = {
	readonly kind: 'service';
	readonly key: string;
	readonly name: string;
	readonly project: ProjectIdentity;
	/** The replicas by their number. */
	readonly containers: readonly Container[];
	/** The image that the file names for a service without containers; undefined for all others. */
	readonly image: string | undefined;
	/**
	 * One-off containers of `docker compose run`, helpers that compose starts before the service, and containers that have the
	 * service's name from their image: `docker run` of an image that compose has built.
	 */
	readonly extras: readonly Container[];
	readonly dependsOn: readonly Dependency[];
	/** Another service waits until this one has completed: it is a job, whatever its restart policy is. */
	readonly isJob: boolean;
};

/** A project with its services, in the order of their names, and with the networks and volumes that compose made for it. */
export type Project = {
	readonly kind: 'project';
	readonly key: string;
	readonly name: string;
	readonly identity: ProjectIdentity;
	readonly services: readonly Service[];
	readonly networks: readonly Network[];
	readonly volumes: readonly Volume[];
};

/** The containers that belong to no project. */
export type Standalone = {
	readonly kind: 'standalone';
	readonly key: string;
	readonly name: string;
	readonly containers: readonly Container[];
};

/** A row above containers. */
export type ComposeItem = Project | Service | Standalone;

/** Made once for a project or service: an order of the list compares each of them several times. */
const membersOf = new WeakMap<Project | Service, readonly Container[]>();

/** The containers of an item, with one-off containers last within each service. */
export function containersOf(item: ComposeItem): readonly Container[] {
	if (item.kind === 'standalone' || (item.kind === 'service' && item.extras.length === 0)) {
		return item.containers;
	}
	const known = membersOf.get(item);
	if (known !== undefined) {
		return known;
	}
	const made = item.kind === 'project' ? item.services.flatMap(containersOf) : [...item.containers, ...item.extras];
	membersOf.set(item, made);
	return made;
}

const projectsOfServices = new WeakMap<Service, Project>();

export const isSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
	a.length === b.length && a.every((each, index) => each === b[index]);

/** Returns the last project if nothing in it has changed. A service that has not changed is part of the next project as well. */
export function sameProject(last: Project | undefined, made: Project): Project {
	if (
		last !== undefined &&
		last.identity === made.identity &&
		isSame(last.services, made.services) &&
		isSame(last.networks, made.networks) &&
		isSame(last.volumes, made.volumes)
	) {
		return last;
	}
	for (const service of made.services) {
		projectsOfServices.set(service, made);
	}
	return made;
}

/** The project that a service was last part of. */
export const projectOfService = (service: Service): Project | undefined => projectsOfServices.get(service);

/** The containers of the projects with a name: of the Swarm stack with this name only while it has no other containers. */
export function containersNamed(name: string, all: readonly Container[]): readonly Container[] {
	const named = all.filter(({ labels }) => membershipOf(labels)?.project === name);
	const own = named.filter(({ labels }) => membershipOf(labels)?.owner !== 'stack');
	return own.length > 0 ? own : named;
}

/** True if a project or service has containers; a project without any is known by its files, networks or volumes. */
export const isCreated = (item: ComposeItem): boolean => containersOf(item).length > 0;

/** The replicas that verbs of compose work on: without one-off containers and helpers. */
export const replicasOf = (item: Project | Service): readonly Container[] =>
	item.kind === 'service' ? item.containers : item.services.flatMap(service => service.containers);

export const identityOf = (item: Project | Service): ProjectIdentity =>
	item.kind === 'service' ? item.project : item.identity;
