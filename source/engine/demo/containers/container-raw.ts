import type { Mount } from '../../../domain/nouns/container.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { probesOf } from './health.js';

const zeroTime = '0001-01-01T00:00:00Z';

/** The engine's answer to `GET /containers/{id}/json`. Source: moby api/swagger.yaml. */
export function containerRaw(world: World, container: ContainerRecord): object {
	const { config, hostConfig, id, state } = container;
	const [path = '', ...args] = commandLine(container);
	const first = [...container.networks].find(([, place]) => place.ip);
	return {
		Id: id,
		Created: time(container.createdAt),
		Path: path,
		Args: args,
		State: {
			Status: state,
			Running: state === 'running' || state === 'paused' || state === 'restarting',
			Paused: state === 'paused',
			Restarting: state === 'restarting',
			OOMKilled: container.oomKilled,
			Dead: state === 'dead',
			Pid: container.pid,
			ExitCode: container.exitCode,
			Error: container.error,
			StartedAt: time(container.startedAt),
			FinishedAt: time(container.finishedAt),
			...(container.health === 'none' ? {} : { Health: health(world, container) }),
		},
		Image: container.imageId,
		Name: `/${container.name}`,
		RestartCount: container.restartCount,
		Driver: 'overlay2',
		Platform: 'linux',
		LogPath: `/var/lib/docker/containers/${id}/${id}-json.log`,
		HostConfig: {
			NetworkMode: 'default',
			Memory: 0,
			MemorySwap: 0,
			MemoryReservation: 0,
			NanoCpus: 0,
			CpuShares: 0,
			CpuPeriod: 0,
			CpuQuota: 0,
			CpusetCpus: '',
			PidsLimit: null,
			AutoRemove: false,
			Privileged: false,
			ReadonlyRootfs: false,
			...hostConfig,
			RestartPolicy: { Name: 'no', MaximumRetryCount: 0, ...hostConfig.RestartPolicy },
			LogConfig: { Type: 'json-file', Config: {} },
			Runtime: 'runc',
		},
		Mounts: container.mounts.map(mountRaw),
		Config: {
			Hostname: id.slice(0, 12),
			Domainname: '',
			User: '',
			AttachStdin: false,
			AttachStdout: false,
			AttachStderr: false,
			Tty: false,
			OpenStdin: false,
			StdinOnce: false,
			WorkingDir: '',
			Entrypoint: null,
			...config,
			Labels: config.Labels ?? {},
		},
		NetworkSettings: {
			IPAddress: first?.[1].ip ?? '',
			Gateway: first ? (world.networks.get(first[0])?.gateway ?? '') : '',
			MacAddress: first?.[1].mac ?? '',
			Ports: ports(container),
			Networks: Object.fromEntries(
				[...container.networks].map(([network, place]) => networkEntry(world, network, place)),
			),
		},
	};
}

/** Entrypoint and command in one list. */
export function commandLine({ config }: ContainerRecord): readonly string[] {
	return [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
}

function health(world: World, container: ContainerRecord): object {
	const probes = probesOf(world, container);
	return {
		Status: container.health,
		FailingStreak: container.health === 'unhealthy' ? probes.length : 0,
		Log: probes.map(probe => ({
			Start: time(probe.at),
			End: time(probe.at + 80),
			ExitCode: probe.exitCode,
			Output: probe.output,
		})),
	};
}

function ports(container: ContainerRecord): object {
	const out: Record<string, { HostIp: string; HostPort: string }[] | null> = {};
	for (const port of container.ports) {
		const key = `${port.containerPort}/${port.protocol}`;
		out[key] ??= null;
		if (port.hostPort) {
			out[key] = [...(out[key] ?? []), { HostIp: port.ip ?? '', HostPort: String(port.hostPort) }];
		}
	}
	return out;
}

function networkEntry(
	world: World,
	id: string,
	place: { ip: string; mac: string; aliases: readonly string[] },
): [string, object] {
	const network = world.networks.get(id);
	return [
		network?.name ?? id,
		{
			NetworkID: id,
			IPAddress: place.ip,
			IPPrefixLen: place.ip ? Number(network?.subnet.split('/')[1] ?? 16) : 0,
			Gateway: place.ip ? (network?.gateway ?? '') : '',
			MacAddress: place.mac,
			Aliases: place.aliases,
		},
	];
}

function time(at: number): string {
	return at === 0 ? zeroTime : new Date(at).toISOString();
}

function mountRaw(mount: Mount): object {
	return {
		Type: mount.type,
		...(mount.name ? { Name: mount.name } : {}),
		Source: mount.source,
		Destination: mount.destination,
		...(mount.driver ? { Driver: mount.driver } : {}),
		Mode: mount.readWrite ? '' : 'ro',
		RW: mount.readWrite,
		Propagation: mount.type === 'bind' ? 'rprivate' : '',
	};
}
