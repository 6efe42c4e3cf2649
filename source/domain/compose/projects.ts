import type { Container } from '../nouns/container.js';
import type { Network } from '../nouns/network.js';
import type { Volume } from '../nouns/volume.js';
import type { FoundProject, FoundService } from './found.js';
import { inOrder } from './in-order.js';
import { type Dependency, type Membership, membershipOf, type ProjectOwner, projectOfResource } from './labels.js';
import {
	type ComposeItem,
	isSame,
	type Project,
	type ProjectIdentity,
	type Service,
	type Standalone,
	sameProject,
} from './project.js';

/** The lists that projects are made of. */
export type ProjectSources = {
	readonly containers: readonly Container[];
	readonly networks: readonly Network[];
	readonly volumes: readonly Volume[];
	/** The project of the start folder; it is a project of its own unless its containers are in the list. */
	readonly found?: FoundProject | undefined;
};

/** The projects by their names, and after them the containers without a project, if there are any. */
export type Projects = {
	readonly projects: readonly Project[];
	readonly standalone: Standalone | undefined;
	/** Every project and service, and `standalone`, by key. */
	readonly byKey: ReadonlyMap<string, ComposeItem>;
};

/** The projects, services and standalone containers of an earlier call, by key. */
type Before = ReadonlyMap<string, ComposeItem>;
type Member = { readonly container: Container; readonly place: Membership };

/** Keys cannot collide with container ids, which have no colon. */
const separator = '\n';
const projectKey = (owner: ProjectOwner, name: string, folder: string): string =>
	`project:${owner === 'stack' ? 'stack' : 'compose'}:${name}${separator}${folder}`;
const serviceKey = (project: ProjectIdentity, name: string): string => `service:${project.key}${separator}${name}`;
const standaloneKey = 'project:none';

/**
 * Groups containers by the project and the service in their labels. Objects of `before` are used again where nothing has
 * changed, so that rows can be cached by them.
 */
export function projectsOf(sources: ProjectSources, before: Before = new Map()): Projects {
	const members = new Map<string, Member[]>();
	const alone: Container[] = [];
	for (const container of sources.containers) {
		const place = membershipOf(container.labels);
		if (place === undefined) {
			alone.push(container);
		} else {
			push(members, `${place.owner === 'stack' ? 'stack' : 'compose'}${separator}${place.project}`, {
				container,
				place,
			});
		}
	}
	const networks = byProject(sources.networks);
	const volumes = byProject(sources.volumes);
	const membersOf = (name: string) => members.get(`compose${separator}${name}`) ?? [];
	const leftovers = new Map<string, FoundProject | undefined>(
		[...networks.keys(), ...volumes.keys()].filter(name => membersOf(name).length === 0).map(name => [name, undefined]),
	);
	const { found } = sources;
	if (found !== undefined && !membersOf(found.files.name).some(({ place }) => isOfFiles(place, found))) {
		leftovers.set(found.files.name, found);
	}
	const projects = [
		...[...members.values()].flatMap(all => splitByFolder(all).map(part => projectOf(part, networks, volumes, before))),
		...[...leftovers].map(([name, files]) =>
			membersOf(name).length === 0
				? withoutContainers({ name, found: files, networks, volumes, before })
				: // The networks and volumes belong to the project in the other folder.
					withoutContainers({ name, found: files, networks: new Map(), volumes: new Map(), before, sharesName: true }),
		),
	].sort((a, b) => compare(a.name, b.name) || compare(a.key, b.key));
	return indexed(projects, alone, before);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
	const list = map.get(key);
	if (list) {
		list.push(item);
	} else {
		map.set(key, [item]);
	}
}

function byProject<T extends { readonly labels: Readonly<Record<string, string>> }>(
	items: readonly T[],
): ReadonlyMap<string, T[]> {
	const map = new Map<string, T[]>();
	for (const item of items) {
		const project = projectOfResource(item.labels);
		if (project !== undefined) {
			push(map, project, item);
		}
	}
	return map;
}

/** True if a container was made of the files of a found project. */
const isOfFiles = ({ workingDir, configFiles }: Membership, { files }: FoundProject): boolean =>
	workingDir === '' || workingDir === files.workingDir || configFiles.some(file => files.configFiles.includes(file));

type Part = { readonly members: readonly Member[]; readonly workingDir: string; readonly sharesName: boolean };

/** A name that is used in two folders stands for two projects. Containers that name no folder belong to the first one. */
function splitByFolder(members: readonly Member[]): readonly Part[] {
	const { workingDir: first } = members[0]!.place;
	if (members.every(({ place }) => place.workingDir === first)) {
		return [{ members, workingDir: first, sharesName: false }];
	}
	const folders = new Map<string, Member[]>();
	for (const member of members) {
		push(folders, member.place.workingDir, member);
	}
	const unnamed = folders.get('') ?? [];
	folders.delete('');
	const named = [...folders].sort(([a], [b]) => compare(a, b));
	return named.map(([workingDir, own], index) => ({
		members: index === 0 ? [...own, ...unnamed] : own,
		workingDir,
		sharesName: named.length > 1,
	}));
}

type ByProject<T> = ReadonlyMap<string, readonly T[]>;

