import { startOrder } from '../../../domain/compose/plan/converge.js';
import { makePlan } from '../../../domain/compose/plan/make-plan.js';
import { type ContainerPlan, type Fate, noChoices } from '../../../domain/compose/plan/plan.js';
import type { UpMessage } from '../../../domain/compose/up/messages.js';
import type { ComposeCommand } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { containerEvent } from '../containers/container-event.js';
import { buildRecord, findImage } from '../containers/container-record.js';
import { hasProcess, stop } from '../containers/container-verbs.js';
import { destroyContainer, startContainer } from '../containers/life.js';
import type { World } from '../world/world.js';
import { composeLabels } from './demo-labels.js';
import { readDemoProject } from './demo-model.js';
import { observeWorld } from './demo-observed.js';
import type { DemoProject, DemoService } from './demo-services.js';

/** Calls that a step takes, in multiples of the latency. */
const createLatencies = 10;
const stopLatencies = 20;

const step = (id: string, status: string): UpMessage => ({
	kind: 'step',
	id,
	status,
	parent: '',
	current: 0,
	total: 0,
});

/** `docker compose up -d` on the demo's world: the plan, done. */
export async function* demoUp(
	world: World,
	project: DemoProject,
	{ words, profiles }: ComposeCommand,
	signal: AbortSignal,
): AsyncGenerator<UpMessage> {
	const choices = {
		...noChoices,
		force: words.includes('--force-recreate'),
		removeOrphans: words.includes('--remove-orphans'),
		services: words.slice(2).filter((word, index, all) => !word.startsWith('-') && !takesValue(all[index - 1])),
		profiles,
	};
	const scaled = withScale(project, words);
	const reading = readDemoProject(scaled, profiles);
	const plan = makePlan(reading, observeWorld(world, scaled.name), choices);
	const order = startOrder(reading.model);
	const services = plan.services
		.filter(({ isSkipped }) => !isSkipped)
		.sort((a, b) => order.indexOf(a.service) - order.indexOf(b.service));
	for (const { name } of plan.orphans.filter(({ isRemoved }) => isRemoved)) {
		yield* removeContainer(world, name, signal);
	}
	for (const { service, containers } of services) {
		const wanted = scaled.services.find(({ name }) => name === service)!;
		for (const dependency of Object.entries(wanted.dependsOn)) {
			yield* waitFor(world, scaled, dependency, signal);
		}
		for (const container of containers) {
			const stays = container.fate === 'recreate' && words.includes('--no-recreate');
			yield* apply(world, scaled, wanted, stays ? { ...container, fate: 'keep' } : container, signal);
		}
	}
}

const takesValue = (word: string | undefined): boolean => word === '--scale' || word === '--pull';

function withScale(project: DemoProject, words: readonly string[]): DemoProject {
	const scales = new Map(
		words.flatMap((word, index) => {
			const [name = '', count = ''] = words[index + 1]?.split('=') ?? [];
			return word === '--scale' ? [[name, Number(count)] as const] : [];
		}),
	);
	return {
		...project,
		services: project.services.map(service => ({ ...service, scale: scales.get(service.name) ?? service.scale })),
	};
}

async function* waitFor(
	world: World,
	{ services }: DemoProject,
	[name, isHealthy]: readonly [string, boolean],
	signal: AbortSignal,
): AsyncGenerator<UpMessage> {
	const service = services.find(each => each.name === name);
	const container = service && world.byName(name);
	if (!isHealthy || container === undefined || container.health !== 'starting') {
		return;
	}
	yield step(`Container ${name}`, 'Waiting');
	await world.work(stopLatencies, signal);
	world.timeline.catchUp();
	yield step(`Container ${name}`, 'Healthy');
}

const doneWords: Readonly<Record<Fate, string>> = {
	keep: 'Running',
	blocked: 'Running',
	start: 'Started',
	restart: 'Started',
	create: 'Started',
	recreate: 'Started',
	remove: 'Removed',
};

async function* apply(
	world: World,
	project: DemoProject,
	service: DemoService,
	{ name, fate }: ContainerPlan,
	signal: AbortSignal,
): AsyncGenerator<UpMessage> {
	const id = `Container ${name}`;
	switch (fate) {
		case 'remove':
			return yield* removeContainer(world, name, signal);
		case 'recreate':
			yield step(id, 'Recreate');
			await world.work(stopLatencies, signal);
			yield step(id, 'Recreated');
			replace(world, project, service, name);
			break;
		case 'create':
			yield step(id, 'Creating');
			await world.work(createLatencies, signal);
			create(world, project, service, name);
			yield step(id, 'Created');
			break;
	}
	const container = world.container(name);
	if (!hasProcess(container) && container.state !== 'restarting') {
		yield step(id, 'Starting');
		await world.work(createLatencies, signal);
		try {
			startContainer(world, container);
		} catch (error) {
			const text = error instanceof Error ? error.message : String(error);
			yield step(id, `Error response from daemon: ${text}`);
			throw new EngineError('stream', `Error response from daemon: ${text}`);
		}
	}
	yield step(id, doneWords[fate]);
}

async function* removeContainer(world: World, name: string, signal: AbortSignal): AsyncGenerator<UpMessage> {
	yield step(`Container ${name}`, 'Stopping');
	await world.work(stopLatencies, signal);
	const container = world.byName(name);
	if (container) {
		stop(world, container);
		destroyContainer(world, container, false);
	}
	yield step(`Container ${name}`, 'Removed');
}

function replace(world: World, project: DemoProject, service: DemoService, name: string): void {
	const old = world.container(name);
	stop(world, old);
	const number = Number(old.config.Labels?.['com.docker.compose.container-number'] ?? 1);
	destroyContainer(world, old, false);
	create(world, project, service, name, number);
}

function create(
	world: World,
	project: DemoProject,
	service: DemoService,
	name: string,
	number = Number(/-(\d+)$/.exec(name)?.[1] ?? 1),
): void {
	const image = findImage(world, service.image);
	const container = buildRecord(world, {
		name,
		image: service.image,
		config: { ...service.config, Labels: composeLabels(project, service, number, image?.id ?? '') },
		hostConfig: service.host,
		networks: service.networks,
		createdAt: world.now(),
	});
	world.add(container);
	containerEvent(world, container, 'create');
}
