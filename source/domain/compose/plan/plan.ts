import type { Difference } from './differences.js';

/** The user's choices for `up`. */
export type Choices = {
	/** Build the images that have a build section first. */
	readonly build: boolean;
	/** Pull the images first. */
	readonly pull: boolean;
	/** Recreate the chosen services without a reason. */
	readonly force: boolean;
	/** Remove the containers of services that are no longer in the files. */
	readonly removeOrphans: boolean;
	/** Only these services, and those that they depend on; empty for all. */
	readonly services: readonly string[];
	/** The profiles that are on. */
	readonly profiles: readonly string[];
};

export const noChoices: Choices = {
	build: false,
	pull: false,
	force: false,
	removeOrphans: false,
	services: [],
	profiles: [],
};

/** A reason to recreate a container. */
export type Reason =
	/** The hash differs. Without differences, plimsoll cannot name what changed. */
	| { readonly kind: 'config'; readonly differences: readonly Difference[] }
	/** The name of the image belongs to another image now. Ids; empty when compose noted none. */
	| { readonly kind: 'image'; readonly from: string; readonly to: string }
	| { readonly kind: 'network'; readonly name: string }
	| { readonly kind: 'volume'; readonly name: string }
	/** The container uses a namespace or the volumes of a service that gets a new container. */
	| { readonly kind: 'shares'; readonly service: string }
	| { readonly kind: 'forced' };

/**
 * The future of a container: `restart` is a stop and a start because of a dependency, `blocked` a container that compose
 * cannot start.
 */
export type Fate = 'keep' | 'start' | 'restart' | 'recreate' | 'remove' | 'create' | 'blocked';

export type ContainerPlan = {
	readonly name: string;
	/** Undefined for a container that does not exist yet. */
	readonly id?: string;
	readonly fate: Fate;
	readonly reasons: readonly Reason[];
};

export type ServicePlan = {
	readonly service: string;
	/** True for a service that the user did not choose, and that no chosen one depends on: nothing happens to it. */
	readonly isSkipped: boolean;
	readonly containers: readonly ContainerPlan[];
	/** The number of containers now, and after `up`. */
	readonly scale: { readonly from: number; readonly to: number };
	/** The volumes that the service mounts, by their names on the engine; `anonymous` for those without a name. */
	readonly volumes: readonly string[];
	/** The image comes first: `build` or `pull`. With containers of now, a new image recreates them. */
	readonly first: 'build' | 'pull' | undefined;
	/** The services whose recreation restarts this one. */
	readonly restartedBy: readonly string[];
};

/**
 * A network or volume that differs from the files. `missing`: it is external and does not exist, so that `up` fails. `differs`:
 * a volume that compose keeps as it is, since its data would be lost.
 */
export type ResourcePlan = {
	readonly kind: 'network' | 'volume';
	readonly name: string;
	readonly fate: 'create' | 'recreate' | 'missing' | 'differs';
	readonly differences: readonly Difference[];
};

export type Plan = {
	readonly project: string;
	/** Services with volumes that get recreated come first, then the other changes, then what stays. */
	readonly services: readonly ServicePlan[];
	readonly resources: readonly ResourcePlan[];
	/** Containers of services that are in no file, and one-off containers that have ended. */
	readonly orphans: readonly { readonly name: string; readonly service: string; readonly isRemoved: boolean }[];
	/** Services whose profile is off. */
	readonly off: readonly { readonly service: string; readonly profiles: readonly string[]; readonly running: number }[];
	/** Compose's own warnings, and those of plimsoll. */
	readonly warnings: readonly string[];
};

const ranks: Readonly<Record<Fate, number>> = {
	blocked: 0,
	recreate: 1,
	remove: 2,
	create: 3,
	restart: 4,
	start: 5,
	keep: 6,
};

/** The fate that a service is named after: the gravest one of its containers. */
export function fateOf({ containers }: ServicePlan): Fate {
	const [first = 'keep', ...rest] = containers.map(({ fate }) => fate);
	return rest.reduce((worst, fate) => (ranks[fate] < ranks[worst] ? fate : worst), first);
}

/** True if the service's data is at stake: it has volumes, and a container of it is recreated. */
export const isDelicate = (plan: ServicePlan): boolean => plan.volumes.length > 0 && fateOf(plan) === 'recreate';

/** Services in the order in which a plan shows them. */
export const inOrder = (services: readonly ServicePlan[]): readonly ServicePlan[] =>
	[...services].sort(
		(a, b) =>
			Number(a.isSkipped) - Number(b.isSkipped) ||
			Number(isDelicate(b)) - Number(isDelicate(a)) ||
			ranks[fateOf(a)] - ranks[fateOf(b)] ||
			(a.service < b.service ? -1 : 1),
	);
