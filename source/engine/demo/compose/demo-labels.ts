import type { ContainerRecord } from '../world/model.js';
import { hex } from '../world/random.js';
import type { World } from '../world/world.js';
import { fileOf, hashOf } from './demo-model.js';
import { type DemoProject, type DemoService, startedProjects } from './demo-services.js';

/** The labels that compose gives a container. */
export function composeLabels(
	project: DemoProject,
	service: DemoService,
	number: number,
	imageId: string,
): Readonly<Record<string, string>> {
	const dependencies = Object.entries(service.dependsOn).map(
		([name, isHealthy]) => `${name}:${isHealthy ? 'service_healthy' : 'service_started'}:false`,
	);
	const labels = {
		project: project.name,
		service: service.name,
		'container-number': `${number}`,
		oneoff: 'False',
		version: '2.40.3',
		'config-hash': hashOf(service),
		image: imageId,
		depends_on: dependencies.join(','),
		'project.working_dir': project.folder,
		'project.config_files': fileOf(project),
	};
	return Object.fromEntries(Object.entries(labels).map(([name, value]) => [`com.docker.compose.${name}`, value]));
}

/** Labels the containers of the fleet as compose did when it made them. */
export function labelProjects(world: World): void {
	for (const project of startedProjects) {
		for (const service of project.services) {
			const container = world.byName(service.name);
			if (container) {
				// A newer image has got the proxy's name since.
				const imageId = service.name === 'proxy' ? `sha256:${hex('proxy before', world.seed)}` : container.imageId;
				label(container, composeLabels(project, service, 1, imageId));
			}
		}
	}
}

function label(container: ContainerRecord, labels: Readonly<Record<string, string>>): void {
	container.config = { ...container.config, Labels: { ...container.config.Labels, ...labels } };
}
