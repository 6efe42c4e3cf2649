import { membershipOf } from '../../../../domain/compose/labels.js';
import type { Project, Service } from '../../../../domain/compose/project.js';
import { projectsOf } from '../../../../domain/compose/projects.js';
import type { Container } from '../../../../domain/nouns/container.js';
import type { ActionContext } from '../../../action.js';

/**
 * A project as the engine has it now: another `docker compose` may have changed it since the list was made. Networks and
 * volumes are those of the list. A project of which no container is left has no services.
 */
export async function freshProject(context: ActionContext, known: Project, signal: AbortSignal): Promise<Project> {
	const label = `com.docker.compose.project=${known.name}`;
	const containers = await context.engine.containers.list({ signal, filters: { label: [label] } });
	const { projects } = projectsOf({ containers, networks: known.networks, volumes: known.volumes });
	return projects.find(({ key }) => key === known.key) ?? { ...known, services: [] };
}

/**
 * The containers that `docker compose -p NAME` works on: those with a hash, unless the project is not made by compose. Helpers
 * of services and containers of other tools have none.
 */
export function drivenContainers(project: Project, service: Service, withExtras: boolean): readonly Container[] {
	const all = withExtras ? [...service.containers, ...service.extras] : service.containers;
	const isCompose = project.services.some(({ containers }) => containers.some(hasHash));
	return isCompose ? all.filter(hasHash) : all;
}

const hasHash = ({ labels }: Container): boolean => membershipOf(labels)?.hasHash === true;
