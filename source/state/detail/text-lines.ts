import { configLines } from '../../domain/compose/plan/config-text.js';
import type { PlannedProject } from '../../domain/compose/plan/make-plan.js';
import { type ComposeItem, identityOf, type Service } from '../../domain/compose/project.js';
import type { Line } from '../../domain/text/line.js';
import { notice } from '../../domain/text/notice.js';
import type { NounId, ResourceKind, Resources, TabId } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import { attachedLines } from '../../panes/tabs/attached-lines.js';
import { changeLines } from '../../panes/tabs/change-lines.js';
import { graphLines } from '../../panes/tabs/compose/graph-lines.js';
import { serviceStatsLines } from '../../panes/tabs/compose/service-lines.js';
import { contextLines } from '../../panes/tabs/context-lines.js';
import { envLines } from '../../panes/tabs/env-lines.js';
import { jsonLines } from '../../panes/tabs/json-lines.js';
import { layerLines } from '../../panes/tabs/layer-lines.js';
import { mountLines } from '../../panes/tabs/mount-lines.js';
import { networkLines } from '../../panes/tabs/network-lines.js';
import { imageOverview } from '../../panes/tabs/overview/image-overview.js';
import { planLines } from '../../panes/tabs/plan-lines.js';
import { processLines } from '../../panes/tabs/process-lines.js';
import { type StatsContent, statsContent, statsText } from '../../panes/tabs/stats/stats-content.js';
import { userLines } from '../../panes/tabs/user-lines.js';
import { factsOf } from '../facts.js';
import { selectedUsers } from '../lists/users.js';
import { memo, memoLines } from '../memo.js';
import { resourceOf } from '../resource-of.js';
import { containerDetail, currentTab, detailNoun, selectedItem } from '../selectors.js';
import type { State } from '../state.js';
import { containerOverviewLines, failureOf, maskOf } from './overview-lines.js';

/** All lines of a text tab about the selected item, `width` cells wide. */
type TextTab = (state: State, width: number) => readonly Line[];

// The lines of a tab are built once for the same item, resource and width: keys, viewport and view all ask for them. Those
// that also depend on time or statistics keep their unchanged lines.
const texts = {
	attached: memo(attachedLines),
	changes: memo(changeLines),
	context: memo(contextLines),
	env: memo(envLines),
	config: memo(configLines),
	graph: memoLines(graphLines),
	image: memoLines(imageOverview),
	inspect: memo(jsonLines),
	layers: memoLines(layerLines),
	mounts: memo(mountLines),
	network: memo(networkLines),
	plan: memo(planLines),
	processes: memoLines(processLines),
	serviceStats: memoLines(serviceStatsLines),
	stats: memoLines(statsText),
	users: memoLines(userLines),
};

const overviews: { readonly [N in NounId]?: TextTab } = {
	containers: containerOverviewLines,
	images(state, width) {
		const image = selectedItem(state, 'images');
		const resource = image && resourceOf(state, { of: 'image', id: image.id });
		return image === undefined
			? []
			: texts.image(image, resource?.value, failureOf(resource), selectedUsers(state), maskOf(state), state.now, width);
	},
	contexts(state, width) {
		const context = selectedItem(state, 'contexts');
		return context === undefined ? [] : texts.context(context, state.endpoint, state.host, width);
	},
};

