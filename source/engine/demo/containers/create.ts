import type { CreateRequest } from '../../../domain/commands/create.js';
import { EngineError } from '../../errors.js';
import type { ContainerConfig, HostConfig } from '../world/model.js';
import { hash, pick } from '../world/random.js';
import type { World } from '../world/world.js';
import { containerEvent } from './container-event.js';
import { buildRecord, findImage } from './container-record.js';
import { checkName } from './container-verbs.js';
import { checkLimits } from './limits-rules.js';
import { receivedBody } from './request-body.js';

const adjectives = ['brave', 'clever', 'eager', 'gentle', 'keen', 'merry', 'quiet', 'swift'];
const sailors = ['anson', 'cook', 'darwin', 'drake', 'hopper', 'nansen', 'plimsoll', 'ross'];

/** `POST /containers/create`. */
export function create(world: World, { name, body }: CreateRequest): { id: string; warnings: readonly string[] } {
	const {
		HostConfig: hostConfig = {},
		NetworkingConfig: networking,
		...config
	} = receivedBody(body) as {
		HostConfig?: HostConfig;
		NetworkingConfig?: {
			EndpointsConfig?: Record<string, { Aliases?: string[] | null; IPAMConfig?: { IPv4Address?: string } | null }>;
		};
	};
	const own = config as ContainerConfig;
	const reference = own.Image ?? '';
	const image = findImage(world, reference);
	if (!image) {
		throw new EngineError('not-found', `No such image: ${withTag(reference)}`);
	}
	checkLimits(hostConfig);
	const wanted = name || freeName(world);
	checkName(world, wanted);
	const container = buildRecord(world, {
		name: wanted,
		image: reference,
		config: own,
		hostConfig: normalize(hostConfig),
		createdAt: world.now(),
	});
	if (!container.config.Cmd?.length && !container.config.Entrypoint?.length) {
		throw new EngineError('bad-request', 'No command specified');
	}
	for (const [network, { Aliases, IPAMConfig } = {}] of Object.entries(networking?.EndpointsConfig ?? {})) {
		// The docker CLI sends `default` when no network is given.
		const { id } = world.network(network === 'default' ? 'bridge' : network);
		container.networks.set(id, {
			ip: '',
			mac: '',
			aliases: [...(Aliases ?? []), container.id.slice(0, 12)],
			wantedIp: IPAMConfig?.IPv4Address,
		});
	}
	world.add(container);
	containerEvent(world, container, 'create');
	return { id: container.id, warnings: [] };
}

/** By default, memory plus swap is twice the memory limit. */
function normalize(hostConfig: HostConfig): HostConfig {
	if (!hostConfig.Memory || hostConfig.MemorySwap) {
		return hostConfig;
	}
	return { ...hostConfig, MemorySwap: hostConfig.Memory * 2 };
}

function withTag(reference: string): string {
	return /[:@]/.test(reference.split('/').at(-1) ?? '') ? reference : `${reference}:latest`;
}

function freeName(world: World): string {
	for (let turn = 0; ; turn++) {
		const key = hash(`name ${turn} ${world.containers.size}`, world.seed);
		const name = `${pick(adjectives, key)}_${pick(sailors, key >>> 8)}${turn > 8 ? turn : ''}`;
		if (!world.byName(name)) {
			return name;
		}
	}
}
