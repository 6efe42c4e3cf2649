import { objectAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';
import { differencesOf } from './differences.js';
import { type ComposeModel, dependenciesOf, imageOf, isBuilt, referencesOf, scaleOf } from './model.js';
import {
	composeLabel,
	createdOf,
	isOneOff,
	numberOf,
	type Observed,
	type ObservedContainer,
	serviceOf,
} from './observed.js';
import { nameOf } from './place-facets.js';
import type { Choices, ContainerPlan, Fate, Reason, ServicePlan } from './plan.js';

/** All that the decision about a container depends on. */
export type Situation = {
	readonly model: ComposeModel;
	readonly observed: Observed;
	/** The hash of each service, with its references resolved. */
	readonly hashes: ReadonlyMap<string, string>;
	readonly choices: Choices;
	/** The networks that are made again: compose stops their containers for that. */
	readonly renewedNetworks: ReadonlySet<string>;
};

/**
 * Decides what `docker compose up` does with each container, in the order and by the rules of compose. Source: docker/compose
 * pkg/compose/convergence.go.
 */
export function converge(situation: Situation): readonly ServicePlan[] {
	const plans = new Map<string, ServicePlan>();
	const scope = servicesInScope(situation);
	for (const name of inDependencyOrder(situation.model, scope)) {
		plans.set(name, planService(situation, name, plans));
	}
	const skipped = Object.keys(situation.model.services).filter(name => !scope.has(name));
	return [
		...[...plans.values()].map(plan => withRestarts(situation.model, plan, plans)),
		...skipped.map(name => skippedService(situation, name)),
	];
}

function skippedService({ model, observed }: Situation, service: string): ServicePlan {
	const containers = replicasOf(observed, service).map(
		({ container }): ContainerPlan => ({ id: container.id, name: container.name, fate: 'keep', reasons: [] }),
	);
	return {
		service,
		isSkipped: true,
		containers,
		scale: { from: containers.length, to: containers.length },
		volumes: volumesOf(model.services[service] ?? {}, model),
		first: undefined,
		restartedBy: [],
	};
}

const replicasOf = ({ containers }: Observed, service: string): readonly ObservedContainer[] =>
	containers.filter(({ container }) => serviceOf(container) === service && !isOneOff(container));

/** The chosen services and all that they depend on. */
function servicesInScope({ model, choices }: Situation): ReadonlySet<string> {
	const all = Object.keys(model.services);
	if (choices.services.length === 0) {
		return new Set(all);
	}
	const scope = new Set<string>();
	const queue = choices.services.filter(name => all.includes(name));
	for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
		if (!scope.has(name)) {
			scope.add(name);
			queue.push(...dependenciesOf(model.services[name] ?? {}).map(({ service }) => service));
		}
	}
	return new Set(all.filter(name => scope.has(name)));
}

/** All services of a model in the order in which compose starts them. */
export const startOrder = (model: ComposeModel): readonly string[] =>
	inDependencyOrder(model, new Set(Object.keys(model.services)));

function inDependencyOrder({ services }: ComposeModel, scope: ReadonlySet<string>): readonly string[] {
	const order = new Set<string>();
	const visit = (name: string, path: ReadonlySet<string>) => {
		if (order.has(name) || path.has(name) || !scope.has(name)) {
			return;
		}
		for (const { service } of dependenciesOf(services[name] ?? {})) {
			visit(service, new Set([...path, name]));
		}
		order.add(name);
	};
	for (const name of [...scope].sort()) {
		visit(name, new Set());
	}
	return [...order];
}

function planService(situation: Situation, name: string, before: ReadonlyMap<string, ServicePlan>): ServicePlan {
	const { model, observed } = situation;
	const service = model.services[name] ?? {};
	const containers = replicasOf(observed, name);
	const reasons = new Map(containers.map(each => [each, reasonsOf(situation, name, each, before)]));
	const isObsolete = (each: ObservedContainer) => (reasons.get(each)?.length ?? 0) > 0;
	const ordered = orderOf(containers, isObsolete);
	const to = scaleOf(service);
	const kept = ordered.map((each, index): ContainerPlan => {
		const { id, name: containerName } = each.container;
		const why = reasons.get(each) ?? [];
		const fate: Fate = index >= to ? 'remove' : why.length > 0 ? 'recreate' : restFate(situation, each);
		return { id, name: containerName, fate, reasons: fate === 'recreate' ? why : [] };
	});
	const next = 1 + Math.max(0, ...containers.map(({ container }) => numberOf(container) ?? 0));
	const created = Array.from(
		{ length: Math.max(0, to - containers.length) },
		(_, index): ContainerPlan => ({
			name: textAt(service, 'container_name') || `${model.name}-${name}-${next + index}`,
			fate: 'create',
			reasons: [],
		}),
	);
	return {
		service: name,
		isSkipped: false,
		containers: [...kept, ...created],
		scale: { from: containers.length, to },
		volumes: volumesOf(service, model),
		first: firstOf(situation, name),
		restartedBy: [],
	};
}

/** A container that is not recreated is started unless it runs; compose does not unpause one. */
function restFate({ renewedNetworks }: Situation, { container, inspect }: ObservedContainer): Fate {
	switch (container.state) {
		case 'running':
			return networksOf(inspect).some(({ name }) => renewedNetworks.has(name)) ? 'restart' : 'keep';
		case 'restarting':
			return 'keep';
		case 'paused':
			return 'blocked';
		default:
			return 'start';
	}
}

/**
 * The containers in the order in which compose keeps them: the last ones go when there are too many. It sorts with an
 * order that is not one for several obsolete containers, so that the algorithm (insertion, as Go's for short lists) counts.
 */
