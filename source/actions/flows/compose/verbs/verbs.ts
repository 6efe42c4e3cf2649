import { composeArgv } from '../../../../domain/compose/commands.js';
import type { Dependency } from '../../../../domain/compose/labels.js';
import { type Order, restartedWith, startedWith } from '../../../../domain/compose/order.js';
import type { Project, Service } from '../../../../domain/compose/project.js';
import { nameInProject } from '../../../../domain/compose/summary.js';
import type { Container } from '../../../../domain/nouns/container.js';
import { isRunning, whyNotStart } from '../../../../domain/nouns/container-gates.js';
import type { Engine } from '../../../../engine/engine.js';
import type { ActionContext, TaskHandle } from '../../../action.js';
import { chosenServices, type ProjectTarget, targetName } from '../targets.js';
import { awaitDependency } from './dependencies.js';
import { drivenContainers, freshProject } from './fresh.js';
import { createRows, inOrder, onEach, runRow } from './work.js';

type Call = { readonly signal: AbortSignal };

/** A verb of compose that is one call for each container. */
export type VerbSpec = {
	readonly name: 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill';
	readonly title: string;
	readonly flags?: readonly string[];
	readonly words: { readonly doing: string; readonly done: string };
	readonly order: Order;
	/** Returns the services that the verb works on when some are named. */
	reach(all: readonly Service[], named: ReadonlySet<string>): readonly Service[];
	/** Returns true if the verb works on a container; the others are left as they are. */
	isFor(container: Container): boolean;
	/** Returns true for a dependency that must hold before a service is worked on. */
	awaits?(dependency: Dependency): boolean;
	/** True to work on one-off containers as well. */
	readonly withExtras?: boolean;
	call(engine: Engine, id: string, call: Call): Promise<void>;
};

const named = (all: readonly Service[], names: ReadonlySet<string>) => all.filter(({ name }) => names.has(name));

/** Stops also what does not run, as compose does: a container may have started since the list was made. */
export const stopVerb: VerbSpec = {
	name: 'stop',
	title: 'Stop',
	words: { doing: 'stopping', done: 'stopped' },
	order: 'stop',
	reach: named,
	isFor: () => true,
	call: (engine, id, call) => engine.containers.stop(id, call),
};

export const startVerb: VerbSpec = {
	name: 'start',
	title: 'Start',
	words: { doing: 'starting', done: 'started' },
	order: 'start',
	reach: startedWith,
	isFor: container => whyNotStart(container) === undefined,
	awaits: () => true,
	call: (engine, id, call) => engine.containers.start(id, call),
};

export const restartVerb: VerbSpec = {
	name: 'restart',
	title: 'Restart',
	words: { doing: 'restarting', done: 'restarted' },
	order: 'start',
	reach: restartedWith,
	isFor: () => true,
	awaits: ({ restart }) => restart,
	call: (engine, id, call) => engine.containers.restart(id, call),
};

export const pauseVerb: VerbSpec = {
	name: 'pause',
	title: 'Pause',
	words: { doing: 'pausing', done: 'paused' },
	order: 'none',
	reach: named,
	isFor: ({ state }) => state === 'running',
	call: (engine, id, call) => engine.containers.pause(id, call),
};

export const unpauseVerb: VerbSpec = {
	name: 'unpause',
	title: 'Unpause',
	words: { doing: 'unpausing', done: 'unpaused' },
	order: 'none',
	reach: named,
	isFor: ({ state }) => state === 'paused',
	call: (engine, id, call) => engine.containers.unpause(id, call),
};

export const killVerb = (signalName: string): VerbSpec => ({
	name: 'kill',
	title: `Send ${signalName} to`,
	flags: ['--signal', signalName],
	words: { doing: `sending ${signalName}`, done: `got ${signalName}` },
	order: 'none',
	reach: named,
	isFor: isRunning,
	withExtras: true,
	call: (engine, id, call) => engine.containers.kill(id, signalName, call),
});

/** `docker compose -p shop stop web`. */
export const verbCommand = (
	{ name, flags }: Pick<VerbSpec, 'name' | 'flags'>,
	{ project, services }: ProjectTarget,
): readonly string[] => {
	const { identity } = project;
	// By its name compose would work on the project in the other folder, too.
	return identity.sharesName
		? ['docker', name, ...(flags ?? []), ...containerNames({ project, services })]
		: composeArgv(identity, name, { flags, services });
};

const containerNames = (target: ProjectTarget): readonly string[] =>
	chosenServices(target).flatMap(({ containers }) => containers.map(({ name }) => name));

/** The services and containers of a target that a verb works on, by the state in a list. */
export function reachOf(spec: VerbSpec, { project, services }: ProjectTarget): readonly Reached[] {
	const reached = services === undefined ? project.services : spec.reach(project.services, new Set(services));
	return reached.map(service => ({
		service,
		containers: drivenContainers(project, service, spec.withExtras === true).filter(spec.isFor),
	}));
}

type Reached = { readonly service: Service; readonly containers: readonly Container[] };

/** Runs a verb on a project or on services of it, as a task with a row for each container. Cancel leaves what is done. */
export async function runVerb(context: ActionContext, spec: VerbSpec, target: ProjectTarget): Promise<void> {
	const title = `${spec.title} ${targetName(target)}`;
	await context.task({ title, command: verbCommand(spec, target) }, async task => {
		const project = await freshProject(context, target.project, task.signal);
		const reached = reachOf(spec, { project, services: target.services });
		const count = await runReached(context.engine, task, spec, project, reached);
		return { value: undefined, outcome: `${count} ${count === 1 ? 'container' : 'containers'} ${spec.words.done}` };
	});
}

async function runReached(
	engine: Engine,
	task: TaskHandle,
	spec: VerbSpec,
	project: Project,
	reached: readonly Reached[],
): Promise<number> {
	const containersOf = new Map(reached.map(({ service, containers }) => [service.name, containers]));
	const rows = createRows(
		task,
		reached.flatMap(({ containers }) => containers.map(nameInProject)),
	);
	const all = new Map(project.services.map(service => [service.name, service]));

	async function awaitAll(service: Service, containers: readonly Container[]): Promise<void> {
		for (const dependency of service.dependsOn.filter(each => spec.awaits?.(each) === true)) {
			const other = all.get(dependency.service);
			if (other !== undefined && other !== service) {
				await awaitDependency(engine, task, dependency, other, text => {
					for (const container of containers) {
						rows.set(nameInProject(container), 'waiting', text);
					}
				});
			}
		}
	}

	async function work(service: Service): Promise<void> {
		const containers = containersOf.get(service.name) ?? [];
		if (containers.length === 0) {
			return;
		}
		try {
			await awaitAll(service, containers);
		} catch (error) {
			for (const container of containers) {
				rows.set(nameInProject(container), 'failed', error instanceof Error ? error.message : String(error));
			}
			throw error;
		}
		await onEach(containers, container =>
			runRow(rows, nameInProject(container), spec.words, () =>
				spec.call(engine, container.id, { signal: task.signal }),
			),
		);
	}

	await inOrder(
		reached.map(({ service }) => service),
		spec.order,
		task.signal,
		work,
		(service, because) => {
			for (const container of containersOf.get(service.name) ?? []) {
				rows.set(nameInProject(container), 'skipped', `not ${spec.words.done}: ${because} failed`);
			}
		},
	);
	return rows.all.filter(({ state }) => state === 'done').length;
}
