import type { ContainerCalls, Filters } from '../../engine.js';
import { attach } from '../sessions/attach.js';
import { exec } from '../sessions/exec.js';
import { labelFilter } from '../world/filters.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { changes, commit, pruneContainers, wait } from './container-endings.js';
import { containerDetail, containerRow } from './container-facts.js';
import { logs, stats, statsOnce } from './container-streams.js';
import * as verbs from './container-verbs.js';
import { create } from './create.js';
import { update } from './limits-rules.js';

/** Time that a process takes to stop, as a multiple of the latency. */
const stopLatencies = 20;

/** Implements the container calls of the engine port on the demo world. */
export function containerCalls(world: World): ContainerCalls {
	const find = (id: string, signal: AbortSignal) => world.call(signal, () => world.container(id));
	return {
		list: ({ signal, filters }) =>
			world.call(signal, () => {
				const rows = [];
				for (const container of world.containers.values()) {
					if (!filters || matches(container, filters)) {
						rows.push(containerRow(world, container));
					}
				}
				return rows.sort((a, b) => b.createdAt - a.createdAt);
			}),
		inspect: (id, { signal }) => world.call(signal, () => containerDetail(world, world.container(id))),
		stats: (id, call) => stats(world, id, call),
		statsOnce: (id, call) => statsOnce(world, id, call),
		logs: (id, options, call) => logs(world, id, options, call),
		top: (id, { signal }) => world.call(signal, () => verbs.top(world.container(id))),
		changes: (id, { signal }) => world.call(signal, () => changes(world, world.container(id))),
		start: (id, { signal }) => world.call(signal, () => verbs.start(world, world.container(id))),
		stop: async (id, { signal }) => {
			if (verbs.hasProcess(await find(id, signal))) {
				await world.work(stopLatencies, signal);
			}
			await world.call(signal, () => verbs.stop(world, world.container(id)));
		},
		restart: async (id, { signal }) => {
			if (verbs.hasProcess(await find(id, signal))) {
				await world.work(stopLatencies, signal);
			}
			await world.call(signal, () => verbs.restart(world, world.container(id)));
		},
		pause: (id, { signal }) => world.call(signal, () => verbs.pause(world, world.container(id))),
		unpause: (id, { signal }) => world.call(signal, () => verbs.unpause(world, world.container(id))),
		kill: (id, name, { signal }) => world.call(signal, () => verbs.kill(world, world.container(id), name)),
		rename: (id, name, { signal }) => world.call(signal, () => verbs.rename(world, world.container(id), name)),
		remove: (id, options, { signal }) => world.call(signal, () => verbs.remove(world, world.container(id), options)),
		update: (id, change, { signal }) => world.call(signal, () => update(world, world.container(id), change)),
		create: (spec, { signal }) => world.call(signal, () => create(world, spec)),
		wait: (id, condition, call) => wait(world, id, condition, call),
		attach: (id, options, call) => attach(world, id, options, call),
		exec: (id, options, call) => exec(world, id, options, call),
		commit: async (id, options, { signal }) => {
			await world.work(10, signal);
			return world.call(signal, () => commit(world, world.container(id), options));
		},
		prune: ({ filters }, { signal }) => world.call(signal, () => pruneContainers(world, filters)),
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
