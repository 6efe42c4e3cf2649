import { composeArgv } from '../../../../domain/compose/commands.js';
import type { Project, Service } from '../../../../domain/compose/project.js';
import { nameInProject } from '../../../../domain/compose/summary.js';
import type { Container } from '../../../../domain/nouns/container.js';
import type { Network } from '../../../../domain/nouns/network.js';
import type { Volume } from '../../../../domain/nouns/volume.js';
import type { ActionContext, TaskHandle } from '../../../action.js';
import { kindOf, wordsOf } from '../../../failure.js';
import { chosenServices, type ProjectTarget, targetName } from '../targets.js';
import { drivenContainers, freshProject } from './fresh.js';
import { createRows, inOrder, onEach, type Rows, runRow } from './work.js';

/** Things that are removed: with `volumes` the project's named volumes, too, and the anonymous ones of its containers. */
export type DownOptions = { readonly volumes: boolean };

const isWhole = ({ services }: ProjectTarget): boolean => services === undefined;

/** `docker compose -p shop down --volumes`, or for services `docker compose -p shop rm --stop --force --volumes web`. */
export function downCommand(target: ProjectTarget, { volumes }: DownOptions): readonly string[] {
	const { identity } = target.project;
	if (identity.sharesName) {
		const names = chosenServices(target).flatMap(({ containers }) => containers.map(({ name }) => name));
		return ['docker', 'rm', '--force', ...(volumes ? ['--volumes'] : []), ...names];
	}
	return isWhole(target)
		? composeArgv(identity, 'down', { flags: volumes ? ['--volumes'] : [] })
		: composeArgv(identity, 'rm', {
				flags: ['--stop', '--force', ...(volumes ? ['--volumes'] : [])],
				services: target.services,
			});
}

/** Networks and volumes with the name of another project, too, belong to both: they stay. */
export const removesResources = (target: ProjectTarget): boolean =>
	isWhole(target) && !target.project.identity.sharesName;

/**
 * Stops and removes the containers of a project, dependent services first, then its networks, and with `volumes` its volumes.
 * A network or volume that is in use is left with a warning, as compose does.
 */
export async function down(context: ActionContext, target: ProjectTarget, options: DownOptions): Promise<void> {
	const title = `${isWhole(target) ? 'Down' : 'Remove'} ${targetName(target)}`;
	await context.task({ title, command: downCommand(target, options) }, async task => {
		const project = await freshProject(context, target.project, task.signal);
		const networks = removesResources(target) ? project.networks : [];
		const volumes = removesResources(target) && options.volumes ? project.volumes : [];
		const services = chosenServices({ project, services: target.services });
		const rows = createRows(task, [
			...services.flatMap(service => drivenContainers(project, service, false).map(nameInProject)),
			...networks.map(networkRow),
			...volumes.map(volumeRow),
		]);
		await removeServices(context, task, rows, project, services, options);
		await onEach(networks, network => removeNetwork(context, task, rows, network));
		await onEach(volumes, volume => removeVolume(context, task, rows, volume));
		await warnOfNewContainers(context, task, rows, project, services);
		const warnings = warningsOf(rows);
		if (warnings !== '') {
			context.toast('warn', `${title}: ${warnings}`);
		}
		return { value: undefined, outcome: outcomeOf(rows) };
	});
}

const networkRow = ({ name }: Network): string => `Network ${name}`;
const volumeRow = ({ name }: Volume): string => `Volume ${name}`;

const warningsOf = ({ all }: Rows): string =>
	all
		.filter(({ state }) => state === 'warned')
		.map(({ name, status }) => `${name} ${status}`)
		.join(', ');

function outcomeOf(rows: Rows): string {
	const removed = rows.all.filter(({ state }) => state === 'done').length;
	return [`${removed} removed`, warningsOf(rows)].filter(Boolean).join(', ');
}

async function removeServices(
	{ engine }: ActionContext,
	{ signal }: TaskHandle,
	rows: Rows,
	project: Project,
	services: readonly Service[],
	{ volumes }: DownOptions,
): Promise<void> {
	const removeOne = async (container: Container) => {
		const name = nameInProject(container);
		await runRow(rows, name, { doing: 'stopping', done: 'removed' }, async () => {
			await ignoring(['not-found'], engine.containers.stop(container.id, { signal }));
			rows.set(name, 'working', 'removing');
			// Another `down` may be removing it as well.
			await ignoring(
				['not-found', 'conflict'],
				engine.containers.remove(container.id, { force: true, volumes }, { signal }),
			);
		});
	};
	await inOrder(
		services,
		'stop',
		signal,
		service => onEach(drivenContainers(project, service, false), removeOne),
		(service, because) => {
			for (const container of drivenContainers(project, service, false)) {
				rows.set(nameInProject(container), 'skipped', `not removed: ${because} failed`);
			}
		},
	);
}

