import type { Project } from '../../../../domain/compose/project.js';
import { decimalSize } from '../../../../domain/text/units.js';
import { listFacts } from '../../../../state/facts.js';
import type { Confirmation } from '../../../../state/modals/modal.js';
import type { State } from '../../../../state/state.js';
import { type Action, type ActionContext, action } from '../../../action.js';
import {
	type ComposeTargets,
	chosenServices,
	composeTargets,
	type ProjectTarget,
	targetsName,
	whyNotCreated,
} from '../targets.js';
import { containersCommands, performContainers } from './containers.js';
import { down, downCommand, removesResources } from './down.js';
import { drivenContainers } from './fresh.js';

/** The question lists at most this many containers or volumes of a project. */
const maxListed = 8;

/** `d` and `D`: removes projects or services. Named volumes are removed by `D` only, after a question with their sizes. */
export function downAction(record: { id: string; title: string; key: string; volumes: boolean }): Action {
	const options = { volumes: record.volumes };
	return action<ComposeTargets>({
		id: record.id,
		title: record.title,
		keys: [record.key],
		scope: 'compose',
		mutates: true,
		footer: record.volumes ? undefined : 0.7,
		label: ({ projects }) =>
			projects.every(({ services }) => services !== undefined)
				? `Remove ${record.volumes ? 'with anonymous volumes' : 'containers'}`
				: record.title,
		target: composeTargets,
		disabledReason: targets => targets.refusal ?? whyNothing(targets, record.volumes),
		confirm: (targets, state) => (record.volumes ? undefined : question(targets, state, record.volumes)),
		commands: targets => commandsOf(targets, options),
		async run(context, targets) {
			if (record.volumes && !(await confirmsVolumes(context, targets))) {
				return;
			}
			await Promise.all([
				...targets.projects.map(target => down(context, target, options)),
				performContainers(context, targets.containers, 'remove'),
			]);
		},
	});
}

const commandsOf = ({ projects, containers }: ComposeTargets, options: { readonly volumes: boolean }) => [
	...containersCommands(containers, 'remove'),
	...projects.map(target => downCommand(target, options)),
];

const resourcesOf = ({ networks, volumes }: Project, withVolumes: boolean): number =>
	networks.length + (withVolumes ? volumes.length : 0);

/** The reason why there is nothing to remove. */
function whyNothing(targets: ComposeTargets, withVolumes: boolean): string | undefined {
	const { projects, containers } = targets;
	const isEmpty = projects.every(
		target =>
			containersOf(target).length === 0 &&
			(!removesResources(target) || resourcesOf(target.project, withVolumes) === 0),
	);
	if (!isEmpty || containers.length > 0) {
		return undefined;
	}
	return projects.some(({ project }) => project.volumes.length > 0)
		? 'only volumes are left. D removes them.'
		: (whyNotCreated(targets) ?? 'nothing is left to remove');
}

const containersOf = (target: ProjectTarget) =>
	chosenServices(target).flatMap(service => drivenContainers(target.project, service, false));

/** Asks before volumes are removed, with their sizes, which take the engine some time to find out. */
async function confirmsVolumes(context: ActionContext, targets: ComposeTargets): Promise<boolean> {
	const before = context.getState();
	if (before.preferences.confirm === 'none') {
		return true;
	}
	const hasVolumes = targets.projects.some(target => removesResources(target) && target.project.volumes.length > 0);
	if (hasVolumes && before.diskUsage === undefined) {
		// The sizes are missing in the question when the engine does not answer.
		const usage = await context.fetch(signal => context.engine.system.diskUsage({ signal })).catch(() => undefined);
		if (usage) {
			context.update(state => ({ ...state, diskUsage: { status: 'ready', value: usage } }));
		}
	}
	const commands = commandsOf(targets, { volumes: true });
	return context.ask.confirm({ ...question(targets, context.getState(), true), commands });
}

function question(targets: ComposeTargets, state: State, withVolumes: boolean): Confirmation {
	const hasContainers =
		targets.containers.length > 0 || targets.projects.some(target => containersOf(target).length > 0);
	return {
		title: `Remove ${targetsName(targets)}?`,
		body: [
			...targets.projects.flatMap(target => losses(target, state, withVolumes, targets.projects.length > 1)),
			...(targets.containers.length > 0 ? [`Containers: ${listed(targets.containers.map(({ name }) => name))}`] : []),
			...(hasContainers ? ['Files that are not in a volume are lost.'] : []),
		],
		action: 'Remove',
		severity: 'destroys',
	};
}

function losses(target: ProjectTarget, state: State, withVolumes: boolean, isOneOfSeveral: boolean): readonly string[] {
	const { project } = target;
	const prefix = isOneOfSeveral ? `${project.name}: ` : '';
	const containers = containersOf(target);
	const names = containers.map(({ name }) => name);
	return [
		...(names.length > 0 ? [`${prefix}Containers: ${listed(names)}`] : []),
		...(removesResources(target) ? resourceLosses(project, state, withVolumes, prefix) : stays(target, prefix)),
	];
}

function resourceLosses(project: Project, state: State, withVolumes: boolean, prefix: string): readonly string[] {
	const { networks, volumes } = project;
	const facts = listFacts(state);
	const sized = volumes.map(({ name }) => {
		const size = facts.volumeSize(name);
		return size === undefined ? name : `${name} ${decimalSize(size)}`;
	});
	return [
		...(networks.length > 0 ? [`${prefix}Networks: ${listed(networks.map(({ name }) => name))}`] : []),
		...(volumes.length > 0 && withVolumes ? [`${prefix}Volumes and all files in them: ${listed(sized)}`] : []),
		...(volumes.length > 0 && !withVolumes
			? [
					volumes.length === 1
						? `${prefix}Its volume stays. D removes it as well.`
						: `${prefix}Its ${volumes.length} volumes stay. D removes them as well.`,
				]
			: []),
	];
}

function stays({ project, services }: ProjectTarget, prefix: string): readonly string[] {
	const hasOwn = project.networks.length + project.volumes.length > 0;
	if (services !== undefined || !hasOwn) {
		return [];
	}
	return [`${prefix}Its networks and volumes stay: the project of the same name in another folder has them, too.`];
}

const listed = (names: readonly string[]): string =>
	names.length <= maxListed
		? names.join(', ')
		: `${names.slice(0, maxListed).join(', ')} and ${names.length - maxListed} more`;
