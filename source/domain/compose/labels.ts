/**
 * Reads the labels that compose, podman-compose and Swarm put on containers. Source: docker/compose pkg/api/labels.go
 * (v2.40, v5.5), containers/podman-compose podman_compose.py, docker/cli cli/compose/convert.
 */

type Labels = Readonly<Record<string, string>>;

/** A service that another one depends on, as `depends_on` of the compose file has it. */
export type Dependency = {
	readonly service: string;
	readonly condition: DependencyCondition;
	/** A restart of that service by compose restarts the dependent service, too. */
	readonly restart: boolean;
};

const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;
export type DependencyCondition = (typeof conditions)[number];

/** The condition with a name; any other name is `service_started`, as for compose. */
export const conditionOf = (name: string): DependencyCondition =>
	conditions.find(each => each === name) ?? 'service_started';

/** The tool that made a container and that starts it again. */
export type ProjectOwner = 'compose' | 'podman-compose' | 'stack';

/** The place of a container in a project. */
export type Membership = {
	readonly owner: ProjectOwner;
	readonly project: string;
	/** Empty for a container that names a project and no service. */
	readonly service: string;
	/** The number of the replica; undefined for one-off containers. */
	readonly number: number | undefined;
	/** `docker compose run`, or a helper that compose starts before a service. */
	readonly isExtra: boolean;
	/** `docker compose -p NAME` finds only containers with a hash. */
	readonly hasHash: boolean;
	/** The project's folder on the machine where compose ran; empty when the label is missing. */
	readonly workingDir: string;
	/** As the label has them: absolute for compose, as typed for podman-compose and compose 1. */
	readonly configFiles: readonly string[];
	readonly environmentFiles: readonly string[];
	readonly dependsOn: readonly Dependency[];
};

// Whole names: a name that is put together for each container costs more than the look-up.
const names = {
	project: 'com.docker.compose.project',
	service: 'com.docker.compose.service',
	number: 'com.docker.compose.container-number',
	hash: 'com.docker.compose.config-hash',
	oneOff: 'com.docker.compose.oneoff',
	hook: 'com.docker.compose.hook',
	workingDir: 'com.docker.compose.project.working_dir',
	configFiles: 'com.docker.compose.project.config_files',
	environmentFile: 'com.docker.compose.project.environment_file',
	dependsOn: 'com.docker.compose.depends_on',
} as const;

const known = new WeakMap<Labels, Membership | 'none'>();

/** Returns the place of a container in a project by its labels; undefined for one that belongs to none. */
export function membershipOf(labels: Labels): Membership | undefined {
	const before = known.get(labels);
	if (before !== undefined) {
		return before === 'none' ? undefined : before;
	}
	const membership = readMembership(labels);
	known.set(labels, membership ?? 'none');
	return membership;
}

/** True for a container that Swarm starts and replaces, whatever other labels it has. */
export const isSwarmTask = (labels: Labels): boolean => labels['com.docker.swarm.task.name'] !== undefined;

function readMembership(labels: Labels): Membership | undefined {
	const stack = labels['com.docker.stack.namespace'];
	if (stack) {
		return stackMembership(stack, labels);
	}
	// Labels of the image: one that compose has built names its project and service.
	if (isSwarmTask(labels)) {
		return undefined;
	}
	const project = labels[names.project] || labels['io.podman.compose.project'];
	if (!project) {
		return undefined;
	}
	const hasHash = Boolean(labels[names.hash]);
	const isPodman = !hasHash && labels['io.podman.compose.project'] !== undefined;
	const number = Number(labels[names.number] || undefined);
	return {
		owner: isPodman ? 'podman-compose' : 'compose',
		project,
		service: labels[names.service] ?? labels['io.podman.compose.service'] ?? '',
		number: Number.isInteger(number) ? number : undefined,
		isExtra: labels[names.oneOff]?.toLowerCase() === 'true' || labels[names.hook] !== undefined,
		hasHash,
		workingDir: labels[names.workingDir] ?? '',
		configFiles: listOf(labels[names.configFiles]),
		environmentFiles: listOf(labels[names.environmentFile]),
		dependsOn: dependenciesOf(labels[names.dependsOn]),
	};
}

/** A task of `docker stack deploy`: its service's name begins with the stack's. */
function stackMembership(stack: string, labels: Labels): Membership {
	const service = labels['com.docker.swarm.service.name'] ?? '';
	// `shop_web.2.k3u…`: the service, the slot, the task's id.
	const slot = Number(/\.(\d+)\.[^.]+$/.exec(labels['com.docker.swarm.task.name'] ?? '')?.[1]);
	return {
		owner: 'stack',
		project: stack,
		service: service.startsWith(`${stack}_`) ? service.slice(stack.length + 1) : service,
		number: Number.isInteger(slot) ? slot : undefined,
		isExtra: false,
		hasHash: false,
		workingDir: '',
		configFiles: [],
		environmentFiles: [],
		dependsOn: [],
	};
}

const none: readonly never[] = [];

function listOf(label = ''): readonly string[] {
	if (!label.includes(',')) {
		const only = label.trim();
		return only === '' ? none : [only];
	}
	return label
		.split(',')
		.map(each => each.trim())
		.filter(each => each !== '');
}

/** `db:service_healthy:true,cache:service_started:false`; compose before 2.15 wrote the names only. */
function dependenciesOf(label = ''): readonly Dependency[] {
	return listOf(label).flatMap(text => {
		const [service = '', condition = '', restart = ''] = text.split(':');
		if (service === '') {
			return [];
		}
		return [
			{
				service,
				condition: conditionOf(condition),
				restart: restart === 'true',
			},
		];
	});
}

/** The project of a network, a volume or an image that compose made; undefined for external ones, which have no label. */
export const projectOfResource = (labels: Labels): string | undefined =>
	labels[names.project] || labels['io.podman.compose.project'] || undefined;
