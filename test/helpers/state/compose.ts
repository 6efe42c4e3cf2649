import type { FoundProject } from '../../../source/domain/compose/found.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import type { Network } from '../../../source/domain/nouns/network.js';
import type { Volume } from '../../../source/domain/nouns/volume.js';
import { container, network, volume } from './builders.js';

type Place = {
	readonly project?: string;
	readonly folder?: string;
	readonly number?: number;
	readonly dependsOn?: string;
	readonly labels?: Readonly<Record<string, string>>;
};

/** Returns the labels that compose 2.40 puts on a replica of a service. */
export const composeLabels = (
	service: string,
	{ project = 'shop', folder = `/srv/${project}`, number = 1, dependsOn = '', labels = {} }: Place = {},
): Readonly<Record<string, string>> => ({
	'com.docker.compose.project': project,
	'com.docker.compose.service': service,
	'com.docker.compose.version': '2.40.3',
	'com.docker.compose.project.working_dir': folder,
	'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
	'com.docker.compose.oneoff': 'False',
	'com.docker.compose.container-number': String(number),
	'com.docker.compose.config-hash': 'e3b0c44298fc',
	'com.docker.compose.image': 'sha256:1111',
	'com.docker.compose.depends_on': dependsOn,
	...labels,
});

/** Returns a replica of a service, named as compose names it. */
export function replica(service: string, place: Place = {}, change: Partial<Container> = {}): Container {
	const { project = 'shop', folder = '', number = 1 } = place;
	const name = `${project}-${service}-${number}`;
	// A name may exist twice only in two folders, which real engines rule out; the id must differ all the same.
	const id = container(`${folder}${name}`).id;
	return container(name, { id, labels: composeLabels(service, place), ...change });
}

/** Returns a container of `docker compose run`. */
export const oneOff = (service: string, change: Partial<Container> = {}): Container =>
	container(`shop-${service}-run-0a1b2c3d4e5f`, {
		labels: {
			...composeLabels(service, { labels: { 'com.docker.compose.oneoff': 'True', 'com.docker.compose.slug': '0a1b' } }),
			'com.docker.compose.container-number': '',
		},
		...change,
	});

type Labels = Readonly<Record<string, string>>;

/** Returns a task of a Swarm stack. */
export const stackTask = (stack: string, service: string, slot = 1, labels: Labels = {}): Container =>
	swarmTask(`${stack}_${service}`, { ...labels, 'com.docker.stack.namespace': stack }, slot);

/** Returns a task of a service of Swarm that belongs to no stack. */
export const swarmTask = (service: string, labels: Labels = {}, slot = 1): Container =>
	container(`${service}.${slot}.k3uq1`, {
		labels: {
			...labels,
			'com.docker.swarm.service.name': service,
			'com.docker.swarm.task.name': `${service}.${slot}.k3uq1`,
		},
	});

/** Returns a container of `docker run` of an image that compose has built: it has the labels of the image. */
export const ofBuiltImage = (name: string, service: string, project = 'shop'): Container =>
	container(name, {
		labels: {
			'com.docker.compose.project': project,
			'com.docker.compose.service': service,
			'com.docker.compose.version': '2.40.3',
		},
	});

/** Returns a container as podman-compose makes it: with relative paths, without hash and dependencies. */
export const podmanReplica = (service: string, project = 'shop'): Container =>
	container(`${project}_${service}_1`, {
		labels: {
			'io.podman.compose.config-hash': '9f86d081',
			'io.podman.compose.project': project,
			'io.podman.compose.version': '1.0.6',
			PODMAN_SYSTEMD_UNIT: `podman-compose@${project}.service`,
			'com.docker.compose.project': project,
			'com.docker.compose.project.working_dir': '/home/ada/shop',
			'com.docker.compose.project.config_files': 'docker-compose.yaml',
			'com.docker.compose.container-number': '1',
			'com.docker.compose.service': service,
		},
	});

/** Returns the project of the folder /srv/NAME as its files have it: `web db` depends on db. Without services compose was not asked. */
export const foundProject = (name: string, services?: readonly string[]): FoundProject => ({
	files: {
		name,
		workingDir: `/srv/${name}`,
		configFiles: [`/srv/${name}/compose.yaml`],
		environmentFiles: [],
	},
	services: services?.map(line => {
		const [own = '', ...others] = line.split(' ');
		const dependsOn = others.map(service => ({ service, condition: 'service_started' as const, restart: false }));
		return { name: own, image: `${own}:1`, dependsOn };
	}),
});

/** Returns a network that compose made for a project. */
export const projectNetwork = (project: string, key = 'default', change: Partial<Network> = {}): Network =>
	network(`${project}_${key}`, {
		labels: { 'com.docker.compose.project': project, 'com.docker.compose.network': key },
		...change,
	});

/** Returns a volume that compose made for a project. */
export const projectVolume = (project: string, key: string, change: Partial<Volume> = {}): Volume =>
	volume(`${project}_${key}`, {
		labels: { 'com.docker.compose.project': project, 'com.docker.compose.volume': key },
		...change,
	});
