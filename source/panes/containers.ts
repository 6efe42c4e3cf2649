import type { Container } from '../domain/container.js';
import { isRunning } from '../domain/container-gates.js';
import { exitCodeOf } from '../domain/container-status.js';
import { byNumber, byText } from './compare.js';
import { containerColumns } from './container-columns.js';
import { containerBullet, stateOrder } from './container-state.js';
import { labelTexts } from './labels.js';
import type { Facts, Pane } from './pane.js';

/** `docker ps` and `docker stats` in one list. */
export const containers: Pane<Container> = {
	id: 'containers',
	title: 'Containers',
	key: container => container.id,
	name: container => container.name,
	columns: containerColumns,
	tabs: [
		{ id: 'logs', title: 'Logs' },
		{ id: 'stats', title: 'Stats' },
		{ id: 'inspect', title: 'Inspect' },
		{ id: 'env', title: 'Env' },
		{ id: 'top', title: 'Top' },
		{ id: 'mounts', title: 'Mounts' },
		{ id: 'network', title: 'Network' },
	],
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
		{ id: 'image', title: 'Image', compare: byText(container => container.image) },
	],
	bullet: containerBullet,
	filterText: container => ({
		text: `${container.name} ${container.image} ${container.state}`,
		fields: {
			id: container.id,
			name: container.name,
			image: container.image,
			ancestor: [container.image, container.imageId],
			status: container.state,
			health: container.health,
			exited: exitCodeOf(container)?.toString() ?? [],
			label: labelTexts(container.labels),
			network: Object.keys(container.networks),
			volume: container.mounts,
			publish: container.ports.flatMap(({ hostPort, protocol }) =>
				hostPort === undefined ? [] : [String(hostPort), `${hostPort}/${protocol}`],
			),
			project: container.labels['com.docker.compose.project'] ?? [],
		},
	}),
	hidden: container => !isRunning(container),
	active: isRunning,
	empty: 'No containers',
};