function orderOf(
	containers: readonly ObservedContainer[],
	isObsolete: (container: ObservedContainer) => boolean,
): readonly ObservedContainer[] {
	const sorted = [...containers];
	const isBefore = (a: ObservedContainer, b: ObservedContainer) => {
		if (isObsolete(a) || isObsolete(b)) {
			return isObsolete(a);
		}
		const [first, second] = [numberOf(a.container), numberOf(b.container)];
		return first !== undefined && second !== undefined ? first > second : createdOf(a) < createdOf(b);
	};
	for (let index = 1; index < sorted.length; index++) {
		for (let at = index; at > 0 && isBefore(sorted[at]!, sorted[at - 1]!); at--) {
			[sorted[at - 1], sorted[at]] = [sorted[at]!, sorted[at - 1]!];
		}
	}
	return sorted.reverse();
}

/** The reasons why compose recreates a container; none if it does not. */
function reasonsOf(
	situation: Situation,
	name: string,
	observed: ObservedContainer,
	before: ReadonlyMap<string, ServicePlan>,
): readonly Reason[] {
	const { model, hashes, choices } = situation;
	const { container, inspect } = observed;
	const service = model.services[name] ?? {};
	if (choices.force && (choices.services.length === 0 || choices.services.includes(name))) {
		return [{ kind: 'forced' }];
	}
	const shared = referencesOf(service).find(({ service: other }) => isRenewed(before.get(other)));
	const isChanged = composeLabel(container, 'config-hash') !== hashes.get(name);
	const reasons: Reason[] = shared ? [{ kind: 'shares', service: shared.service }] : [];
	if (isChanged) {
		reasons.push({ kind: 'config', differences: differencesOf({ service, name, model }, observed) });
	}
	const image = situation.observed.imageIds.get(imageOf(service, name, model.name));
	const noted = composeLabel(container, 'image');
	if (image !== undefined && image !== noted) {
		reasons.push({ kind: 'image', from: noted, to: image });
	}
	if (reasons.length > 0) {
		return reasons;
	}
	return [
		...(container.state === 'running' ? lostNetworks(situation, service, inspect) : []),
		...lostVolumes(model, service, inspect),
	];
}

/** True if the first container of a service is another one after `up`. */
const isRenewed = (plan: ServicePlan | undefined): boolean =>
	plan?.containers.some(({ fate }) => fate === 'recreate') === true || plan?.scale.from === 0;

/** The networks that a container is attached to. */
function networksOf(inspect: Raw): readonly { readonly name: string; readonly id: string }[] {
	const attached = objectAt(objectAt(inspect, 'NetworkSettings'), 'Networks');
	return Object.keys(attached).map(name => ({ name, id: textAt(objectAt(attached, name), 'NetworkID') }));
}

/** A network that is made again is no reason: compose stops its containers before it compares them. */
function lostNetworks({ model, observed, renewedNetworks }: Situation, service: Raw, inspect: Raw): readonly Reason[] {
	const attached = networksOf(inspect);
	if (attached.some(({ name }) => renewedNetworks.has(name))) {
		return [];
	}
	const ids = new Set(attached.map(({ id }) => id));
	return Object.keys(objectAt(service, 'networks')).flatMap((key): Reason[] => {
		const name = nameOf(model, 'networks', key);
		const known = observed.networks.find(({ network }) => network.name === name);
		return known !== undefined && ids.has(known.network.id) ? [] : [{ kind: 'network', name }];
	});
}

function lostVolumes(model: ComposeModel, service: Raw, inspect: Raw): readonly Reason[] {
	const mounted = new Set(objectsAt(inspect, 'Mounts').map(mount => textAt(mount, 'Name')));
	return namedVolumes(service, model).flatMap((name): Reason[] =>
		mounted.has(name) ? [] : [{ kind: 'volume', name }],
	);
}

const namedVolumes = (service: Raw, model: ComposeModel): readonly string[] =>
	objectsAt(service, 'volumes')
		.filter(mount => textAt(mount, 'type') === 'volume' && textAt(mount, 'source') !== '')
		.map(mount => nameOf(model, 'volumes', textAt(mount, 'source')));

function volumesOf(service: Raw, model: ComposeModel): readonly string[] {
	const anonymous = objectsAt(service, 'volumes').some(
		mount => textAt(mount, 'type') === 'volume' && textAt(mount, 'source') === '',
	);
	return [...new Set([...namedVolumes(service, model), ...(anonymous ? ['anonymous'] : [])])];
}

/** The image is built or pulled before: it is missing, or the user or the file wants it. */
function firstOf({ model, observed, choices }: Situation, name: string): ServicePlan['first'] {
	const service = model.services[name] ?? {};
	const policy = textAt(service, 'pull_policy');
	const isMissing = !observed.imageIds.has(imageOf(service, name, model.name));
	if (isBuilt(service) && (isMissing || choices.build || policy === 'build')) {
		return 'build';
	}
	const isPulled = choices.pull ? !isBuilt(service) : isMissing || /^(always|daily|weekly|every_)/.test(policy);
	return isPulled && policy !== 'never' && !isBuilt(service) ? 'pull' : undefined;
}

/** Compose stops the services that depend on a recreated one with `restart: true`, and starts them again. */
function withRestarts(model: ComposeModel, plan: ServicePlan, plans: ReadonlyMap<string, ServicePlan>): ServicePlan {
	const restartedBy = dependenciesOf(model.services[plan.service] ?? {})
		.filter(({ service, restart }) => restart && plans.get(service)?.containers.some(({ fate }) => fate === 'recreate'))
		.map(({ service }) => service);
	if (restartedBy.length === 0) {
		return plan;
	}
	const containers = plan.containers.map(each => (each.fate === 'keep' ? { ...each, fate: 'restart' as const } : each));
	return { ...plan, containers, restartedBy };
}
