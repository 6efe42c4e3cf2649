import { containersOf } from '../../domain/compose/project.js';
import type { Container } from '../../domain/nouns/container.js';
import { statusText } from '../../domain/nouns/container-status.js';
import type { TabId } from '../../panes/noun.js';
import { foldKeyOf, toggleAllFolds, toggleFold, toggleGrouping } from '../../state/lists/grouping.js';
import { showTab } from '../../state/lists/selection.js';
import { selectedContainer, selectedItem } from '../../state/selectors.js';
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

/** The containers of the selected project or service; undefined without any. */
function members(state: State): readonly Container[] | undefined {
	const item = selectedItem(state, 'compose');
	const containers = item === undefined || item.kind === 'standalone' ? [] : containersOf(item);
	return containers.length > 0 ? containers : undefined;
}

/** An action of one container, for a project or service: it asks for the container when there are several. */
const ofMember = (record: Action): Action => {
	const whyNot = (container: Container, state: State) => record.disabledReason?.(container, state);
	const able = (all: readonly Container[], state: State) => all.filter(each => whyNot(each, state) === undefined);
	return action<readonly Container[]>({
		...record,
		id: record.id.replace(/^container\./, 'compose.'),
		scope: 'compose',
		target: members,
		disabledReason: (all, state) => (able(all, state).length > 0 ? undefined : whyNot(all[0]!, state)),
		command: (all, state) => record.command?.(able(all, state)[0] ?? all[0]!, state) ?? [],
		async run(context, all) {
			const choices = able(all, context.getState());
			const { now } = context.getState();
			const items = choices.map(each => ({ id: each.id, label: each.name, hint: statusText(each, now) }));
			const title = `${record.title.replace('…', '')} in which container?`;
			const id = choices.length > 1 ? await context.ask.menu({ title, items }) : choices[0]?.id;
			const chosen = choices.find(each => each.id === id);
			if (chosen) {
				await record.run(context, chosen);
			}
		},
	});
};

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
	...[openShell, execForm, attachTerminal].map(ofMember),
	ofOnlyContainer(limitContainer),
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
