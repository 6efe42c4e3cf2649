import type { ContainerCalls, Filters } from '../engine.js';
import { EngineError } from '../errors.js';
import { containerDetail, containerRow } from './container-facts.js';
import { logs, stats, statsOnce } from './container-streams.js';
import * as verbs from './container-verbs.js';
import { labelFilter } from './filters.js';
import type { ContainerRecord } from './model.js';
import type { World } from './world.js';

/** The containers of the demo world behind the port. */
export function containerCalls(world: World): ContainerCalls {
	const unsupported = () => Promise.reject(new EngineError('unsupported', 'not in the demo yet'));
	return {
		list: ({ signal, filters }) =>
			world.call(signal, () => {
				const rows = [];
				for (const container of world.containers.values()) {
					if (!filters || matches(container, filters)) rows.push(containerRow(world, container));
				}
				return rows.sort((a, b) => b.createdAt - a.createdAt);
			}),
		inspect: (id, { signal }) => world.call(signal, () => containerDetail(world, world.container(id))),
		stats: (id, call) => stats(world, id, call),
		statsOnce: (id, call) => statsOnce(world, id, call),
		logs: (id, options, call) => logs(world, id, options, call),
		top: (id, { signal }) => world.call(signal, () => verbs.top(world.container(id))),
		changes: unsupported,
		start: (id, { signal }) => world.call(signal, () => verbs.start(world, world.container(id))),
		stop: (id, { signal }) => world.call(signal, () => verbs.stop(world, world.container(id))),
		restart: (id, { signal }) => world.call(signal, () => verbs.restart(world, world.container(id))),
		pause: (id, { signal }) => world.call(signal, () => verbs.pause(world, world.container(id))),
		unpause: (id, { signal }) => world.call(signal, () => verbs.unpause(world, world.container(id))),
		kill: (id, name, { signal }) => world.call(signal, () => verbs.kill(world, world.container(id), name)),
		rename: (id, name, { signal }) => world.call(signal, () => verbs.rename(world, world.container(id), name)),
		remove: (id, options, { signal }) => world.call(signal, () => verbs.remove(world, world.container(id), options)),
		update: unsupported,
		create: unsupported,
		wait: unsupported,
		attach: unsupported,
		exec: unsupported,
		commit: unsupported,
		prune: unsupported,
	};
}

function matches(container: ContainerRecord, filters: Filters): boolean {
	const { status, id, name } = filters;
	return (
		(!status?.length || status.includes(container.state)) &&
		(!id?.length || id.some(start => container.id.startsWith(start))) &&
		(!name?.length || name.some(part => `/${container.name}`.includes(part))) &&
		labelFilter(filters, container.config.Labels)
	);
}
