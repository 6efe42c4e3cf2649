import { isSwarmTask, membershipOf } from '../../../domain/compose/labels.js';
import type { ComposeFiles } from '../../../domain/compose/plan/model.js';
import { composeLabel } from '../../../domain/compose/plan/observed.js';
import type { Container } from '../../../domain/nouns/container.js';

/** A project, and the service that the user is on. */
export type ProjectSubject = { readonly files: ComposeFiles; readonly service: string };

const listOf = (text: string): readonly string[] =>
	text
		.split(',')
		.map(each => each.trim())
		.filter(each => each !== '');

/** The project of a container by its labels; undefined when it belongs to none. */
export function subjectOf(container: Container): ProjectSubject | undefined {
	const name = composeLabel(container, 'project');
	return name === ''
		? undefined
		: {
				files: {
					name,
					workingDir: composeLabel(container, 'project.working_dir'),
					configFiles: listOf(composeLabel(container, 'project.config_files')),
					environmentFiles: listOf(composeLabel(container, 'project.environment_file')),
				},
				service: composeLabel(container, 'service'),
			};
}

/** The reason why compose cannot work on the project of a container. */
export function whyNotCompose(container: Container): string | undefined {
	// A service of a stack can have labels of compose as well.
	if (membershipOf(container.labels)?.owner === 'stack') {
		return 'the container belongs to a Swarm stack, which compose does not manage';
	}
	if (isSwarmTask(container.labels)) {
		return 'the container is a task of Swarm, which compose does not manage';
	}
	if (composeLabel(container, 'project') === '') {
		return 'the container belongs to no Compose project';
	}
	return composeLabel(container, 'config-hash') === ''
		? 'another tool than docker compose made the container: its labels have no hash'
		: undefined;
}