function projectOf(part: Part, networks: ByProject<Network>, volumes: ByProject<Volume>, before: Before): Project {
	const { place } = part.members[0]!;
	const { owner, project: name } = place;
	const key = projectKey(owner, name, part.workingDir);
	const known = before.get(key);
	const last = known?.kind === 'project' ? known : undefined;
	// The newest container has the files of the last `up`.
	const newest = part.members.reduce((a, b) => (b.container.createdAt > a.container.createdAt ? b : a)).place;
	const identity = sameIdentity(last?.identity, {
		key,
		name,
		owner: part.members.some(member => member.place.owner === 'compose') ? 'compose' : owner,
		workingDir: part.workingDir,
		configFiles: newest.configFiles,
		environmentFiles: newest.environmentFiles,
		sharesName: part.sharesName,
	});
	const services = new Map<string, Member[]>();
	for (const member of part.members) {
		push(services, member.place.service, member);
	}
	const jobs = jobsOf(part.members.flatMap(({ place }) => place.dependsOn));
	const hasHashes = part.members.some(({ place }) => place.hasHash);
	const made: Project = {
		kind: 'project',
		key,
		name,
		identity,
		services: inOrder([...services], ([a], [b]) => compare(a, b)).map(([service, all]) =>
			serviceOf({ name: service, members: all, hasHashes }, identity, jobs.has(service), before),
		),
		networks: owner === 'stack' ? [] : (networks.get(name) ?? []),
		volumes: owner === 'stack' ? [] : (volumes.get(name) ?? []),
	};
	return sameProject(last, made);
}

type Leftover = {
	readonly name: string;
	/** Undefined when nothing but networks and volumes is known. */
	readonly found: FoundProject | undefined;
	readonly networks: ByProject<Network>;
	readonly volumes: ByProject<Volume>;
	readonly before: Before;
	readonly sharesName?: boolean;
};

/** A project of which only networks, volumes or files exist. */
function withoutContainers({ name, found, networks, volumes, before, sharesName = false }: Leftover): Project {
	const files = found?.files ?? { workingDir: '', configFiles: [], environmentFiles: [] };
	// The same key as with containers: the selection stays on the project when it is created.
	const key = projectKey('compose', name, files.workingDir);
	const known = before.get(key);
	const last = known?.kind === 'project' ? known : undefined;
	const { workingDir, configFiles, environmentFiles } = files;
	const made = { key, name, owner: 'compose', workingDir, configFiles, environmentFiles, sharesName } as const;
	const identity = sameIdentity(last?.identity, made);
	const services = found?.services ?? [];
	const jobs = jobsOf(services.flatMap(({ dependsOn }) => dependsOn));
	return sameProject(last, {
		kind: 'project',
		key,
		name,
		identity,
		services: [...services]
			.sort((a, b) => compare(a.name, b.name))
			.map(service => foundService(service, identity, jobs.has(service.name), before)),
		networks: networks.get(name) ?? [],
		volumes: volumes.get(name) ?? [],
	});
}

function foundService(
	{ name, image, dependsOn }: FoundService,
	project: ProjectIdentity,
	isJob: boolean,
	before: Before,
): Service {
	const key = serviceKey(project, name);
	const known = before.get(key);
	return known?.kind === 'service' &&
		known.project === project &&
		known.image === image &&
		known.dependsOn === dependsOn &&
		known.isJob === isJob
		? known
		: { kind: 'service', key, name, project, containers: [], image, extras: [], dependsOn, isJob };
}

/** The services that another one waits for until they have completed. */
const jobsOf = (dependencies: readonly Dependency[]): ReadonlySet<string> =>
	new Set(
		dependencies
			.filter(({ condition }) => condition === 'service_completed_successfully')
			.map(({ service }) => service),
	);

type ServiceMembers = {
	readonly name: string;
	readonly members: readonly Member[];
	/** Compose has made containers of the project: those without a hash are none of its replicas. */
	readonly hasHashes: boolean;
};

function serviceOf(
	{ name, members, hasHashes }: ServiceMembers,
	project: ProjectIdentity,
	isJob: boolean,
	before: Before,
): Service {
	const key = serviceKey(project, name);
	const ordered = inOrder(
		members,
		(a, b) =>
			(a.place.number ?? Number.MAX_SAFE_INTEGER) - (b.place.number ?? Number.MAX_SAFE_INTEGER) ||
			compare(a.container.name, b.container.name),
	);
	const isReplica = ({ place }: Member) => !place.isExtra && (place.hasHash || !hasHashes);
	const replicas = ordered.every(isReplica) ? ordered : ordered.filter(isReplica);
	const containers = replicas.map(({ container }) => container);
	const extras = replicas === ordered ? [] : ordered.filter(each => !isReplica(each)).map(({ container }) => container);
	const known = before.get(key);
	if (
		known?.kind === 'service' &&
		known.project === project &&
		known.isJob === isJob &&
		isSame(known.containers, containers) &&
		isSame(known.extras, extras)
	) {
		return known;
	}
	const dependsOn = replicas.map(({ place }) => place.dependsOn).find(all => all.length > 0) ?? [];
	return { kind: 'service', key, name, project, containers, image: undefined, extras, dependsOn, isJob };
}

function sameIdentity(last: ProjectIdentity | undefined, made: ProjectIdentity): ProjectIdentity {
	return last !== undefined &&
		last.owner === made.owner &&
		last.sharesName === made.sharesName &&
		isSame(last.configFiles, made.configFiles) &&
		isSame(last.environmentFiles, made.environmentFiles)
		? last
		: made;
}

function indexed(projects: readonly Project[], alone: readonly Container[], before: Before): Projects {
	const last = before.get(standaloneKey);
	const standalone: Standalone | undefined =
		alone.length === 0
			? undefined
			: last?.kind === 'standalone' && isSame(last.containers, alone)
				? last
				: { kind: 'standalone', key: standaloneKey, name: 'no project', containers: alone };
	const all: ComposeItem[] = projects.flatMap(project => [project, ...project.services]);
	const items = standalone ? [...all, standalone] : all;
	return { projects, standalone, byKey: new Map(items.map(item => [item.key, item])) };
}
