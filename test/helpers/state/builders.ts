import type { Container, ContainerDetail } from '../../../source/domain/nouns/container.js';
import type { DockerContext, Host } from '../../../source/domain/nouns/host.js';
import type { Image, ImageDetail } from '../../../source/domain/nouns/image.js';
import type { Network } from '../../../source/domain/nouns/network.js';
import type { Volume } from '../../../source/domain/nouns/volume.js';
import type { Reading } from '../../../source/domain/stats/stats.js';

/** The current time of all built states. */
export const now = Date.UTC(2026, 4, 17, 3, 4, 5);
export const minute = 60_000;
export const hour = 60 * minute;
export const mebibyte = 1024 ** 2;
export const gibibyte = 1024 ** 3;

/** Returns a full id of 64 hex digits, the same for the same name. */
export function longId(name: string): string {
	let hash = 0x811c9dc5;
	const digits = Array.from({ length: 64 }, (_, index) => {
		hash = Math.imul(hash ^ (name.charCodeAt(index % name.length) || index), 0x01000193) >>> 0;
		return (hash >>> 28).toString(16);
	});
	return digits.join('');
}

export const host: Host = {
	name: 'prod-1',
	version: '28.2.2',
	apiVersion: '1.50',
	product: 'Docker',
	os: 'Debian GNU/Linux 12 (bookworm)',
	kernel: '6.1.0',
	architecture: 'x86_64',
	cgroupVersion: '2',
	cpus: 8,
	memory: 31.2 * gibibyte,
	storageDriver: 'overlay2',
	containerdStore: false,
	liveRestore: false,
	droppedLimits: [],
	cgroupDriver: 'systemd',
	rootless: false,
	buildkit: true,
	swarm: false,
	defaults: { cgroupns: 'private', logDriver: 'json-file', runtime: 'runc' },
	warnings: [],
};

const imageId = (tag: string): string => `sha256:${longId(tag.split(':')[0] || 'none')}`;

export const container = (name: string, change: Partial<Container> = {}): Container => ({
	id: longId(name),
	name,
	image: 'helloworld:latest',
	imageId: imageId(change.image ?? 'helloworld:latest'),
	command: '"python app.py"',
	createdAt: now - 3 * hour,
	state: 'running',
	status: 'Up 3 hours',
	health: 'none',
	ports: [],
	labels: {},
	mounts: [],
	networks: { bridge: '172.17.0.2' },
	startedAt: now - 3 * hour,
	...change,
});

/** A container that ended. */
export const exited = (name: string, exitCode: number, change: Partial<Container> = {}): Container =>
	container(name, {
		state: 'exited',
		status: `Exited (${exitCode}) 2 hours ago`,
		startedAt: now - 3 * hour,
		finishedAt: now - 2 * hour,
		exitCode,
		networks: { bridge: '' },
		...change,
	});

export const noLimits: ContainerDetail['limits'] = {
	nanoCpus: 0,
	cpuPeriod: 0,
	cpuQuota: 0,
	cpusetCpus: '',
	cpuShares: 0,
	memory: 0,
	memorySwap: 0,
	memoryReservation: 0,
	pids: 0,
};

export const detail = (name: string, change: Partial<ContainerDetail> = {}): ContainerDetail => ({
	id: longId(name),
	startedAt: now - 3 * hour,
	finishedAt: 0,
	exitCode: 0,
	oomKilled: false,
	error: '',
	restartCount: 0,
	pid: 4711,
	tty: false,
	openStdin: false,
	autoRemove: false,
	privileged: false,
	limits: noLimits,
	restartPolicy: { name: 'no', maximumRetryCount: 0 },
	entrypoint: [],
	cmd: ['python', 'app.py'],
	env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'LANG=C.UTF-8'],
	user: '',
	workdir: '/app',
	hostname: longId(name).slice(0, 12),
	mounts: [],
	networks: [],
	ports: [],
	health: 'none',
	probes: [],
	raw: { Id: longId(name), Name: `/${name}` },
	...change,
});

export const reading = (change: Partial<Reading> = {}): Reading => ({
	at: now,
	cpuPercent: 3.21,
	memory: 41.2 * mebibyte,
	memoryLimit: host.memory,
	memoryPercent: 0.13,
	netRx: 1_240_000,
	netTx: 312_000,
	blockRead: 4_100_000,
	blockWrite: 0,
	pids: 7,
	pidsLimit: 0,
	periods: 0,
	throttledPeriods: 0,
	throttledNanoseconds: 0,
	...change,
});

export const image = (tag: string, change: Partial<Image> = {}): Image => ({
	id: imageId(tag),
	parentId: '',
	tags: tag === '' ? [] : [tag],
	digests: [],
	createdAt: now - 7 * minute,
	size: 149_000_000,
	containers: -1,
	labels: {},
	...change,
});

/** The result of `docker image inspect` for an image id. */
export const imageDetail = (id: string, change: Partial<ImageDetail> = {}): ImageDetail => ({
	id,
	architecture: 'amd64',
	os: 'linux',
	author: '',
	comment: '',
	entrypoint: [],
	cmd: [],
	env: [],
	user: '',
	workdir: '',
	exposedPorts: [],
	volumes: [],
	labels: {},
	layers: [],
	manifests: [],
	raw: { Id: id },
	...change,
});

export const volume = (name: string, change: Partial<Volume> = {}): Volume => ({
	name,
	driver: 'local',
	mountpoint: `/var/lib/docker/volumes/${name}/_data`,
	createdAt: now - 40 * hour,
	scope: 'local',
	labels: {},
	options: {},
	...change,
});

export const network = (name: string, change: Partial<Network> = {}): Network => ({
	id: longId(`net${name}`),
	name,
	driver: 'bridge',
	scope: 'local',
	createdAt: now - 900 * hour,
	internal: false,
	attachable: false,
	ipv6: false,
	subnets: [{ subnet: '172.18.0.0/16', gateway: '172.18.0.1' }],
	labels: {},
	containers: {},
	...change,
});

export const dockerContext = (name: string, change: Partial<DockerContext> = {}): DockerContext => ({
	kind: 'context',
	name,
	url: `tcp://${name}:2375`,
	description: '',
	current: false,
	origin: 'context file',
	file: `/home/me/.docker/contexts/meta/${name}/meta.json`,
	...change,
});
