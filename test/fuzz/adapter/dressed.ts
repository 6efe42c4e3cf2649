import type { Reply, Say } from './stub-engine.js';

/** Ids stay valid, so that listed items can be requested. */
export const ids = {
	containers: ['a', 'b', 'c'].map(letter => letter.repeat(64)),
	image: `sha256:${'d'.repeat(64)}`,
	network: 'e'.repeat(64),
} as const;

/** Frames of a container without a TTY. */
export const frame = (kind: number, data: Buffer): Buffer => {
	const head = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
	head.writeUInt32BE(data.length, 4);
	return Buffer.concat([head, data]);
};

const stampOf = (second: number) => `2026-01-01T00:00:${String(second % 60).padStart(2, '0')}.000000000Z `;

/** An engine whose free texts, keys included, are all taken from the given texts. */
export function dressed(texts: readonly string[]): Say {
	let next = 0;
	const t = (): string => texts[next++ % texts.length]!;
	const map = () => Object.fromEntries([t(), t(), t()].map(key => [key, t()]));
	const endpoint = () => ({
		IPAddress: t(),
		NetworkID: t(),
		Gateway: t(),
		MacAddress: t(),
		Aliases: [t()],
		GlobalIPv6Address: t(),
	});

	const container = (id: string, index: number) => ({
		Id: id,
		Names: [`/${t()}${index}`, t()],
		Image: t(),
		ImageID: ids.image,
		Command: t(),
		Created: 1_700_000_000,
		State: ['running', 'exited', 'paused'][index],
		Status: t(),
		Ports: [{ PrivatePort: 80, PublicPort: 8080, Type: t(), IP: t() }],
		Labels: map(),
		Mounts: [{ Name: t(), Source: t() }],
		NetworkSettings: { Networks: { [t()]: endpoint() } },
		[t()]: t(),
	});
	const inspected = (id: string, tty: boolean) => ({
		Id: id,
		Name: t(),
		State: {
			Status: t(),
			StartedAt: t(),
			Error: t(),
			Pid: 1,
			Running: true,
			Health: { Status: t(), Log: [{ Start: t(), Output: t() }] },
		},
		Config: {
			Tty: tty,
			Env: [t(), `${t()}=${t()}`],
			Cmd: [t()],
			Entrypoint: t(),
			User: t(),
			WorkingDir: t(),
			Hostname: t(),
			ExposedPorts: { [t()]: {} },
			Labels: map(),
		},
		HostConfig: { CpusetCpus: t(), RestartPolicy: { Name: t() }, Binds: [t()] },
		NetworkSettings: { Networks: { [t()]: endpoint() }, Ports: { [t()]: [{ HostIp: t(), HostPort: t() }] } },
		Mounts: [{ Type: t(), Name: t(), Source: t(), Destination: t(), Driver: t() }],
		[t()]: { [t()]: [t(), { [t()]: t() }] },
	});
	const image = () => ({
		Id: ids.image,
		RepoTags: [t(), `${t()}:latest`],
		RepoDigests: [t()],
		Labels: map(),
		Created: 1,
		Size: 5,
		ParentId: t(),
		Author: t(),
		Comment: t(),
		Architecture: t(),
		Os: t(),
		Variant: t(),
		Config: {
			Env: [t()],
			Cmd: [t()],
			Entrypoint: [t()],
			ExposedPorts: { [t()]: {} },
			Volumes: { [t()]: {} },
			Labels: map(),
			User: t(),
			WorkingDir: t(),
		},
		RootFS: { Layers: [t()] },
	});
	const volume = () => ({
		Name: t(),
		Driver: t(),
		Mountpoint: t(),
		CreatedAt: t(),
		Scope: t(),
		Labels: map(),
		Options: map(),
		UsageData: { Size: 1, RefCount: 0 },
	});
	const network = () => ({
		Id: ids.network,
		Name: t(),
		Driver: t(),
		Scope: t(),
		Created: t(),
		IPAM: { Config: [{ Subnet: t(), Gateway: t() }] },
		Labels: map(),
		Containers: { [t()]: { Name: t(), IPv4Address: t(), IPv6Address: t(), MacAddress: t() } },
	});
	const event = (Type: string, ID: string, Action: string) => ({
		Type,
		Action,
		Actor: { ID, Attributes: { ...map(), name: t(), container: t() } },
		time: 1_700_000_000,
	});
	const stats = () => ({
		read: t(),
		preread: t(),
		memory_stats: { usage: 1, limit: 2, stats: { [t()]: 1 } },
		networks: { [t()]: { rx_bytes: 1 } },
		blkio_stats: { io_service_bytes_recursive: [{ op: t(), value: 1 }] },
		cpu_stats: {},
		precpu_stats: {},
		pids_stats: {},
	});
	const lines = (messages: readonly unknown[]) =>
		Buffer.from(messages.map(message => `${JSON.stringify(message)}\n`).join(''));
	const progress = () =>
		lines([
			{ id: t(), status: t(), progressDetail: { current: 1, total: 2 } },
			{ stream: t() },
			{ aux: { [t()]: t() } },
			{ errorDetail: { message: t() || 'x' } },
		]);
	const log = (tty: boolean) => {
		const rows = Array.from({ length: 12 }, (_, index) => Buffer.from(`${stampOf(index)}${t()}${t()}\n`));
		return Buffer.concat(tty ? rows : rows.map((row, index) => frame(1 + (index % 2), row)));
	};

	return (method, path): Reply | undefined => {
		const at = (pattern: RegExp) => pattern.test(path);
		const [, id = ''] = /^\/(?:containers|networks|volumes|images)\/([^/]+)/.exec(path) ?? [];
		if (method === 'DELETE') {
			return { body: [{ Untagged: t() }, { Deleted: t() }] };
		}
		if (at(/\/json$/) && at(/^\/containers\/json$/)) {
			return { body: ids.containers.map(container) };
		}
		if (at(/^\/containers\/[^/]+\/json$/)) {
			return { body: inspected(id, id === ids.containers[1]) };
		}
		if (at(/\/stats$/)) {
			return { body: lines([stats(), stats()]) };
		}
		if (at(/\/logs$/)) {
			return { body: log(id === ids.containers[1]) };
		}
		if (at(/\/top$/)) {
			return { body: { Titles: [t(), t()], Processes: [[t(), t()], [t()]] } };
		}
		if (at(/\/changes$/)) {
			return { body: [{ Kind: 1, Path: t() }] };
		}
		if (at(/\/update$/)) {
			return { body: { Warnings: [t()] } };
		}
		if (at(/\/create$/) && !at(/^\/images/)) {
			return { body: { Id: t(), Warnings: [t()], Warning: t(), ...volume() } };
		}
		if (at(/\/prune$/)) {
			return {
				body: {
					ContainersDeleted: [t()],
					ImagesDeleted: [{ Untagged: t() }],
					VolumesDeleted: [t()],
					NetworksDeleted: [t()],
					CachesDeleted: [t()],
				},
			};
		}
		if (at(/^\/images\/json$/)) {
			return { body: [image()] };
		}
		if (at(/^\/images\/.+\/json$/)) {
			return { body: image() };
		}
		if (at(/\/history$/)) {
			return { body: [{ Id: t(), CreatedBy: t(), Comment: t(), Tags: [t()], Created: t() }] };
		}
		if (at(/^\/images\/(create|load)$/) || at(/\/push$/) || at(/^\/build$/)) {
			return { body: progress() };
		}
		if (at(/^\/volumes$/)) {
			return { body: { Volumes: [volume(), volume()] } };
		}
		if (at(/^\/volumes\//)) {
			return { body: volume() };
		}
		if (at(/^\/networks$/)) {
			return { body: [network()] };
		}
		if (at(/^\/networks\//)) {
			return { body: network() };
		}
		if (at(/^\/info$/)) {
			return {
				body: {
					Name: t(),
					ServerVersion: t(),
					OperatingSystem: t(),
					KernelVersion: t(),
					Architecture: t(),
					CgroupVersion: t(),
					Driver: t(),
					NCPU: 2,
					MemTotal: 1e9,
					Warnings: [t()],
				},
			};
		}
		if (at(/^\/version$/)) {
			return { body: { Version: t(), Os: t(), Arch: t(), Components: [{ Name: t(), Version: t() }] } };
		}
		if (at(/^\/system\/df$/)) {
			return {
				body: {
					Images: [image()],
					Containers: ids.containers.map(container),
					Volumes: [volume()],
					BuildCache: [{ ID: t(), Description: t() }],
				},
			};
		}
		if (at(/^\/events$/)) {
			const messages = [
				event('container', ids.containers[0]!, 'start'),
				event('container', ids.containers[1]!, `health_status: ${t()}`),
				event('container', ids.containers[2]!, 'rename'),
				event(t(), t(), t()),
				event('network', ids.network, 'connect'),
			];
			return { body: lines(messages), open: true };
		}
		if (at(/^\/auth$/)) {
			return { body: { Status: t(), IdentityToken: t() } };
		}
		if (at(/^\/commit$/)) {
			return { body: { Id: t() } };
		}
		if (method === 'POST') {
			return { status: 409, body: { message: t() } };
		}
		return undefined;
	};
}
