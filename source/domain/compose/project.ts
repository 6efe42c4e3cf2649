import type { Container } from '../nouns/container.js';
import type { Network } from '../nouns/network.js';
import type { Volume } from '../nouns/volume.js';
import type { Dependency, ProjectOwner } from './labels.js';

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
	/** One-off containers of `docker compose run`, and helpers that compose starts before the service. */
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

/** The containers of an item, with one-off containers last within each service. */
export function containersOf(item: ComposeItem): readonly Container[] {
	switch (item.kind) {
		case 'project':
			return item.services.flatMap(service => [...service.containers, ...service.extras]);
		case 'service':
			return [...item.containers, ...item.extras];
		case 'standalone':
			return item.containers;
	}
}

/** True if a project or service has containers; a project without any is known by its files, networks or volumes. */
export const isCreated = (item: ComposeItem): boolean => containersOf(item).length > 0;

/** The replicas that verbs of compose work on: without one-off containers and helpers. */
export const replicasOf = (item: Project | Service): readonly Container[] =>
	item.kind === 'service' ? item.containers : item.services.flatMap(service => service.containers);

export const identityOf = (item: Project | Service): ProjectIdentity =>
	item.kind === 'service' ? item.project : item.identity;
