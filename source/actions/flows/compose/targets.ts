import {
	isCreated,
	type Project,
	type ProjectIdentity,
	replicasOf,
	type Service,
} from '../../../domain/compose/project.js';
import type { Container } from '../../../domain/nouns/container.js';
import { memo } from '../../../state/memo.js';
import { targetsOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';

/** A project, or some services of it. */
export type ProjectTarget = {
	readonly project: Project;
	/** The names of the services; undefined for the whole project. */
	readonly services: readonly string[] | undefined;
};

/** The chosen rows: projects with services, and marked containers that belong to none of these. */
export type ComposeTargets = {
	readonly projects: readonly ProjectTarget[];
	readonly containers: readonly Container[];
	/** The reason why a chosen row cannot be worked on. */
	readonly refusal: string | undefined;
};

/** The marked rows, or else the selected project or service; undefined while neither is one. Every verb asks for them. */
export const composeTargets = memo(findTargets);

function findTargets(state: State): ComposeTargets | undefined {
	const items = targetsOf(state, 'compose');
	if (items.length === 0) {
		return undefined;
	}
	const whole = items.filter(item => item.kind === 'project');
	const services = items.filter(
		item => item.kind === 'service' && !whole.some(project => project.key === item.project.key),
	) as readonly Service[];
	const partial = [...new Set(services.map(service => service.project.key))].flatMap(key => {
		const project = state.lists.compose.byKey.get(key);
		return project?.kind === 'project'
			? [{ project, services: services.filter(each => each.project.key === key).map(({ name }) => name) }]
			: [];
	});
	const projects = [...whole.map(project => ({ project, services: undefined })), ...partial];
	const covered = new Set(projects.flatMap(target => chosenServices(target).flatMap(replicasOf)));
	const refusal = projects.map(({ project }) => whyNotOwner(project.identity)).find(reason => reason !== undefined);
	return {
		projects,
		containers: targetsOf(state, 'containers').filter(container => !covered.has(container)),
		refusal: items.some(item => item.kind === 'standalone') ? noProject : refusal,
	};
}

const noProject = 'these containers belong to no project. Mark those that you mean with Space.';

/** The reason why containers of a project must be left to another tool. */
const whyNotOwner = ({ owner, name }: ProjectIdentity): string | undefined =>
	owner === 'stack' ? `${name} is a Swarm stack: Swarm would replace its containers` : undefined;

/** The services of a target. */
export const chosenServices = ({ project, services }: ProjectTarget): readonly Service[] =>
	services === undefined ? project.services : project.services.filter(({ name }) => services.includes(name));

/** The reason why a verb of containers has nothing to work on, if the targets have no containers at all. */
export function whyNotCreated({ projects, containers }: ComposeTargets): string | undefined {
	const [first] = projects;
	if (first === undefined || containers.length > 0 || projects.some(target => chosenServices(target).some(isCreated))) {
		return undefined;
	}
	const { name, identity } = first.project;
	return identity.configFiles.length > 0
		? `${name} is not created. Press U to plan and create it.`
		: 'no container is left';
}

/** `shop`, or `web, db of shop`. */
export const targetName = ({ project, services }: ProjectTarget): string =>
	services === undefined ? project.name : `${services.join(', ')} of ${project.name}`;

/** `shop`, `3 projects`, `shop and 2 containers`. */
export function targetsName({ projects, containers }: ComposeTargets): string {
	const names = projects.length > 2 ? `${projects.length} projects` : projects.map(targetName).join(' and ');
	return containers.length === 0
		? names
		: `${names} and ${containers.length === 1 ? containers[0]?.name : `${containers.length} containers`}`;
}
