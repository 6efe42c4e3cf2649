import { identityOf } from '../../domain/compose/project.js';
import type { Container } from '../../domain/nouns/container.js';
import { filesOf } from '../../state/lists/start-project.js';
import { targetsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { type Action, type ActionContext, action } from '../action.js';
import { openPlan } from '../flows/compose/program/plan-flow.js';
import { openProjectMenu } from '../flows/compose/program/project-menu.js';
import { type ProjectSubject, subjectOf, whyNotCompose } from '../flows/compose/subject.js';
import { several } from '../targets.js';

/** The marked containers, or the selected one. */
const targets = (state: State): readonly Container[] | undefined => several(state, 'containers');

/** The reason why compose cannot work on these containers: they belong to one project. */
function whyNot(containers: readonly Container[]): string | undefined {
	const projects = new Set(containers.map(container => subjectOf(container)?.files.name));
	return projects.size > 1 ? 'the marked containers belong to several projects' : whyNotCompose(containers[0]!);
}

/** The selected project or service, or the first marked one, with compose's name of it. */
function groupSubject(state: State): ProjectSubject | undefined {
	const item = targetsOf(state, 'compose')[0];
	if (item === undefined || item.kind === 'standalone') {
		return undefined;
	}
	return { files: filesOf(state, item), service: item.kind === 'service' ? item.name : '' };
}

/** The reason why compose cannot work on a project or service. */
function whyNotGroup(_: ProjectSubject, state: State): string | undefined {
	const items = targetsOf(state, 'compose').flatMap(item => (item.kind === 'standalone' ? [] : [identityOf(item)]));
	if (new Set(items.map(({ key }) => key)).size > 1) {
		return 'the marked rows belong to several projects';
	}
	const { owner, name } = items[0]!;
	if (owner === 'compose') {
		return undefined;
	}
	return owner === 'stack'
		? `${name} is a Swarm stack, which compose does not manage`
		: `${name} belongs to podman-compose: docker compose would not find its containers`;
}

/** The same on the rows of projects and services. */
export const groupProjectActions: readonly Action[] = [
	action<ProjectSubject>({
		id: 'compose.plan',
		title: 'Plan, then up…',
		keys: ['U'],
		scope: 'compose',
		footer: 0.5,
		short: 'Plan',
		target: groupSubject,
		disabledReason: whyNotGroup,
		run: (context, subject) => openPlan(context, subject),
	}),
	action<ProjectSubject>({
		id: 'compose.project',
		title: 'Project: config, pull, build, scale…',
		keys: ['P'],
		scope: 'compose',
		target: groupSubject,
		disabledReason: whyNotGroup,
		run: openProjectMenu,
	}),
];

/** The actions that compose carries out for the project of a container. */
export const projectActions: readonly Action[] = [
	action<readonly Container[]>({
		id: 'container.plan',
		title: 'Plan the project, then up…',
		keys: ['U'],
		scope: 'containers',
		target: targets,
		disabledReason: whyNot,
		async run(context, [container]) {
			const subject = container && subjectOf(container);
			if (subject) {
				await openPlan(context, subject);
			}
		},
	}),
	action<readonly Container[]>({
		id: 'container.project',
		title: 'Project: config, pull, build, scale…',
		keys: ['P'],
		scope: 'containers',
		target: targets,
		disabledReason: whyNot,
		async run(context, [container]) {
			const subject = container && subjectOf(container);
			if (subject) {
				await openProjectMenu(context, subject);
			}
		},
	}),
	action<true>({
		id: 'container.plan-here',
		title: 'Plan the project of the start folder…',
		keys: [],
		scope: 'containers',
		target: (): true => true,
		run: planHere,
	}),
];

/** Plans the project whose files compose finds in the folder where plimsoll was started, also one that was never created. */
async function planHere(context: ActionContext): Promise<void> {
	const cwd = context.getState().startFolder ?? context.files.cwd;
	const files = await context.fetch(signal => context.engine.compose.find(cwd, { signal }));
	if (files === undefined) {
		return context.toast('info', `No compose file in ${cwd} or above it`);
	}
	await openPlan(context, { files: { ...files, name: '' }, service: '' });
}
