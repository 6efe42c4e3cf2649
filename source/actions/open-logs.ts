import { showTab } from '../state/lists/selection.js';
import { chooseLogs } from '../state/logs/log-subject.js';
import { detailNoun, shownContainers, targetNoun } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { type Action, action, type Scope } from './action.js';

/** The scopes of the rows of the containers' pane: containers, and projects and services. */
type RowScope = Extract<Scope, 'containers' | 'compose'>;

const prefixes = { containers: 'container', compose: 'compose' } as const;

/** Opens the Logs tab of the selected row. */
const showLogs = (state: State): State =>
	detailNoun(state) === 'compose' ? showTab(state, 'compose', 'logs') : showTab(state, 'containers', 'logs');

/** `l`: the log of the selected row, which for a project or service is that of all its containers; with marks, of all marked. */
export const logsAction = (scope: RowScope): Action =>
	action<true>({
		id: `${prefixes[scope]}.logs`,
		title: 'Logs',
		keys: ['l'],
		scope,
		footer: 1,
		target: state => (state.panes.containers.selected === undefined ? undefined : true),
		run(context) {
			const isMerged = context.getState().panes.containers.marks.size > 1;
			context.update(state => showLogs(isMerged ? chooseLogs(state, 'marks') : { ...state, logChoice: undefined }));
		},
	});

/** The logs of all containers that the list shows as one: of a filter's result, or of everything. */
export const shownLogsAction = (scope: RowScope): Action =>
	action<number>({
		id: `${prefixes[scope]}.logs-shown`,
		title: 'Logs of all shown containers',
		keys: [],
		scope,
		label: count => `Logs of the ${count} shown`,
		target: state => (targetNoun(state) === scope ? shownContainers(state).length : undefined),
		disabledReason: count => (count < 2 ? 'fewer than two containers are shown' : undefined),
		run: context => context.update(state => showLogs(chooseLogs(state, 'shown'))),
	});
