import type { Dependency } from './labels.js';

/** The part of a service that its place in the order follows from. */
export type Ordered = { readonly name: string; readonly dependsOn: readonly Dependency[] };

/**
 * Services in the order in which compose starts them, in steps: those of one step start together, after all steps before.
 * Dependencies on services that are not in the list are ignored. Services of a cycle, which labels of several versions of a
 * file can form, start together.
 */
export function startSteps<S extends Ordered>(services: readonly S[]): readonly (readonly S[])[] {
	const names = new Set(services.map(({ name }) => name));
	const placed = new Set<string>();
	const steps: S[][] = [];
	let rest = services;
	while (rest.length > 0) {
		const isReady = ({ name, dependsOn }: S) =>
			dependsOn.every(({ service }) => service === name || !names.has(service) || placed.has(service));
		const ready = rest.filter(isReady);
		// In a cycle no service is ready. Those that only depend on the cycle come after it.
		const step = ready.length > 0 ? ready : inCycles(rest);
		steps.push([...step]);
		for (const { name } of step) {
			placed.add(name);
		}
		rest = rest.filter(({ name }) => !placed.has(name));
	}
	return steps;
}

/** The order of services: dependencies first, dependent services first, or all at once. */
export type Order = 'start' | 'stop' | 'none';

/**
 * The services that must have ended before each one begins, by its name: those that it depends on, or, in the order `stop`, those
 * that depend on it. Services of a cycle do not wait for each other.
 */
export function predecessors<S extends Ordered>(
	services: readonly S[],
	order: Order,
): ReadonlyMap<string, readonly S[]> {
	const step = new Map(startSteps(services).flatMap((all, index) => all.map(({ name }) => [name, index] as const)));
	const dependsOn = (later: S, earlier: S) =>
		step.get(earlier.name)! < step.get(later.name)! && later.dependsOn.some(({ service }) => service === earlier.name);
	const isBefore = (one: S, other: S) => (order === 'start' ? dependsOn(other, one) : dependsOn(one, other));
	return new Map(
		services.map(service => [service.name, order === 'none' ? [] : services.filter(other => isBefore(other, service))]),
	);
}

/** The services that reach themselves over dependencies and depend on nothing else that is left but such services. */
function inCycles<S extends Ordered>(services: readonly S[]): readonly S[] {
	const byName = new Map(services.map(service => [service.name, service]));
	const reach = (from: S): ReadonlySet<string> => {
		const seen = new Set<string>();
		const queue = from.dependsOn.map(({ service }) => service);
		for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
			const next = byName.get(name);
			if (next !== undefined && !seen.has(name)) {
				seen.add(name);
				queue.push(...next.dependsOn.map(({ service }) => service));
			}
		}
		return seen;
	};
	const reached = new Map(services.map(service => [service.name, reach(service)]));
	const first = services.filter(
		({ name }) => reached.get(name)!.has(name) && [...reached.get(name)!].every(other => reached.get(other)!.has(name)),
	);
	return first.length > 0 ? first : services;
}

/**
 * The named services, and those that compose restarts with them: every service that depends on one of them with
 * `restart: true`, over any number of steps. Source: docker/compose pkg/compose/restart.go.
 */
export function restartedWith<S extends Ordered>(services: readonly S[], named: ReadonlySet<string>): readonly S[] {
	const names = new Set(named);
	const isRestarted = ({ name, dependsOn }: S) =>
		!names.has(name) && dependsOn.some(({ service, restart }) => restart && names.has(service));
	for (let more = services.filter(isRestarted); more.length > 0; more = services.filter(isRestarted)) {
		for (const { name } of more) {
			names.add(name);
		}
	}
	return services.filter(({ name }) => names.has(name));
}

/** The named services, and those that they need: `docker compose start web` starts what `web` depends on, too. */
export function startedWith<S extends Ordered>(services: readonly S[], named: ReadonlySet<string>): readonly S[] {
	const names = new Set(named);
	const byName = new Map(services.map(service => [service.name, service]));
	const queue = [...named];
	for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
		for (const { service } of byName.get(name)?.dependsOn ?? []) {
			if (!names.has(service)) {
				names.add(service);
				queue.push(service);
			}
		}
	}
	return services.filter(({ name }) => names.has(name));
}
