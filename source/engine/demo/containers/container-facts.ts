import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import { statusText } from '../../../domain/nouns/container-status.js';
import { limitsOf } from '../world/meter.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { commandLine, containerRaw } from './container-raw.js';
import { probesOf } from './health.js';

/** A row of `docker ps --all`. */
export function containerRow(world: World, container: ContainerRecord): Container {
	const { config } = container;
	const { startedAt, finishedAt, exitCode } = container;
	const row = {
		id: container.id,
		name: container.name,
		image: container.image,
		imageId: container.imageId,
		command: commandLine(container).join(' '),
		createdAt: Math.floor(container.createdAt / 1000) * 1000,
		state: container.state,
		status: '',
		health: container.health,
		ports: container.ports,
		labels: config.Labels ?? {},
		mounts: container.mounts.map(mount => mount.name ?? mount.source),
		networks: Object.fromEntries(
			[...container.networks].map(([id, place]) => [world.networks.get(id)?.name ?? id, place.ip]),
		),
		startedAt: startedAt || undefined,
		finishedAt: finishedAt || undefined,
		exitCode: finishedAt ? exitCode : undefined,
	};
	row.status = statusText(row, world.now());
	return row;
}

/** `docker inspect`. */
export function containerDetail(world: World, container: ContainerRecord): ContainerDetail {
	const { config, hostConfig } = container;
	const policy = hostConfig.RestartPolicy;
	return {
		id: container.id,
		startedAt: container.startedAt,
		finishedAt: container.finishedAt,
		exitCode: container.exitCode,
		oomKilled: container.oomKilled,
		error: container.error,
		restartCount: container.restartCount,
		pid: container.pid,
		tty: config.Tty ?? false,
		openStdin: config.OpenStdin ?? false,
		autoRemove: hostConfig.AutoRemove ?? false,
		privileged: hostConfig.Privileged ?? false,
		limits: limitsOf(hostConfig),
		restartPolicy: {
			name: (policy?.Name || 'no') as ContainerDetail['restartPolicy']['name'],
			maximumRetryCount: policy?.MaximumRetryCount ?? 0,
		},
		entrypoint: config.Entrypoint ?? [],
		cmd: config.Cmd ?? [],
		env: config.Env ?? [],
		user: config.User ?? '',
		workdir: config.WorkingDir ?? '',
		hostname: config.Hostname || container.id.slice(0, 12),
		mounts: container.mounts,
		networks: [...container.networks].map(([id, place]) => {
			const network = world.networks.get(id);
			return {
				name: network?.name ?? id,
				networkId: id,
				ip: place.ip,
				ipv6: '',
				gateway: place.ip ? (network?.gateway ?? '') : '',
				mac: place.mac,
				aliases: place.aliases,
			};
		}),
		ports: container.ports,
		health: container.health,
		probes: probesOf(world, container),
		raw: containerRaw(world, container),
	};
}
