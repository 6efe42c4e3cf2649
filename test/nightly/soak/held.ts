import { keysOf } from '../../../source/panes/noun.js';
import { isListed } from '../../../source/state/resources.js';
import type { DashboardLife } from './dashboard-life.js';

/** Counts everything that may grow: parts of the state, and running streams and timers. */
export function held({ app, seen, timers, subscribed }: DashboardLife) {
	const state = app.state();
	const fetched = keysOf(state.resources).flatMap(of => [...state.resources[of].keys()].map(id => ({ of, id })));
	const items = state.lists.containers.items.length + state.lists.images.items.length;
	return {
		containers: state.lists.containers.items.length,
		items: items + state.lists.volumes.items.length + state.lists.networks.items.length,
		/** Entries of the state about objects that are gone. */
		unlisted: [
			...fetched.filter(ref => !isListed(state, ref)).map(({ of, id }) => `${of} ${id}`),
			...[...state.stats.keys()].filter(id => !state.lists.containers.byKey.has(id)),
		],
		stats: state.stats.size,
		readings: Math.max(0, ...[...state.stats.values()].map(({ readings }) => readings.length)),
		resources: fetched.length,
		events: state.events.length,
		logLines: state.logs.lines.length,
		commands: state.commands.length,
		tasks: state.tasks.length,
		toasts: state.toasts.length,
		modals: state.modals.length,
		marks: Object.values(state.panes).reduce((sum, { marks }) => sum + marks.size, 0),
		active: app.runtime.active().length,
		underWay: seen.underWay(),
		listeners: seen.listeners(),
		subscribed: subscribed(),
		timers: timers(),
	};
}