/** A network that containers use stays, which is no failure. */
async function removeNetwork(
	{ engine }: ActionContext,
	{ signal }: TaskHandle,
	rows: Rows,
	network: Network,
): Promise<void> {
	const name = networkRow(network);
	rows.set(name, 'working', 'removing');
	try {
		const users = Object.values((await engine.networks.inspect(network.id, { signal })).network.containers);
		if (users.length > 0) {
			rows.set(name, 'warned', `is still in use by ${users.map(user => user.name).join(', ')}`);
			return;
		}
		await engine.networks.remove(network.id, { signal });
		rows.set(name, 'done', 'removed');
	} catch (error) {
		warnOrThrow(rows, name, error);
	}
}

async function removeVolume(
	{ engine }: ActionContext,
	{ signal }: TaskHandle,
	rows: Rows,
	volume: Volume,
): Promise<void> {
	const name = volumeRow(volume);
	rows.set(name, 'working', 'removing');
	try {
		await engine.volumes.remove(volume.name, { force: true }, { signal });
		rows.set(name, 'done', 'removed');
	} catch (error) {
		warnOrThrow(rows, name, error);
	}
}

/** Another client has removed it, or uses it: the others are removed all the same. Throws any other failure. */
function warnOrThrow(rows: Rows, name: string, error: unknown): void {
	switch (kindOf(error)) {
		case 'not-found':
			rows.set(name, 'done', 'was removed already');
			return;
		case 'conflict':
		case 'forbidden':
			rows.set(name, 'warned', `is still in use: ${wordsOf(error)}`);
			return;
		default:
			rows.set(name, 'failed', wordsOf(error));
			throw error;
	}
}

/** A `docker compose up` that runs at the same time makes containers again. */
async function warnOfNewContainers(
	context: ActionContext,
	{ signal }: TaskHandle,
	rows: Rows,
	project: Project,
	removed: readonly Service[],
): Promise<void> {
	const after = await freshProject(context, project, signal);
	const names = new Set(removed.map(({ name }) => name));
	for (const service of after.services.filter(({ name }) => names.has(name))) {
		for (const container of drivenContainers(after, service, false)) {
			rows.set(nameInProject(container), 'warned', 'was created meanwhile: docker compose up may be running');
		}
	}
}

async function ignoring(kinds: readonly string[], call: Promise<unknown>): Promise<void> {
	try {
		await call;
	} catch (error) {
		if (!kinds.includes(kindOf(error) ?? '')) {
			throw error;
		}
	}
}

/** `docker compose -p shop rm --force`: removes the containers that do not run, in no order. */
export async function removeStopped(context: ActionContext, target: ProjectTarget): Promise<void> {
	const title = `Remove the stopped containers of ${targetName(target)}`;
	await context.task({ title, command: removeStoppedCommand(target) }, async task => {
		const project = await freshProject(context, target.project, task.signal);
		const stopped = stoppedContainers({ project, services: target.services });
		const rows = createRows(task, stopped.map(nameInProject));
		await onEach(stopped, ({ id, ...container }) =>
			runRow(rows, nameInProject({ id, ...container }), { doing: 'removing', done: 'removed' }, () =>
				context.engine.containers.remove(id, { force: true }, { signal: task.signal }),
			),
		);
		return { value: undefined, outcome: outcomeOf(rows) };
	});
}

export const removeStoppedCommand = (target: ProjectTarget): readonly string[] =>
	target.project.identity.sharesName || target.project.identity.owner === 'podman-compose'
		? ['docker', 'rm', '--force', ...stoppedContainers(target).map(({ name }) => name)]
		: composeArgv(target.project.identity, 'rm', { flags: ['--force'], services: target.services });

export const stoppedContainers = (target: ProjectTarget): readonly Container[] =>
	chosenServices(target)
		.flatMap(service => drivenContainers(target.project, service, false))
		.filter(({ state }) => state === 'exited' || state === 'created' || state === 'dead');
