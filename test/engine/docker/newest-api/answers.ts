/**
 * Answers of an engine with API 1.52 to 1.55 (Docker 29), without fields that no version of the API has changed and plimsoll does
 * not read. No such engine was asked: the shapes are those of moby/moby api/docs/v1.55.yaml, the changes those of moby/moby
 * api/docs/CHANGELOG.md ("Engine API version history"), and the fields by version those of daemon/server/router.
 */

const id = 'f2a1'.repeat(16);
const imageId = `sha256:${'0b'.repeat(32)}`;
const networkId = '08754567f1f40222263eab4102e1c733ae697e8e354aa9cd6e18d7402835292a';
const manifest = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: imageId, size: 610 };

/** 1.52: `Health` is new. */
const row = {
	Id: id,
	Names: ['/web'],
	Image: 'shop/web:2',
	ImageID: imageId,
	ImageManifestDescriptor: manifest,
	Command: 'nginx -g daemon off;',
	Created: 1764547200,
	Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }],
	Labels: {},
	State: 'running',
	Status: 'Up 5 minutes',
	Health: { Status: 'unhealthy', FailingStreak: 3 },
	HostConfig: { NetworkMode: 'bridge' },
	NetworkSettings: { Networks: { bridge: { NetworkID: networkId, IPAddress: '172.17.0.2', MacAddress: '' } } },
	Mounts: [],
};

/** 1.52: the addresses are only below `Networks`, and `Config.MacAddress` and an empty `Config.OnBuild` are gone. */
const container = {
	Id: id,
	Name: '/web',
	Created: '2026-12-01T00:00:00Z',
	State: { Status: 'running', Running: true, Pid: 4711, ExitCode: 0, StartedAt: '2026-12-01T00:00:01Z' },
	Image: imageId,
	ImageManifestDescriptor: manifest,
	RestartCount: 0,
	HostConfig: {
		NetworkMode: 'bridge',
		PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
		RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
		Memory: 67108864,
	},
	Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } },
	Mounts: [],
	Config: {
		Hostname: 'f2a1f2a1f2a1',
		Tty: false,
		Env: ['PATH=/bin'],
		Cmd: ['nginx', '-g', 'daemon off;'],
		Image: 'shop/web:2',
		WorkingDir: '',
		Entrypoint: null,
		ExposedPorts: { '80/tcp': {} },
		Labels: {},
	},
	NetworkSettings: {
		SandboxID: 'e1'.repeat(32),
		SandboxKey: '/var/run/docker/netns/e1e1e1e1e1e1',
		Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] },
		Networks: {
			bridge: {
				IPAMConfig: null,
				Links: null,
				Aliases: null,
				MacAddress: '02:42:ac:11:00:02',
				DriverOpts: null,
				GwPriority: 0,
				NetworkID: networkId,
				EndpointID: 'b8'.repeat(32),
				Gateway: '172.17.0.1',
				IPAddress: '172.17.0.2',
				IPPrefixLen: 16,
				IPv6Gateway: '',
				GlobalIPv6Address: '',
				GlobalIPv6PrefixLen: 0,
				DNSNames: null,
			},
		},
	},
};

const imageRow = {
	Id: imageId,
	ParentId: '',
	RepoTags: ['shop/web:2'],
	RepoDigests: [`shop/web@${imageId}`],
	Created: 1764547100,
	Size: 3000,
	SharedSize: 1000,
	Labels: null,
	Containers: 1,
	Descriptor: manifest,
};

/** 1.52: fields that are not set are left out. 1.53: `Identity` is new. */
const image = {
	Id: imageId,
	RepoTags: ['shop/web:2'],
	RepoDigests: [`shop/web@${imageId}`],
	Created: '2026-12-01T00:00:00Z',
	Config: { Env: ['PATH=/bin'], Cmd: ['nginx', '-g', 'daemon off;'], ExposedPorts: { '80/tcp': {} } },
	Architecture: 'amd64',
	Os: 'linux',
	Size: 3000,
	RootFS: { Type: 'layers', Layers: [`sha256:${'1a'.repeat(32)}`] },
	Metadata: { LastTagTime: '2026-12-01T00:00:00Z' },
	Descriptor: manifest,
	Identity: { Pull: [{ Repository: 'docker.io/shop/web' }] },
};

/** 1.52: `Status` is new, in the inspect only. */
const network = {
	Name: 'bridge',
	Id: networkId,
	Created: '2026-12-01T00:00:00Z',
	Scope: 'local',
	Driver: 'bridge',
	EnableIPv4: true,
	EnableIPv6: false,
	IPAM: { Driver: 'default', Options: null, Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] },
	Internal: false,
	Attachable: false,
	Ingress: false,
	ConfigFrom: { Network: '' },
	ConfigOnly: false,
	Options: {},
	Labels: {},
	Containers: {
		[id]: {
			Name: 'web',
			EndpointID: 'b8'.repeat(32),
			MacAddress: '02:42:ac:11:00:02',
			IPv4Address: '172.17.0.2/16',
			IPv6Address: '',
		},
	},
	Status: { IPAM: { Subnets: { '172.17.0.0/16': { IPsInUse: 4, DynamicIPsAvailable: 65532 } } } },
};

