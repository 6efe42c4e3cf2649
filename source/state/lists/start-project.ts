import { type FoundProject, readFound } from '../../domain/compose/found.js';
import type { ComposeFiles, ComposeModel } from '../../domain/compose/plan/model.js';
import {
	identityOf,
	isCreated,
	type Project,
	type ProjectIdentity,
	type Service,
} from '../../domain/compose/project.js';
import { addToast, nextId } from '../messages.js';
import type { State } from '../state.js';
import { toggleGrouping } from './grouping.js';
import { putProjects } from './listing.js';
import { settleAll, withPane } from './selection.js';

/** The folder of a container on another machine may have the path of a folder here. */
const isLocal = ({ endpoint: { url } }: State): boolean => /^(?:unix|npipe):/.test(url);

/**
 * Selects the project that plimsoll was started for, once it is known. A folder groups the list only if it has a project; a
 * name groups it in any case.
 */
export function openStartProject(state: State): State {
	const { startProject, lists } = state;
	if (startProject === undefined || lists.containers.status !== 'ready') {
		return state;
	}
	const grouped = state.grouped ? state : toggleGrouping(state);
	const project = grouped.lists.compose.items.find(
		item => item.kind === 'project' && isStartProject(item.identity, startProject, state),
	);
	if (project !== undefined) {
		return settleAll(withPane({ ...grouped, startProject: undefined }, 'containers', { selected: project.key }));
	}
	const rest = startProject === 'folder' ? state : grouped;
	// All that there is of a project may be networks, volumes and files.
	const isListed = [lists.networks, lists.volumes].every(({ status }) => status !== 'loading');
	return isListed && !isSought(state) ? withoutProject({ ...rest, startProject: undefined }, startProject) : rest;
}

/** Another project is selected now: the user must not take it for the one that was named. */
function withoutProject(state: State, start: State['startProject']): State {
	return typeof start === 'object'
		? addToast(state, {
				id: nextId(),
				level: 'warn',
				text: `no project is named ${start.name}`,
				until: state.monotonicNow + warningMs,
			})
		: state;
}

const warningMs = 10_000;

function isStartProject({ name, workingDir }: ProjectIdentity, start: State['startProject'], state: State): boolean {
	if (typeof start === 'object') {
		return name === start.name;
	}
	const { found, startFolder } = state;
	const isFound = typeof found === 'object' && name === found.files.name && workingDir === found.files.workingDir;
	return isLocal(state) && workingDir !== '' && (workingDir === startFolder || isFound);
}

/** After a key, the selection is the user's. */
export const keepSelection = (state: State): State =>
	state.startProject === 'folder' && state.lists.containers.status === 'ready'
		? { ...state, startProject: undefined }
		: state;

/** True until it is known whether the start folder has a project. */
const isSought = (state: State): boolean =>
	isLocal(state) && state.startFolder !== undefined && state.found === undefined;

/**
 * The next thing to find out about the project of the start folder: its files, or its services from compose. Nothing while
 * it is not on screen. A plan that is wanted reads the services as well.
 */
export function nextOfFound(state: State, wanted: ReadonlySet<string> = new Set()): 'files' | 'services' | undefined {
	const { found, lists, grouped, startProject } = state;
	if (lists.containers.status !== 'ready' || !(grouped || startProject !== undefined)) {
		return undefined;
	}
	if (isSought(state)) {
		return 'files';
	}
	const key = typeof found === 'object' && found.services === undefined ? foundKey(state) : undefined;
	// A plan that was made before the last container was gone has not noted the services.
	const isPlanned = wanted.has(`planned:${key}`) && state.resources.planned.get(key ?? '')?.status !== 'ready';
	return key !== undefined && !isPlanned ? 'services' : undefined;
}

/** The key of the found project's row; undefined once the project has containers, and while the list is flat. */
export function foundKey({ found, lists }: State): string | undefined {
	if (typeof found !== 'object') {
		return undefined;
	}
	const paths = ({ workingDir, configFiles }: Pick<ComposeFiles, 'workingDir' | 'configFiles'>) =>
		[workingDir, ...configFiles].join('\n');
	return lists.compose.items.find(
		item => item.kind === 'project' && !isCreated(item) && paths(item.identity) === paths(found.files),
	)?.key;
}

/** The files of a project or service. Until compose has read the files of the found project, only compose knows its name. */
export function filesOf(state: State, item: Project | Service): ComposeFiles {
	const identity = identityOf(item);
	const isUnread = typeof state.found === 'object' && state.found.services === undefined;
	return isUnread && identity.key === foundKey(state) ? { ...identity, name: '' } : identity;
}

/** Notes what was found in the start folder, and shows it. The selection stays on the project if compose gives it another name. */
export function putFound(state: State, found: FoundProject | 'none'): State {
	const before = foundKey(state);
	const noted = { ...state, found };
	const grouped = state.grouped ? putProjects(noted) : noted;
	const after = foundKey(grouped);
	const isSelected = before !== undefined && state.panes.containers.selected === before;
	return openStartProject(
		settleAll(isSelected && after !== undefined ? withPane(grouped, 'containers', { selected: after }) : grouped),
	);
}

/** Notes the services of the found project when a plan of its row has read newer files. */
export function refreshFound(state: State, key: string, model: ComposeModel): State {
	const { found } = state;
	if (typeof found !== 'object' || foundKey(state) !== key) {
		return state;
	}
	const fresh = readFound(found, model);
	return JSON.stringify(fresh) === JSON.stringify(found) ? state : putFound(state, fresh);
}
