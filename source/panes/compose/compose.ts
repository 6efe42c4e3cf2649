import { quote } from '../../domain/command.js';
import { type ComposeItem, containersOf, identityOf, isCreated } from '../../domain/compose/project.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import { byNumber, byText } from '../compare.js';
import { containerBullet } from '../containers/container-state.js';
import type { EventEffect, Facts, Need, Pane } from '../pane.js';
import { composeColumns, onlyContainer, summaryIn } from './columns.js';
import { loadOf } from './load.js';

const newest = (item: ComposeItem): number =>
	containersOf(item).reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);

/** Projects with running containers come first, then those that have stopped, then those of which no container is left. */
function stateOrder(item: ComposeItem): number {
	const containers = containersOf(item);
	return containers.some(isRunning) ? 0 : containers.length > 0 ? 1 : 2;
}

/** Projects, services, and the containers without a project: the rows of the containers' pane while it is grouped. */
export const compose: Pane<'compose'> = {
	id: 'compose',
	title: 'Projects and services',
	source: 'lists',
	shown: () => false,
	key: item => item.key,
	name: item => item.name,
	// A project keeps its key while its containers are recreated.
	succeeds: () => false,
	columns: composeColumns,
	tabs: {
		logs: { title: 'Logs', needs: () => [...rowNeeds, 'log'] },
		stats: { title: 'Stats', needs: () => ['users', 'graph'] },
		graph: { title: 'Graph', needs: () => rowNeeds },
		config: { title: 'Compose', needs: item => [...rowNeeds, ...plannedNeed(item)] },
		plan: { title: 'Plan', needs: item => [...rowNeeds, ...plannedNeed(item)] },
	},
	// The plan is what there is to see of a project that only its files name.
	defaultTab: item =>
		item.kind !== 'standalone' && !isCreated(item) && identityOf(item).configFiles.length > 0 ? 'plan' : 'logs',
	resources: { planned: 'once' },
	// The same ids as those of the containers: one choice sorts rows of all kinds.
	sortKeys: [
		{ id: 'state', title: 'State', compare: byNumber(stateOrder) },
		{ id: 'name', title: 'Name', compare: byText(item => item.name) },
		{
			id: 'cpu',
			title: 'CPU',
			compare: byNumber((item: ComposeItem, facts: Facts) => loadOf(item, facts).cpuPercent),
			reversed: true,
			live: true,
		},
		{
			id: 'memory',
			title: 'Memory',
			compare: byNumber((item: ComposeItem, facts: Facts) => loadOf(item, facts).memory),
			reversed: true,
			live: true,
		},
		{ id: 'created', title: 'Created', compare: byNumber(newest), reversed: true },
		{ id: 'image', title: 'Image', compare: byText(item => item.name) },
	],
	bullet(item, facts) {
		const only = onlyContainer(item);
		if (only !== undefined) {
			return containerBullet(only, facts);
		}
		const { running, expected, unhealthy, failed, starting, restarting } = summaryIn(item, facts);
		if (running === 0) {
			return { glyph: 'stopped', role: failed > 0 ? 'bad' : 'dim' };
		}
		if (unhealthy > 0) {
			return { glyph: 'unhealthy', role: 'bad' };
		}
		if (restarting > 0) {
			return { glyph: 'restarting', role: 'warn' };
		}
		const isWhole = running >= expected && starting === 0;
		return { glyph: 'running', role: failed > 0 ? 'bad' : isWhole ? 'good' : 'warn' };
	},
	filterText: item => ({ text: item.name, fields: {} }),
	showsAll: true,
	onEvent,
	copyables: item => [
		{ key: 'n', label: 'Name', text: item.name },
		{
			key: 'i',
			label: 'Container IDs',
			text: containersOf(item)
				.map(({ id }) => id)
				.join('\n'),
		},
		{
			key: 'c',
			label: 'Container names',
			text: containersOf(item)
				.map(({ name }) => name)
				.join('\n'),
		},
		{ key: 'p', label: 'docker compose ps', text: psText(item) },
		{ key: 'l', label: 'docker compose logs', text: logsText(item) },
		{ key: 'f', label: 'Folder', text: folderOf(item) },
	],
	empty: 'No projects',
	maxUnfocusedRows: 0,
};

/** All tabs need the restart policies of the containers, which count the jobs that are done. */
const rowNeeds: readonly Need<'compose'>[] = ['users'];

/** Only compose's own projects have files that compose reads. */
const plannedNeed = (item: ComposeItem): readonly Need<'compose'>[] =>
	item.kind !== 'standalone' && identityOf(item).owner === 'compose' ? ['planned', 'files'] : [];

/** An item that comes or goes, and an image that gets a name, may change a plan. An edited file causes no event. */
function onEvent({ type, action }: EngineEvent): EventEffect<'compose'> {
	const isContainer = type === 'container' && ['create', 'destroy', 'rename'].includes(action);
	const isImage = type === 'image' && ['tag', 'untag', 'delete', 'load', 'pull'].includes(action);
	const isResource = (type === 'volume' || type === 'network') && ['create', 'destroy'].includes(action);
	return isContainer || isImage || isResource ? { stale: [{ of: 'planned' }] } : {};
}

const folderOf = (item: ComposeItem): string =>
	item.kind === 'standalone' ? '' : (item.kind === 'service' ? item.project : item.identity).workingDir;

/** `docker compose -p shop VERB web`; empty for what is no compose project. */
function composeLine(item: ComposeItem, verb: readonly string[]): string {
	if (item.kind === 'standalone') {
		return '';
	}
	const { owner, name } = item.kind === 'service' ? item.project : item.identity;
	return owner === 'compose'
		? quote(['docker', 'compose', '-p', name, ...verb, ...(item.kind === 'service' ? [item.name] : [])])
		: '';
}

const psText = (item: ComposeItem): string => composeLine(item, ['ps']);
const logsText = (item: ComposeItem): string => composeLine(item, ['logs', '-f']);
