import type { Container } from '../domain/nouns/container.js';
import type { DiskUsage, Endpoint, Host } from '../domain/nouns/host.js';
import type { Facts } from '../panes/pane.js';
import { memo } from './memo.js';
import type { Resource, State } from './state.js';

type Users = { image: Map<string, string[]>; volume: Map<string, string[]>; network: Map<string, string[]> };

const none: readonly string[] = [];

const usersOf = memo((containers: readonly Container[]): Users => {
	const users: Users = { image: new Map(), volume: new Map(), network: new Map() };
	const add = (map: Map<string, string[]>, key: string, name: string) => {
		const list = map.get(key);
		if (list) {
			list.push(name);
		} else {
			map.set(key, [name]);
		}
	};
	for (const container of containers) {
		add(users.image, container.imageId, container.name);
		for (const mount of container.mounts) {
			add(users.volume, mount, container.name);
		}
		for (const network of Object.keys(container.networks)) {
			add(users.network, network, container.name);
		}
	}
	return users;
});

const ofLists = memo(
	(
		containers: readonly Container[],
		endpoint: Endpoint,
		host: Host | undefined,
		usage: Resource<DiskUsage> | undefined,
	): Facts => {
		const users = usersOf(containers);
		let sizes: Map<string, number> | undefined;
		return {
			now: 0,
			endpoint,
			hostCpus: host?.cpus ?? 0,
			hostMemory: host?.memory ?? 0,
			reading: () => undefined,
			detail: () => undefined,
			working: () => undefined,
			usersOfImage: id => users.image.get(id) ?? none,
			usersOfVolume: name => users.volume.get(name) ?? none,
			usersOfNetwork: name => users.network.get(name) ?? none,
			volumeSize: name => {
				sizes ??= new Map(usage?.value?.items.filter(item => item.kind === 'volume').map(item => [item.id, item.size]));
				return sizes.get(name);
			},
		};
	},
);

/** Facts that only a list changes, for filters, hidden rows and orders that do not depend on statistics. `now` is 0 there. */
export const listFacts = (state: State): Facts =>
	ofLists(state.lists.containers.items, state.endpoint, state.host, state.diskUsage);

const live = memo(
	(
		facts: Facts,
		stats: State['stats'],
		details: State['resources']['container'],
		now: number,
		working: State['working'],
		monotonicNow: number,
	): Facts => ({
		...facts,
		now,
		reading: id => stats.get(id)?.readings.at(-1),
		detail: id => details.get(id)?.value,
		working: id => {
			const work = working.get(id);
			return work && { verb: work.verb, ms: Math.max(0, monotonicNow - work.since) };
		},
	}),
);

/** The facts that cells are made of. Returns a new object only when a fact has changed. */
export const factsOf = (state: State): Facts =>
	live(
		listFacts(state),
		state.stats,
		state.resources.container,
		state.now,
		state.working,
		// Other clocks must not make new facts while no verb is at work.
		state.working.size > 0 ? state.monotonicNow : 0,
	);
