import { quote } from '../domain/command.js';
import { shellArgv } from '../domain/commands/exec.js';
import { membershipOf } from '../domain/compose/labels.js';
import type { Container } from '../domain/nouns/container.js';
import { hasStats, isRunning } from '../domain/nouns/container-gates.js';
import { imageText } from '../domain/nouns/container-image.js';
import { exitCodeOf } from '../domain/nouns/container-status.js';
import { type EngineEvent, isPassing } from '../domain/nouns/events.js';
import { isSuccessor } from '../domain/nouns/replacement.js';
import { urlsOf } from '../domain/ports/published-urls.js';
import { runLineOf } from '../domain/run/from-inspect.js';
import { byNumber, byText } from './compare.js';
import { containerColumns } from './containers/container-columns.js';
import { containerBullet, stateOrder } from './containers/container-state.js';
import { labelTexts } from './labels.js';
import { type CopyFacts, type EventEffect, type Facts, type Need, type Pane, whileEngine } from './pane.js';
import { hasEnded } from './tabs/overview/container-end.js';

/** `docker ps` and `docker stats` in one list. */
export const containers: Pane<'containers'> = {
	id: 'containers',
	title: 'Containers',
	source: 'engine',
	shown: whileEngine,
	key: container => container.id,
	name: container => container.name,
	columns: containerColumns,
	tabs: {
		overview: {
			title: 'Overview',
			needs: (container, isDefault) => [
				...rowNeeds(container),
				'own-image',
				...probeNeeds(container),
				// It shows the last lines of an ended container, and gives way to the log of one that begins to write.
				...(isDefault || hasEnded(container) ? (['log'] as const) : []),
			],
		},
		logs: { title: 'Logs', needs: container => [...rowNeeds(container), 'log'] },
		stats: {
			title: 'Stats',
			needs: container => [
				...(hasStats(container) ? (['container', 'graph'] as const) : (['container'] as const)),
				...probeNeeds(container),
			],
		},
		inspect: { title: 'Inspect', needs: rowNeeds },
		env: { title: 'Env', needs: rowNeeds },
		top: {
			title: 'Top',
			needs: container => (container.state === 'running' ? [...rowNeeds(container), 'processes'] : rowNeeds(container)),
		},
		mounts: { title: 'Mounts', needs: rowNeeds },
		network: { title: 'Network', needs: rowNeeds },
		changes: { title: 'Changes', needs: container => [...rowNeeds(container), 'changes'] },
	},
	// The log of a container that does not run has ended; its reason is in the Overview.
	defaultTab: (container, isLogEmpty) => (isLogEmpty || !isRunning(container) ? 'overview' : 'logs'),
	resources: { container: 'once', processes: 'polled', changes: 'polled' },
	inspect: 'container',
	sortKeys: [
		{ id: 'state', title: 'State', compare: byNumber(stateOrder) },
		{ id: 'name', title: 'Name', compare: byText(container => container.name) },
		{
			id: 'cpu',
			title: 'CPU',
			compare: byNumber((container: Container, facts: Facts) => facts.reading(container.id)?.cpuPercent),
			reversed: true,
			live: true,
		},
		{
			id: 'memory',
			title: 'Memory',
			compare: byNumber((container: Container, facts: Facts) => facts.reading(container.id)?.memory),
			reversed: true,
			live: true,
		},
		{ id: 'created', title: 'Created', compare: byNumber(container => container.createdAt), reversed: true },
		{ id: 'image', title: 'Image', compare: byText(imageText) },
	],
	bullet: containerBullet,
	filterText: container => ({
		text: `${container.name} ${imageText(container)} ${container.state}`,
		fields: {
			// The footer names the fields in this order while a filter is typed.
			status: container.state,
			project: membershipOf(container.labels)?.project ?? [],
			service: membershipOf(container.labels)?.service ?? [],
			health: container.health,
			name: container.name,
			image: container.image,
			id: container.id,
			ancestor: [container.image, container.imageId],
			exited: exitCodeOf(container)?.toString() ?? [],
			label: labelTexts(container.labels),
			network: Object.keys(container.networks),
			volume: container.mounts,
			publish: container.ports.flatMap(({ hostPort, protocol }) =>
				hostPort === undefined ? [] : [String(hostPort), `${hostPort}/${protocol}`],
			),
		},
	}),
	groupText({ labels }) {
		const place = membershipOf(labels);
		return place === undefined ? '' : `${place.project} ${place.service}`;
	},
	// The row of a container that is being replaced stays between its end and the start of the other one.
	hidden: container => !isRunning(container) && container.replacement === undefined,
	succeeds: isSuccessor,
	showsAll: true,
	active: isRunning,
	copyables: (container, facts) => [
		{ key: 'n', label: 'Name', text: container.name },
		{ key: 'i', label: 'ID', text: container.id },
		{ key: 'r', label: 'Image', text: container.image },
		{ key: 'a', label: 'IP address', text: Object.values(container.networks).find(ip => ip !== '') ?? '' },
		{ key: 'u', label: 'URL', text: urlsOf(container, facts.endpoint)[0] ?? '' },
		{ key: 'c', label: 'docker run', text: runLineText(container, facts), asksFirst: true },
		{ key: 'x', label: 'docker exec', text: quote(shellArgv(container.name)) },
		{ key: 'l', label: 'docker logs', text: quote(['docker', 'logs', '-f', container.name]) },
	],
	onEvent,
	empty: 'No containers',
	maxUnfocusedRows: 5,
};

/** The needs of the row, which every tab shares: limits and load. */
function rowNeeds(container: Container): readonly Need<'containers'>[] {
	return hasStats(container) ? ['container', 'stats'] : ['container'];
}

/** The need of fresh health checks. */
const probeNeeds = (container: Container): readonly Need<'containers'>[] =>
	container.health !== 'none' && isRunning(container) ? ['probes'] : [];

/** The `docker run` line of a container if its details are fetched, else a description of it. */
function runLineText({ id, imageId }: Container, { fetched, defaults }: CopyFacts): string {
	const container = fetched('container', id)?.raw;
	const image = fetched('image', imageId)?.raw;
	return container && image ? runLineOf(container, image, defaults) : 'the line that creates it again';
}

const staleDetails = (id: string): EventEffect<'containers'>['stale'] => [
	{ of: 'container', id },
	{ of: 'processes', id },
];

/** After these events of an image, a name may belong to another image: IMAGE of the containers may be another one. */
const retagging: ReadonlySet<string> = new Set(['tag', 'untag', 'delete', 'pull', 'load', 'import']);

function onEvent(event: EngineEvent): EventEffect<'containers'> {
	const { type, action, id, attributes } = event;
	if (type === 'network') {
		const { container } = attributes;
		return container ? { row: container, stale: [{ of: 'container', id: container }] } : {};
	}
	if (type === 'image' && retagging.has(action)) {
		return { list: true };
	}
	if (type !== 'container' || isPassing(event)) {
		return {};
	}
	if (action === 'destroy') {
		return { gone: id, stale: staleDetails(id) };
	}
	// A health event contains the new health: the row needs no request.
	return { ...(!action.startsWith('health_status') && { row: id }), stale: staleDetails(id) };
}
