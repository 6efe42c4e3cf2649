import { objectAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';
import { isSwarmTask } from '../labels.js';
import { converge } from './converge.js';
import { type ComposeFiles, type ComposeModel, emptyVariables, type FirstContainers, referencesOf } from './model.js';
import { isOneOff, type Observed, serviceOf } from './observed.js';
import { type Choices, inOrder, type Plan } from './plan.js';
import { planResources } from './resources.js';

/** Compose's side of a plan. */
export type Reading = {
	readonly model: ComposeModel;
	/** The hash of each service, made of the model with its references resolved. */
	readonly hashes: ReadonlyMap<string, string>;
	/** The hash of each network, by its key; undefined when networks are compared by their properties. */
	readonly networkHashes?: ReadonlyMap<string, string>;
	/** Every service of the files with its profiles, those whose profile is off as well. */
	readonly profiles: ReadonlyMap<string, readonly string[]>;
	/** Compose's warnings about the files. */
	readonly warnings: readonly string[];
};

/** A text file of a project. */
export type SourceFile = {
	readonly path: string;
	/** Changes with the content. */
	readonly mark: string;
	readonly text: string;
};

/** The files of a project that are looked at for changes, and those that are not. */
export type Watch = {
	/** With a stamp that changes when the file is written, and when it comes or goes. */
	readonly files: readonly { readonly path: string; readonly stamp: string }[];
	/** The machine with the files, if it is another one: there none is looked at. */
	readonly host: string | undefined;
	/** Named files whose place is not known: addresses on the network, and paths with variables in variables. */
	readonly unknown: readonly string[];
};

/** A reading with the files that it was made of. */
export type ProjectReading = Reading & {
	/** The profiles that are on. */
	readonly on: readonly string[];
	readonly sources: readonly SourceFile[];
	readonly watch: Watch;
};

/** A plan with all that it was made of. */
export type PlannedProject = {
	readonly files: ComposeFiles;
	readonly plan: Plan;
	readonly reading: ProjectReading;
	readonly observed: Observed;
	/** The choices of the plan, with the profiles that are on. */
	readonly choices: Choices;
};

/** The first file of a reading that was written later, by the stamps that its files have now. */
export const newerFile = ({ watch }: ProjectReading, stamps: readonly string[]): string | undefined =>
	watch.files.find(({ stamp }, index) => stamps[index] !== undefined && stamps[index] !== stamp)?.path;

/** The same project planned with other choices; other profiles need another reading. */
export const replan = (planned: PlannedProject, choices: Choices): PlannedProject => ({
	...planned,
	choices,
	plan: makePlan(planned.reading, planned.observed, choices),
});

/** Says what `docker compose up` would do. Reads nothing and changes nothing. */
export function makePlan(reading: Reading, observed: Observed, choices: Choices): Plan {
	const { model, hashes } = reading;
	const resources = planResources(reading, observed, usedResources(model));
	const renewedNetworks = new Set(
		resources.filter(({ kind, fate }) => kind === 'network' && fate === 'recreate').map(({ name }) => name),
	);
	const services = inOrder(converge({ model, observed, hashes, choices, renewedNetworks }));
	return {
		project: model.name,
		services,
		resources,
		orphans: orphansOf(reading, observed, choices),
		off: servicesOff(reading, observed),
		warnings: [...warningsOf(reading), ...taskWarnings(observed)],
	};
}

function usedResources({ services }: ComposeModel) {
	const all = Object.values(services);
	const networks = new Set(all.flatMap(service => Object.keys(objectAt(service, 'networks'))));
	const volumes = new Set(all.flatMap(service => objectsAt(service, 'volumes').map(mount => textAt(mount, 'source'))));
	return { networks, volumes };
}

/** Source: docker/compose pkg/compose/containers.go, isOrphaned. */
function orphansOf(
	{ model, profiles }: Reading,
	{ containers }: Observed,
	{ removeOrphans }: Choices,
): Plan['orphans'] {
	const known = new Set([...Object.keys(model.services), ...profiles.keys()]);
	return containers
		.map(({ container }) => container)
		.filter(container =>
			isOneOff(container)
				? container.state === 'exited' || container.state === 'dead'
				: !known.has(serviceOf(container)),
		)
		.map(container => ({ name: container.name, service: serviceOf(container), isRemoved: removeOrphans }));
}

function servicesOff({ model, profiles }: Reading, { containers }: Observed): Plan['off'] {
	return [...profiles]
		.filter(([service]) => !(service in model.services))
		.map(([service, names]) => ({
			service,
			profiles: names,
			running: containers.filter(({ container }) => serviceOf(container) === service && container.state === 'running')
				.length,
		}));
}

function warningsOf({ warnings }: Reading): readonly string[] {
	const empty = emptyVariables(warnings);
	const others = warnings.filter(text => emptyVariables([text]).length === 0);
	const words = empty.length === 1 ? 'This variable is empty here' : 'These variables are empty here';
	return [...(empty.length > 0 ? [`${words}: ${empty.join(', ')}`] : []), ...others];
}

/** Compose looks at labels only: for it, a task of Swarm that has all of them is a replica like the others. */
const taskWarnings = ({ containers }: Observed): readonly string[] =>
	containers
		.filter(({ container }) => isSwarmTask(container.labels))
		.map(
			({ container }) =>
				`${container.name} is a task of Swarm with the labels of compose: up counts it as a replica of ${serviceOf(container)}`,
		);

/** The profiles that the containers of now need. Labels do not say which ones were on. */
export function likelyProfiles(
	profiles: ReadonlyMap<string, readonly string[]>,
	{ containers }: Pick<Observed, 'containers'>,
): readonly string[] {
	const services = new Set(
		containers.filter(({ container }) => !isOneOff(container)).map(({ container }) => serviceOf(container)),
	);
	const needed = [...profiles].filter(([service, names]) => names.length > 0 && services.has(service));
	const on = new Set<string>();
	for (const [, names] of needed) {
		if (!names.some(name => on.has(name))) {
			on.add(names[0]!);
		}
	}
	return [...on].sort();
}

/** The container that references to each service resolve to: its first one by name. */
export function firstContainers({ containers }: Pick<Observed, 'containers'>): FirstContainers {
	const sorted = containers
		.map(({ container }) => container)
		.filter(container => !isOneOff(container))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return new Map(sorted.reverse().map(container => [serviceOf(container), container.id]));
}

/** Every service of a model with its profiles. */
export const profilesOf = ({ services }: ComposeModel): ReadonlyMap<string, readonly string[]> =>
	new Map(Object.entries(services).map(([name, service]) => [name, namesOf(service)]));

const namesOf = ({ profiles }: Raw): readonly string[] => (Array.isArray(profiles) ? profiles.map(String) : []);

/** True if compose needs the ids of containers to make the hashes. */
export const hasReferences = ({ services }: ComposeModel): boolean =>
	Object.values(services).some(service => referencesOf(service).length > 0);
