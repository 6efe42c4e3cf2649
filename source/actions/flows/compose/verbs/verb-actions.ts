import { type MayEnd, mayEnd, summaryOf } from '../../../../domain/compose/summary.js';
import type { State } from '../../../../state/state.js';
import { type Action, type ActionContext, action } from '../../../action.js';
import { askSignal } from '../../containers/kill.js';
import { type ComposeTargets, chosenServices, composeTargets, targetsName, whyNotCreated } from '../targets.js';
import { containersCommands, performContainers } from './containers.js';
import { removeStopped, removeStoppedCommand, stoppedContainers } from './down.js';
import {
	killVerb,
	pauseVerb,
	reachOf,
	restartVerb,
	runVerb,
	startVerb,
	stopVerb,
	unpauseVerb,
	type VerbSpec,
	verbCommand,
} from './verbs.js';

/** An action for a verb of compose, on projects and services and on containers that are marked with them. */
function verb(record: {
	spec: VerbSpec;
	keys: readonly string[];
	footer?: number;
	interrupts?: string;
	/** The reason when the verb is for no container of the targets. */
	nothing: string;
	/** The containers that must be there for the verb to be offered; by default those that it works on. */
	isFor?: VerbSpec['isFor'];
}): Action {
	const { spec } = record;
	const isFor = record.isFor ?? spec.isFor;
	return action<ComposeTargets>({
		id: `compose.${spec.name}`,
		title: spec.title,
		keys: record.keys,
		scope: 'compose',
		mutates: true,
		footer: record.footer,
		target: composeTargets,
		disabledReason(targets) {
			const { projects, containers, refusal } = targets;
			const all = projects.flatMap(target => reachOf({ ...spec, isFor }, target).flatMap(each => each.containers));
			return refusal ?? (all.length + containers.length > 0 ? undefined : (whyNotCreated(targets) ?? record.nothing));
		},
		confirm: targets =>
			record.interrupts === undefined
				? undefined
				: {
						title: `${spec.title} ${targetsName(targets)}?`,
						body: [record.interrupts],
						action: spec.title,
						severity: 'interrupts',
					},
		commands: targets => commandsOf(spec, targets),
		run: (context, targets) => runAll(context, spec, targets),
	});
}

/** Each project has its own command; the containers that are marked with them share one. */
const commandsOf = (spec: Pick<VerbSpec, 'name' | 'flags'>, { projects, containers }: ComposeTargets) => [
	...containersCommands(containers, spec.name, 'SIGNAL'),
	...projects.map(target => verbCommand(spec, target)),
];

async function runAll(
	context: ActionContext,
	spec: VerbSpec,
	{ projects, containers }: ComposeTargets,
	signalName?: string,
): Promise<void> {
	await Promise.all([
		...projects.map(target => runVerb(context, spec, target)),
		performContainers(context, containers, spec.name, signalName),
	]);
}

const isUp = ({ state }: { readonly state: string }): boolean =>
	state === 'running' || state === 'paused' || state === 'restarting';

const start = verb({ spec: startVerb, keys: [], nothing: 'every container runs already' });
const stop = verb({
	spec: stopVerb,
	keys: [],
	nothing: 'no container runs',
	isFor: isUp,
	interrupts: 'Dependent services are stopped first. Processes get SIGTERM, and SIGKILL after their time to stop.',
});
const pause = verb({ spec: pauseVerb, keys: [], nothing: 'no container runs' });
const unpause = verb({ spec: unpauseVerb, keys: [], nothing: 'no container is paused' });

/** An action for one key and two verbs. */
const either = (
	record: Pick<Action, 'id' | 'title' | 'keys' | 'footer'>,
	pick: (targets: ComposeTargets, state: State) => Action,
): Action =>
	action<ComposeTargets>({
		...record,
		scope: 'compose',
		mutates: true,
		target: composeTargets,
		label: (targets, state) => pick(targets, state).title,
		disabledReason: (targets, state) => pick(targets, state).disabledReason?.(targets, state),
		confirm: (targets, state) => pick(targets, state).confirm?.(targets, state),
		commands: (targets, state) => pick(targets, state).commands?.(targets, state) ?? [],
		run: (context, targets) => pick(targets, context.getState()).run(context, targets),
	});

/** Starts what is not complete. Jobs that are done count as complete, or every press would run them again. */
function startOrStop({ projects, containers }: ComposeTargets, state: State): Action {
	const ends: MayEnd = id => {
		const detail = state.resources.container.get(id)?.value;
		return detail && mayEnd(detail);
	};
	const summaries = projects.flatMap(target => chosenServices(target).map(service => summaryOf(service, ends)));
	const isComplete = summaries.every(({ running, expected }) => running >= expected);
	const runs = summaries.some(({ running }) => running > 0) || containers.some(isUp);
	return isComplete && runs && containers.every(isUp) ? stop : start;
}

const pauseOrUnpause = ({ projects, containers }: ComposeTargets): Action => {
	const all = [...projects.flatMap(chosenServices).flatMap(service => service.containers), ...containers];
	return all.some(({ state }) => state === 'running') || all.every(({ state }) => state !== 'paused') ? pause : unpause;
};

/** `K` */
const kill = action<ComposeTargets>({
	id: 'compose.kill',
	title: 'Send a signal…',
	keys: ['K'],
	scope: 'compose',
	mutates: true,
	target: composeTargets,
	disabledReason: targets =>
		targets.refusal ??
		(targets.projects.flatMap(target => reachOf(killVerb('TERM'), target).flatMap(each => each.containers)).length >
			0 || targets.containers.some(isUp)
			? undefined
			: (whyNotCreated(targets) ?? 'no container runs')),
	commands: targets => commandsOf({ name: 'kill', flags: ['--signal', 'SIGNAL'] }, targets),
	async run(context, targets) {
		const signalName = await askSignal(context, targetsName(targets));
		if (signalName !== undefined) {
			await runAll(context, killVerb(signalName), targets, signalName);
		}
	},
});

const removeStoppedAction = action<ComposeTargets>({
	id: 'compose.rm',
	title: 'Remove stopped containers',
	keys: [],
	scope: 'compose',
	mutates: true,
	target: composeTargets,
	disabledReason: targets =>
		targets.refusal ??
		(targets.projects.flatMap(stoppedContainers).length > 0
			? undefined
			: (whyNotCreated(targets) ?? 'no container has stopped')),
	confirm: ({ projects }) => ({
		title: 'Remove the stopped containers?',
		body: [
			projects
				.flatMap(stoppedContainers)
				.map(({ name }) => name)
				.join(', '),
			'Files that are not in a volume are lost.',
		],
		action: 'Remove',
		severity: 'destroys',
	}),
	commands: ({ projects }) => projects.map(removeStoppedCommand),
	async run(context, { projects }) {
		await Promise.all(projects.map(target => removeStopped(context, target)));
	},
});

/** The verbs of projects and services. */
export const verbActions: readonly Action[] = [
	either({ id: 'compose.start-stop', title: 'Start or stop', keys: ['s'], footer: 3 }, startOrStop),
	start,
	stop,
	verb({
		spec: restartVerb,
		keys: ['r'],
		footer: 4,
		nothing: 'no container is left',
		interrupts: 'Processes inside are stopped and started again. Services that restart with them are restarted, too.',
	}),
	either({ id: 'compose.pause-unpause', title: 'Pause or unpause', keys: ['p'], footer: 5 }, pauseOrUnpause),
	kill,
	removeStoppedAction,
];
