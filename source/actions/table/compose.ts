import type { TabId } from '../../panes/noun.js';
import { foldKeyOf, toggleAllFolds, toggleFold, toggleGrouping } from '../../state/lists/grouping.js';
import { showTab } from '../../state/lists/selection.js';
import { selectedContainer } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { type Action, action, type Scope } from '../action.js';
import { downAction } from '../flows/compose/verbs/down-action.js';
import { verbActions } from '../flows/compose/verbs/verb-actions.js';
import { attachTerminal } from '../flows/containers/attach.js';
import { execForm, openShell } from '../flows/containers/exec.js';
import { limitContainer } from '../flows/containers/limits.js';
import { logsAction, shownLogsAction } from '../open-logs.js';
import { groupProjectActions } from './projects.js';
import { toggleAll } from './view.js';

/** The scopes of the rows of the containers' pane: containers, and projects and services. */
type RowScope = Extract<Scope, 'containers' | 'compose'>;

/** The keys that group and fold the containers' pane. They are in both scopes, since both kinds of rows are in one list. */
export const groupingActions = (scope: RowScope): readonly Action[] => {
	const prefix = scope === 'containers' ? 'container' : 'compose';
	return [
		action({
			id: `${prefix}.group`,
			title: 'Group by project, or show one flat list',
			keys: ['.'],
			scope,
			label: (_, { grouped }) => (grouped ? 'Show one flat list' : 'Group by project'),
			target: (): true => true,
			run: context => context.update(toggleGrouping),
		}),
		action({
			id: `${prefix}.fold`,
			title: 'Fold or unfold the project or service',
			keys: ['-'],
			scope,
			target: (): true => true,
			isOffered: ({ grouped }) => grouped,
			disabledReason: (_, state) => whyNotFold(state),
			run: context => context.update(toggleFold),
		}),
		action({
			id: `${prefix}.fold-all`,
			title: 'Fold or unfold all projects',
			keys: ['_'],
			scope,
			target: (): true => true,
			isOffered: ({ grouped }) => grouped,
			disabledReason: (_, state) => whyNotFold(state),
			run: context => context.update(toggleAllFolds),
		}),
	];
};

/** The reason why the list cannot be folded. */
function whyNotFold(state: State): string | undefined {
	if (!state.grouped) {
		return 'the list is flat. Press . to group it by project.';
	}
	if (state.panes.containers.filter.trim() !== '') {
		return 'a filter shows everything that it finds. Press Esc to clear it.';
	}
	return foldKeyOf(state) === undefined ? 'nothing is selected' : undefined;
}

const tab = (key: string, id: TabId<'compose'>, title: string, footer?: number): Action =>
	action<true>({
		id: `compose.${id}`,
		title,
		keys: [key],
		scope: 'compose',
		footer,
		target: (): true => true,
		run: context => context.update(state => showTab(state, 'compose', id)),
	});

/** An action of one container, for a row that stands for only one. Other rows do not have the action. */
const ofOnlyContainer = (record: Action): Action => ({
	...record,
	id: record.id.replace(/^container\./, 'compose.'),
	scope: 'compose',
	target: selectedContainer,
});

export const composeActions: readonly Action[] = [
	logsAction('compose'),
	shownLogsAction('compose'),
	tab('m', 'stats', 'Stats'),
	tab('i', 'graph', 'Graph of the services'),
	...groupProjectActions,
	...[openShell, execForm, attachTerminal, limitContainer].map(ofOnlyContainer),
	...verbActions,
	downAction({ id: 'compose.down', title: 'Down', key: 'd', volumes: false }),
	downAction({
		id: 'compose.down-volumes',
		title: 'Down with volumes',
		key: 'D',
		volumes: true,
	}),
	...groupingActions('compose'),
	action({
		id: 'compose.all',
		title: 'Show all or running containers',
		keys: ['A'],
		scope: 'compose',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
];
