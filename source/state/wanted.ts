import { containersOf } from '../domain/compose/project.js';
import type { Container } from '../domain/nouns/container.js';
import { hasStats, isRunning } from '../domain/nouns/container-gates.js';
import { isMeasured } from '../domain/stats/dropped-limits.js';
import { onlyContainer } from '../panes/compose/columns.js';
import type { NounId, ResourceKind } from '../panes/noun.js';
import type { Need, Stream } from '../panes/pane.js';
import { panes } from '../panes/panes.js';
import { nextOfFound } from './lists/start-project.js';
import type { TreeRow } from './lists/tree.js';
import { selectedUsers } from './lists/users.js';
import { logSettings } from './logs/log-settings.js';
import { mergedLog } from './logs/log-subject.js';
import type { LogWindow, OlderLines } from './logs/log-view.js';
import { memo } from './memo.js';
import type { Modal } from './modals/modal.js';
import { topModal } from './modals/modals.js';
import {
	containerDetail,
	currentLayout,
	detailNoun,
	openTabOf,
	paneLayoutOf,
	selectedContainer,
	selectedItem,
	shownContainers,
	sortKeyOf,
	treeRowsInView,
	visibleItems,
} from './selectors.js';
import type { State } from './state.js';

/**
 * Something that the screen needs from the engine now. Streams and polls run while they are wanted; a resource is fetched
 * once, and again when an event makes it stale. The key names all that the work depends on: another key is other work.
 */
export type Want =
	| { readonly kind: 'stats'; readonly key: string; readonly id: string }
	/** Statistics of the running containers off screen, at a slow rate, for an order by load or the sums of groups. */
	| { readonly kind: 'sweep'; readonly key: string }
	| {
			readonly kind: 'logs';
			readonly key: string;
			/** The key of the log that shows the lines: the container's id, or that of a merged log. */
			readonly log: string;
			readonly id: string;
			readonly window: LogWindow;
			readonly tty: boolean;
			readonly running: boolean;
	  }
	/** The project of the start folder: its files, or its services. */
	| { readonly kind: 'found'; readonly key: string; readonly of: 'files' | 'services' }
	/** The stamps of the files that a project's plan was made of: `id` is the project's or service's key, or the dialog's id. */
	| { readonly kind: 'files'; readonly key: string; readonly of: 'tab' | 'dialog'; readonly id: string }
	/** Older lines of the open log. */
	| {
			readonly kind: 'older';
			readonly key: string;
			readonly log: string;
			readonly goal: OlderLines['goal'];
			readonly containers: readonly { readonly id: string; readonly tty: boolean }[];
	  }
	/** Fresh health checks of a container: no event reports them. */
	| { readonly kind: 'probes'; readonly key: string; readonly id: string }
	| { readonly kind: 'poll' | 'resource'; readonly key: string; readonly of: ResourceKind; readonly id: string };

/** A want of a detail, which is fetched once or polled. */
export type ResourceWant = Extract<Want, { readonly kind: 'poll' | 'resource' }>;

/**
 * Returns what the screen needs now, which is nothing while no engine is connected. It must not read `state.logs`, which
 * changes with every line.
 */
export function wanted(state: State): readonly Want[] {
	if (state.connection.status !== 'connected') {
		return [];
	}
	// The detail comes first: it must not wait behind the rows.
	const wants = currentLayout(state).detail ? detailWants(state, detailNoun(state)) : [];
	const known = new Set(wants.map(({ key }) => key));
	const live = !state.statsPaused && sortKeyOf(state, 'containers')?.live === true;
	const ordered = live ? shownContainers(state).length : 0;
	const rows = state.grouped
		? treeWants(treeRowsInView(state, rowsOf(state)), rowsOf(state), state.statsPaused, ordered)
		: rowWants(visibleItems(state, 'containers'), state.statsPaused, ordered);
	const all = [
		...wants,
		...rows.filter(({ key }) => !known.has(key)),
		...foundWants(nextOfFound(state, known)),
		...planWants(topModal(state)),
	];
	return isMeasured(state.host) ? all : all.filter(({ kind }) => kind !== 'stats' && kind !== 'sweep');
}

const foundWants = memo((of: ReturnType<typeof nextOfFound>): readonly Want[] =>
	of === undefined ? [] : [{ kind: 'found', key: `found:${of}`, of }],
);

const planWants = memo((modal: Modal | undefined): readonly Want[] =>
	modal?.kind === 'plan' ? [{ kind: 'files', key: `files:${modal.id}`, of: 'dialog', id: `${modal.id}` }] : [],
);

/** @param ordered The number of containers in an order by load; 0 for other orders. */
const rowWants = memo((visible: readonly Container[], paused: boolean, ordered: number): readonly Want[] => {
	const wants: Want[] = [];
	for (const container of visible) {
		wants.push(resource('container', container.id));
		if (hasStats(container) && !paused) {
			wants.push(stats(container.id));
		}
	}
	if (ordered > visible.length) {
		wants.push(sweep);
	}
	return wants;
});

const rowsOf = (state: State): number => paneLayoutOf(state, 'containers')?.rows ?? 0;

/**
 * The wants of the grouped containers: those of the containers on screen, and the details of the containers that a visible
 * project or service sums up. All statistics are streamed if they are no more than the pane has rows; else those of the
 * containers on screen are, and the others are swept.
 */