/** 1.52: `status`, `id` and `from` are gone. */
const event = {
	Type: 'container',
	Action: 'health_status: unhealthy',
	Actor: { ID: id, Attributes: { image: 'shop/web:2', name: 'web' } },
	scope: 'local',
	time: 1764547260,
	timeNano: 1764547260123456800,
};

const volume = { Name: 'shop_data', Driver: 'local', Mountpoint: '/v', Scope: 'local', Labels: null, Options: null };
const cache = { ID: 'c1', Type: 'regular', Description: 'RUN make', InUse: false, Shared: false, Size: 700 };
const sharedCache = { ...cache, ID: 'c2', Description: 'COPY . .', Shared: true, Size: 50 };

/** 1.52: the `*Usage` objects are new, with `Items` only when the query has `verbose=1`. From 1.53 on, there are no others. */
function diskUsage(isVerbose: boolean): object {
	const items = (all: readonly object[]) => (isVerbose ? { Items: all } : {});
	return {
		ImageUsage: { ActiveCount: 1, TotalCount: 2, Reclaimable: 900, TotalSize: 3900, ...items([imageRow]) },
		ContainerUsage: {
			ActiveCount: 1,
			TotalCount: 1,
			Reclaimable: 0,
			TotalSize: 20,
			...items([{ ...row, SizeRw: 20, SizeRootFs: 3020 }]),
		},
		VolumeUsage: {
			ActiveCount: 0,
			TotalCount: 1,
			Reclaimable: 400,
			TotalSize: 400,
			...items([{ ...volume, UsageData: { RefCount: 0, Size: 400 } }]),
		},
		BuildCacheUsage: {
			ActiveCount: 0,
			TotalCount: 2,
			Reclaimable: 700,
			TotalSize: 700,
			...items([cache, sharedCache]),
		},
	};
}

/** 1.52: `os_type` is new. */
const stats = {
	id,
	name: 'web',
	os_type: 'linux',
	read: '2026-12-01T00:05:01Z',
	preread: '2026-12-01T00:05:00Z',
	cpu_stats: { cpu_usage: { total_usage: 300 }, system_cpu_usage: 2000, online_cpus: 2 },
	precpu_stats: { cpu_usage: { total_usage: 100 }, system_cpu_usage: 1000, online_cpus: 2 },
	memory_stats: { usage: 1048576, limit: 67108864, stats: { inactive_file: 4096 } },
	pids_stats: { current: 3, limit: 100 },
	blkio_stats: { io_service_bytes_recursive: null },
	networks: { eth0: { rx_bytes: 10, tx_bytes: 20 } },
};

/** 1.53: `NRI` is new. */
const info = {
	Name: 'box',
	Driver: 'overlayfs',
	DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
	MemoryLimit: true,
	CpuCfsQuota: true,
	CPUShares: true,
	CPUSet: true,
	PidsLimit: true,
	CgroupDriver: 'systemd',
	CgroupVersion: '2',
	OSType: 'linux',
	Architecture: 'x86_64',
	NCPU: 2,
	MemTotal: 4294967296,
	LoggingDriver: 'json-file',
	DefaultRuntime: 'runc',
	SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
	NRI: { Info: [['plugin-path', '/opt/docker/nri/plugins']] },
	Warnings: null,
};

const lines = (...messages: readonly object[]): string =>
	messages.map(message => `${JSON.stringify(message)}\n`).join('');
/** Progress: `error` and `progress` are gone, only `errorDetail` and `progressDetail` are left. */
const failedPull = lines(
	{ status: 'Pulling from shop/web', id: '2' },
	{ status: 'Downloading', progressDetail: { current: 10, total: 40 }, id: 'aaa' },
	{ errorDetail: { code: 401, message: 'pull access denied' } },
);

const json = JSON.stringify;

/** The answers by route (method and path without a version), as texts. */
export const answers: Readonly<Record<string, (query: URLSearchParams) => string>> = {
	'GET /info': () => json(info),
	'GET /version': () => json({ Version: '29.3.0', ApiVersion: '1.55', Os: 'linux', Arch: 'amd64' }),
	'GET /containers/json': () => json([row]),
	[`GET /containers/${id}/json`]: () => json(container),
	[`GET /containers/${id}/stats`]: () => lines(stats),
	'GET /images/json': () => json([imageRow]),
	'GET /images/web/json': () => json(image),
	'GET /networks': () => json([{ ...network, Status: undefined }]),
	[`GET /networks/${networkId}`]: () => json(network),
	'GET /volumes': () => json({ Volumes: [volume], Warnings: null }),
	'GET /events': () => lines(event),
	'GET /system/df': query => json(diskUsage(query.get('verbose') === '1')),
	'POST /images/create': () => failedPull,
};

export const ids = { container: id, image: imageId, network: networkId };
