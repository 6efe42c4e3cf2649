import { isListed } from '../../../source/state/details.js';
import type { DashboardLife } from './dashboard-life.js';

/** How many of what may grow there are: what is kept in the state, and what is under way. */
export function held({ app, seen, timers, subscribed }: DashboardLife) {
	const state = app.state();
	const items = state.containers.items.length + state.images.items.length;
	return {
		containers: state.containers.items.length,
		items: items + state.volumes.items.length + state.networks.items.length,
		/** What is known of things that are gone. */
		unlisted: [
			...[...state.resources.keys()].filter(key => !isListed(state, key)),
			...[...state.stats.keys()].filter(id => !state.containers.byKey.has(id)),
		],
		stats: state.stats.size,
		readings: Math.max(0, ...[...state.stats.values()].map(({ readings }) => readings.length)),
		resources: state.resources.size,
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