const treeWants = memo(
	(visible: readonly TreeRow[], height: number, paused: boolean, ordered: number): readonly Want[] => {
		const onScreen = visible.flatMap(row => (row.kind === 'container' ? row.item : (onlyContainer(row.item) ?? [])));
		const all = new Set([...onScreen, ...summedUp(visible)]);
		const measured = [...all].filter(hasStats);
		const streamed = measured.length > height ? onScreen.filter(hasStats) : measured;
		return [
			...[...all].map(({ id }) => resource('container', id)),
			...(paused ? [] : streamed.map(({ id }) => stats(id))),
			...(ordered > height || (!paused && measured.length > height) ? [sweep] : []),
		];
	},
);

/** The containers that the visible projects and services sum up. */
const summedUp = (visible: readonly TreeRow[]): readonly Container[] =>
	visible.flatMap(row => (row.kind === 'group' ? containersOf(row.item) : []));

/** An order by load needs all containers soon; a sum is marked while it is incomplete, and may be old. */
export const sweepPurpose = (state: State): 'order' | 'sums' =>
	state.grouped && sortKeyOf(state, 'containers')?.live !== true ? 'sums' : 'order';

/** The containers that a sweep measures: all in an order by load, else those that visible projects and services sum up. */
export function sweptContainers(state: State): readonly Container[] {
	return sweepPurpose(state) === 'sums'
		? [...new Set(summedUp(treeRowsInView(state, rowsOf(state))))]
		: shownContainers(state);
}

/** The wants of the open tab of the selected item. */
function detailWants<N extends NounId>(state: State, noun: N): Want[] {
	const item = selectedItem(state, noun);
	if (item === undefined) {
		return [];
	}
	const id = panes[noun].key(item);
	const { resources } = panes[noun];
	const isStream = (need: Need<N>): need is Stream => Object.hasOwn(streams, need);
	return openTabOf(state, noun)
		.needs(item, state.panes[noun].tab === undefined)
		.flatMap(need => {
			if (isStream(need)) {
				return streams[need](state, id);
			}
			return resources[need] === 'polled' ? poll(need, id) : resource(need, id);
		});
}

/** The wants of each stream, for the container with that id or for the selection. */
const streams: Readonly<Record<Stream, (state: State, id: string) => readonly Want[]>> = {
	stats: (state, id) => (state.statsPaused ? [] : statsWants(state, id)),
	graph: statsWants,
	log: logWants,
	files: (_, id) => [{ kind: 'files', key: `files:${id}`, of: 'tab', id }],
	probes: (_, id) => [{ kind: 'probes', key: `probes:${id}`, id }],
	// The details of an image that is not listed cannot be stored.
	'own-image': ({ lists }, id) => {
		const imageId = lists.containers.byKey.get(id)?.imageId ?? '';
		return lists.images.byKey.has(imageId) ? [resource('image', imageId)] : [];
	},
	// Their details contain when they started or ended.
	users: state =>
		selectedUsers(state)
			.slice(0, state.size.rows)
			.map(user => resource('container', user.id)),
};

/** The statistics of a container, or of the containers of a project or service. */
function statsWants(state: State, key: string): readonly Want[] {
	const group = state.lists.compose.byKey.get(key);
	return group === undefined
		? [stats(key)]
		: containersOf(group)
				.filter(hasStats)
				.slice(0, state.size.rows)
				.map(({ id }) => stats(id));
}

function logWants(state: State): readonly Want[] {
	const wants = followedLogs(state);
	const { older } = state;
	const containers = wants.flatMap(want => (want.kind === 'logs' && want.log === older?.log ? [want] : []));
	return older === undefined || containers.length === 0
		? wants
		: [...wants, { kind: 'older', key: `older:${older.log}:${older.goal}`, ...older, containers }];
}

function followedLogs(state: State): readonly Want[] {
	const merged = mergedLog(state);
	if (merged !== undefined) {
		const { window } = logSettings(state, merged.key);
		return merged.containers.flatMap(container => [
			resource('container', container.id),
			...logWant(state, container, merged.key, window),
		]);
	}
	const container = selectedContainer(state);
	return container === undefined
		? []
		: logWant(state, container, container.id, logSettings(state, container.id).window);
}

/** The want of a container's log, once its details are known. `log`: the key of the log that shows its lines. */
function logWant(state: State, container: Container, log: string, window: LogWindow): readonly Want[] {
	const { id } = container;
	const detail = containerDetail(state, id);
	const running = isRunning(container);
	// The key contains `running`, since the log of a stopped container goes on when the container starts again.
	const key = `logs:${log === id ? '' : `${log}:`}${id}:${window}:${running}`;
	return detail === undefined ? [] : [{ kind: 'logs', key, log, id, window, tty: detail.tty, running }];
}

const stats = (id: string): Want => ({ kind: 'stats', key: `stats:${id}`, id });
const sweep: Want = { kind: 'sweep', key: 'sweep' };
const poll = (of: ResourceKind, id: string): Want => ({ kind: 'poll', key: `${of}:${id}`, of, id });
const resource = (of: ResourceKind, id: string): Want => ({ kind: 'resource', key: `${of}:${id}`, of, id });
