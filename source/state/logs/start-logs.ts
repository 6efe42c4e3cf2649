import { type ComposeItem, containersNamed, containersOf } from '../../domain/compose/project.js';
import {
	type FoundContainers,
	findContainers,
	findProjects,
	unknownWords,
} from '../../domain/logs/output/find-containers.js';
import type { Container } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import { toggleGrouping } from '../lists/grouping.js';
import { putProjects } from '../lists/listing.js';
import { settleAll, showTab, withPane } from '../lists/selection.js';
import { openStartProject } from '../lists/start-project.js';
import type { StartLogs, State } from '../state.js';
import { changeLogSettings } from './log-settings.js';
import { chooseLogs, mergedLog } from './log-subject.js';

/** Selects the project and opens the logs that plimsoll was started for, once the containers are listed. */
export const openStart = (state: State): State => openStartLogs(openStartProject(state));

/**
 * Opens the logs that plimsoll was started for, once the containers are listed: as the log of one container, of a project or service, or
 * of several containers as one. Names that nothing has are left in `startProblem`.
 */
function openStartLogs(state: State): State {
	const { startLogs, lists } = state;
	if (startLogs === undefined || lists.containers.status !== 'ready') {
		return state;
	}
	const { containers, unknown } = wantedOf(startLogs, lists.containers.items);
	const next = { ...state, startLogs: undefined };
	if (unknown.length > 0) {
		const nouns = startLogs.projects.length > 0 ? 'project' : undefined;
		return { ...next, startProblem: unknown.map(each => unknownWords(each, nouns)).join('\n') };
	}
	if (containers.length === 0) {
		return { ...next, startProblem: 'there is no container' };
	}
	const shown = showLogsOf(next, containers);
	const log = mergedLog(shown)?.key ?? containers[0]!.id;
	const { raw, timestamps } = startLogs;
	return {
		...(raw ? changeLogSettings(shown, log, { raw }) : shown),
		logs: { ...shown.logs, timestamps: timestamps || shown.logs.timestamps },
		focus: 'detail',
		zoom: 'detail',
	};
}

function wantedOf({ names, projects, project }: StartLogs, listed: readonly Container[]): FoundContainers {
	const all = project === undefined ? listed : containersNamed(project, listed);
	if (names.length === 0 && projects.length === 0) {
		return { containers: all, unknown: [] };
	}
	const [named, ofProjects] = [findContainers(all, names), findProjects(all, projects)];
	const found = new Set([...named.containers, ...ofProjects.containers]);
	return { containers: all.filter(each => found.has(each)), unknown: [...named.unknown, ...ofProjects.unknown] };
}

function showLogsOf(state: State, containers: readonly Container[]): State {
	const first = containers.find(isRunning) ?? containers[0]!;
	// The list leaves out containers that do not run.
	const listed = isRunning(first) ? state : withPane(state, 'containers', { all: true });
	if (containers.length === 1) {
		return showTab(select(listed, { selected: first.id }), 'containers', 'logs');
	}
	const key = groupOf(state, containers);
	if (key !== undefined) {
		const grouped = listed.grouped ? listed : toggleGrouping(listed);
		return showTab(select(grouped, { selected: key }), 'compose', 'logs');
	}
	const marks = new Set(containers.map(({ id }) => id));
	return showTab(chooseLogs(select(listed, { selected: first.id, marks }), 'marks'), 'containers', 'logs');
}

const select = (state: State, change: Partial<State['panes']['containers']>): State =>
	settleAll(withPane(state, 'containers', change));

/** The key of the project or service that has exactly these containers: its later containers join the log. */
function groupOf(state: State, containers: readonly Container[]): string | undefined {
	const wanted = new Set(containers);
	const groups = putProjects(state).lists.compose.items.flatMap((item): readonly ComposeItem[] =>
		item.kind === 'project' ? [item, ...item.services] : [item],
	);
	return groups.find(group => {
		const own = containersOf(group);
		return own.length === wanted.size && own.every(each => wanted.has(each));
	})?.key;
}