const textTabs: Readonly<Record<Exclude<TabId, 'logs'>, TextTab>> = {
	stats(state, width) {
		const group = detailNoun(state) === 'compose' ? selectedItem(state, 'compose') : undefined;
		if (group !== undefined) {
			return texts.serviceStats(group, factsOf(state), width);
		}
		const content = selectedStats(state, width);
		return content === undefined ? [] : texts.stats(content);
	},
	inspect: (state, width) => inspectOf(state, detailNoun(state), width),
	env: (state, width) =>
		fetched(state, 'containers', 'container', width, ({ env }) => texts.env(env, width, maskOf(state))),
	top(state, width) {
		const container = selectedItem(state, 'containers');
		if (container !== undefined && container.state !== 'running' && container.state !== 'paused') {
			return [[], ...notice(`${container.name} is not running`, 'dim', width)];
		}
		return fetched(state, 'containers', 'processes', width, processes => texts.processes(processes, width));
	},
	mounts: (state, width) =>
		fetched(state, 'containers', 'container', width, ({ mounts }) => texts.mounts(mounts, width)),
	network(state, width) {
		const container = selectedItem(state, 'containers');
		return container === undefined
			? []
			: fetched(state, 'containers', 'container', width, ({ networks, ports }) =>
					texts.network(container, networks, ports, state.endpoint, width),
				);
	},
	layers(state, width) {
		const image = selectedItem(state, 'images');
		return image === undefined
			? []
			: fetched(state, 'images', 'history', width, layers => texts.layers(image, layers, state.now, width));
	},
	changes: (state, width) => fetched(state, 'containers', 'changes', width, changes => texts.changes(changes, width)),
	'used-by': (state, width) => texts.users(selectedUsers(state), state.resources.container, state.now, width),
	containers: (state, width) =>
		fetched(state, 'networks', 'network', width, ({ network }) => texts.attached(network, width)),
	graph(state, width) {
		const group = selectedItem(state, 'compose');
		return group === undefined ? [] : texts.graph(group, servicesAround(state, group), factsOf(state), width);
	},
	config: (state, width) => planned(state, width, (value, service) => texts.config(value, maskOf(state), service)),
	plan: (state, width) => planned(state, width, value => texts.plan(value, width, maskOf(state))),
	overview: (state, width) => overviews[detailNoun(state)]?.(state, width) ?? [],
};

/** All lines of the open text tab; none for the log, and while nothing is selected. The same array while nothing changed. */
export function textLines(state: State, width: number): readonly Line[] {
	const tab = currentTab(state);
	return tab === 'logs' || selectedItem(state, detailNoun(state)) === undefined ? [] : textTabs[tab](state, width);
}

/** The lines of the files of the selected project or service, or the reason why there are none. */
function planned(
	state: State,
	width: number,
	lines: (value: PlannedProject, service: string) => readonly Line[],
): readonly Line[] {
	const group = selectedItem(state, 'compose');
	if (group === undefined || group.kind === 'standalone' || identityOf(group).owner !== 'compose') {
		return [[], ...notice('These containers have no files that docker compose reads.', 'dim', width)];
	}
	const { status, error } = resourceOf(state, { of: 'planned', id: group.key }) ?? {};
	const news =
		status === 'failed' ? notice(`✗ No newer plan: ${error}`, 'bad', width) : notice('planning again…', 'dim', width);
	const head = status === 'ready' ? [] : [...news, []];
	return fetched(state, 'compose', 'planned', width, value => [
		...head,
		...lines(value, group.kind === 'service' ? group.name : ''),
	]);
}

/** The services of the project that a project or service belongs to. */
function servicesAround(state: State, item: ComposeItem): readonly Service[] {
	const project = item.kind === 'service' ? state.lists.compose.byKey.get(item.project.key) : item;
	return project?.kind === 'project' ? project.services : [];
}

const contentOfStats = memo(statsContent);

/** The Stats tab of the selected container; undefined while none is selected. */
export function selectedStats(state: State, width: number): StatsContent | undefined {
	const container = selectedItem(state, 'containers');
	if (container === undefined) {
		return undefined;
	}
	const history = state.stats.get(container.id);
	return contentOfStats(container, history, containerDetail(state, container.id), state.host, state.now, width);
}

/** The engine's whole answer about the selected item, as `docker inspect` prints it. */
function inspectOf<N extends NounId>(state: State, noun: N, width: number): readonly Line[] {
	const { inspect } = panes[noun];
	return inspect === undefined
		? []
		: fetched(state, noun, inspect, width, ({ raw }) => texts.inspect(raw, width, maskOf(state)));
}

/** The lines of a detail of the selected item, or a notice that it is loading or has failed. */
function fetched<N extends NounId, K extends ResourceKind<N>>(
	state: State,
	noun: N,
	of: K,
	width: number,
	lines: (value: Resources[K]) => readonly Line[],
): readonly Line[] {
	const item = selectedItem(state, noun);
	const resource = item && resourceOf(state, { of, id: panes[noun].key(item) });
	if (resource?.value !== undefined) {
		return lines(resource.value);
	}
	return resource?.status === 'failed'
		? [[], ...notice(`✗ ${resource.error ?? 'failed'}`, 'bad', width)]
		: [[], ...notice('loading…', 'dim', width)];
}
