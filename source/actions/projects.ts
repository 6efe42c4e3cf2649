import type { Container } from '../domain/nouns/container.js';
import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { openPlan } from './flows/compose/plan-flow.js';
import { openProjectMenu } from './flows/compose/project-menu.js';
import { subjectOf, whyNotCompose } from './flows/compose/subject.js';
import { several } from './targets.js';

/** The marked containers, or the selected one. */
const targets = (state: State): readonly Container[] | undefined => several(state, 'containers');

/** The reason why compose cannot work on these containers: they belong to one project. */
function whyNot(containers: readonly Container[]): string | undefined {
	const projects = new Set(containers.map(container => subjectOf(container)?.files.name));
	return projects.size > 1 ? 'the marked containers belong to several projects' : whyNotCompose(containers[0]!);
}

/** What compose does with the project of a container. */
export const projectActions: readonly Action[] = [
	action<readonly Container[]>({
		id: 'project.plan',
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
		id: 'project.menu',
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
];
