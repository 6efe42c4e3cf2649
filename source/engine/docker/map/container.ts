import type { Container, ContainerState, Health, Port, Protocol } from '../../../domain/nouns/container.js';
import { withoutHub } from '../../../domain/registry/reference.js';
import { count, dictionary, object, objects, type Raw, text, texts } from './values.js';

const states: readonly string[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** A row of `GET /containers/json`. */
export function toContainer(value: unknown): Container {
	const raw = object(value);
	const status = text(raw.Status);
	const mounts = objects(raw.Mounts).map(mount => text(mount.Name) || text(mount.Source));
	const networks = Object.entries(object(object(raw.NetworkSettings).Networks));
	return {
		id: text(raw.Id),
		name: containerName(raw.Names),
		image: withoutHub(text(raw.Image)),
		imageId: text(raw.ImageID),
		command: text(raw.Command),
		createdAt: count(raw.Created) * 1000,
		state: toState(raw.State),
		status,
		health: healthOf(raw, status),
		ports: uniquePorts(objects(raw.Ports).map(toPort)),
		labels: dictionary(raw.Labels),
		mounts,
		networks: Object.fromEntries(networks.map(([name, endpoint]) => [text(name), text(object(endpoint).IPAddress)])),
	};
}

/** The container's own name: a name with a second slash belongs to a link. */
export function containerName(names: unknown): string {
	const all = texts(names).map(name => name.replace(/^\//, ''));
	return all.find(name => !name.includes('/')) ?? all[0] ?? '';
}

/** Podman sends `configured` and `stopped` for docker's `created` and `exited`. */
function toState(value: unknown): ContainerState {
	const state = text(value).toLowerCase();
	if (states.includes(state)) {
		return state as ContainerState;
	}
	if (state === 'configured' || state === 'initialized') {
		return 'created';
	}
	if (state === 'stopping') {
		return 'running';
	}
	return 'exited';
}

/** Before API 1.52, only the status text of a row has its health. */
function healthOf(raw: Raw, status: string): Health {
	const health = toHealth(object(raw.Health).Status);
	if (health !== 'none') {
		return health;
	}
	const inStatus = /\((healthy|unhealthy|health: starting)\)$/.exec(status)?.[1];
	return toHealth(inStatus === 'health: starting' ? 'starting' : inStatus);
}

/** An unknown health is `none`. */
export function toHealth(value: unknown): Health {
	return value === 'starting' || value === 'healthy' || value === 'unhealthy' ? value : 'none';
}

function toPort(raw: Raw): Port {
	return {
		containerPort: count(raw.PrivatePort),
		protocol: toProtocol(raw.Type),
		...(text(raw.IP) !== '' && { ip: text(raw.IP) }),
		...(count(raw.PublicPort) > 0 && { hostPort: count(raw.PublicPort) }),
	};
}

/** An unknown protocol is `tcp`. */
export function toProtocol(value: unknown): Protocol {
	return value === 'udp' || value === 'sctp' ? value : 'tcp';
}

/** Every port once, in the engine's order. */
export function uniquePorts(ports: readonly Port[]): Port[] {
	const seen = new Set<string>();
	return ports.filter(({ ip, hostPort, containerPort, protocol }) => {
		const key = `${ip}|${hostPort}|${containerPort}|${protocol}`;
		return !seen.has(key) && seen.add(key);
	});
}
