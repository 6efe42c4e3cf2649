import {
	pauseCommand,
	restartCommand,
	startCommand,
	stopCommand,
	unpauseCommand,
} from '../../domain/commands/container.js';
import type { Container } from '../../domain/nouns/container.js';
import {
	whyNotPause,
	whyNotRemove,
	whyNotRestart,
	whyNotStart,
	whyNotStop,
	whyNotUnpause,
	whyReplaced,
} from '../../domain/nouns/container-gates.js';
import { unreachablePorts, urlHost, urlsOf } from '../../domain/ports/published-urls.js';
import type { TabId } from '../../panes/noun.js';
import { showTab } from '../../state/lists/selection.js';
import type { State } from '../../state/state.js';
import { type Action, type ActionContext, action } from '../action.js';
import { attachTerminal } from '../flows/containers/attach.js';
import { commitContainer } from '../flows/containers/commit.js';
import { execForm, openShell } from '../flows/containers/exec.js';
import { killContainer } from '../flows/containers/kill.js';
import { limitContainer } from '../flows/containers/limits.js';
import { removeContainers } from '../flows/containers/remove-containers.js';
import { renameContainer } from '../flows/containers/rename.js';
import { containerCheck } from '../flows/outcome-checks.js';
import { logsAction, shownLogsAction } from '../open-logs.js';
import { several, single, singleReason } from '../targets.js';
import { groupingActions } from './compose.js';
import { projectActions } from './projects.js';
import { toggleAll } from './view.js';

type Containers = readonly Container[];
type Verb = keyof typeof commands;

const commands = {
	start: startCommand,
	stop: stopCommand,
	restart: restartCommand,
	pause: pauseCommand,
	unpause: unpauseCommand,
};

/** The words that a row shows while a verb works on it. */
const workingWords: Readonly<Record<Verb, string>> = {
	start: 'starting',
	stop: 'stopping',
	restart: 'restarting',
	pause: 'pausing',
	unpause: 'unpausing',
};

/** The selected container or all marked containers; undefined when there is none. */
const containersOf = (state: State): Containers | undefined => several(state, 'containers');

const names = (targets: Containers): readonly string[] => targets.map(target => target.name);
const list = (targets: Containers): string =>
	targets.length > 3 ? `${targets.length} containers` : names(targets).join(', ');

/** The reason of the first target if the verb can run on no target: one suitable target is enough. */
const allRefuse = (targets: Containers, why: (target: Container) => string | undefined): string | undefined =>
	targets.every(target => why(target) !== undefined) ? why(targets[0]!) : undefined;

/** An action for a docker verb that takes one or several containers. */
function verb(record: {
	name: Verb;
	title: string;
	keys: string[];
	footer?: number;
	interrupts?: string;
	why(container: Container): string | undefined;
}): Action {
	const command = (targets: Containers) => commands[record.name].argv(names(targets), {});
	const able = (targets: Containers) => targets.filter(target => record.why(target) === undefined);
	return action<Containers>({
		id: `container.${record.name}`,
		title: record.title,
		keys: record.keys,
		scope: 'containers',
		mutates: true,
		footer: record.footer,
		target: containersOf,
		disabledReason: targets => allRefuse(targets, record.why),
		confirm: targets =>
			record.interrupts === undefined
				? undefined
				: {
						title: `${record.title} ${list(able(targets))}?`,
						body: [record.interrupts],
						action: record.title,
						severity: 'interrupts',
					},
		command: targets => command(able(targets)),
		async run(context, targets) {
			const chosen = able(targets);
			const work = {
				title: `${record.title} ${list(chosen)}`,
				command: command(chosen),
				checks: chosen.map(container => containerCheck(context, container)),
				working: { verb: workingWords[record.name], ids: chosen.map(({ id }) => id) },
			};
			await context.perform(
				work,
				chosen.map(
					({ id }) =>
						signal =>
							context.engine.containers[record.name](id, { signal }),
				),
			);
		},
	});
}

const start = verb({
	name: 'start',
	title: 'Start',
	keys: [],
	why: whyNotStart,
});
const stop = verb({
	name: 'stop',
	title: 'Stop',
	keys: [],
	interrupts: 'Processes inside get SIGTERM, and SIGKILL after ten seconds. It can be started again.',
	why: whyNotStop,
});
const pause = verb({
	name: 'pause',
	title: 'Pause',
	keys: [],
	why: whyNotPause,
});
const unpause = verb({
	name: 'unpause',
	title: 'Unpause',
	keys: [],
	why: whyNotUnpause,
});

/** An action for one key and two verbs. It runs the second verb when only that one can run. */
function byState(record: {
	id: string;
	title: string;
	key: string;
	footer: number;
	first: Action;
	second: Action;
}): Action {
	const refuses = (verb: Action, targets: Containers, state: State) =>
		verb.disabledReason?.(targets, state) !== undefined;
	const pick = (targets: Containers, state: State) =>
		refuses(record.first, targets, state) && !refuses(record.second, targets, state) ? record.second : record.first;
	return action<Containers>({
		id: record.id,
		title: record.title,
		keys: [record.key],
		scope: 'containers',
		mutates: true,
		footer: record.footer,
		label: (targets, state) => pick(targets, state).title,
		target: containersOf,
		disabledReason: (targets, state) => pick(targets, state).disabledReason?.(targets, state),
		confirm: (targets, state) => pick(targets, state).confirm?.(targets, state),
		command: (targets, state) => pick(targets, state).command?.(targets, state) ?? [],
		run: (context, targets) => pick(targets, context.getState()).run(context, targets),
	});
}

function tab(keys: readonly string[], id: TabId<'containers'>, title: string, footer?: number): Action {
	return action<true>({
		id: `container.${id}`,
		title,
		keys,
		scope: 'containers',
		footer,
		target: state => (state.panes.containers.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'containers', id)),
	});
}

/** The reason why a container has no URL for this machine. */
function whyNoUrl(container: Container, { endpoint }: State): string {
	const [port] = unreachablePorts(container, endpoint).filter(({ protocol }) => protocol === 'tcp');
	if (port === undefined) {
		return 'no TCP port is published';
	}
	const how = endpoint.url.startsWith('ssh://') ? ' (ssh -L forwards it)' : '';
	return `${port.ip}:${port.hostPort} is open on ${urlHost(endpoint)} only${how}`;
}

/** `w`: opens the published URL on this desktop; where there is no desktop, shows and copies it. */
async function openPublished(context: ActionContext, container: Container): Promise<void> {
	const urls = urlsOf(container, context.getState().endpoint);
	const url =
		urls.length > 1
			? await context.ask.menu({ title: 'Open', items: urls.map(each => ({ id: each, label: each })) })
			: urls[0];
	if (url === undefined) {
		return;
	}
	if (await context.terminal.open(url)) {
		return context.toast('good', `Opened ${url}`);
	}
	context.toast('info', context.terminal.copy(url) ? `${url} (copied)` : url);
}

export const containerActions: readonly Action[] = [
	logsAction('containers'),
	shownLogsAction('containers'),
	tab(['m'], 'stats', 'Stats'),
	tab(['i'], 'inspect', 'Inspect'),
	tab(['t'], 'top', 'Top'),
	tab([], 'overview', 'Overview'),
	tab([], 'changes', 'Changes'),
	openShell,
	execForm,
	attachTerminal,
	action({
		id: 'container.all',
		title: 'Show all or running containers',
		keys: ['A'],
		scope: 'containers',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
	...groupingActions('containers'),
	byState({ id: 'container.start-stop', title: 'Start or stop', key: 's', footer: 3, first: start, second: stop }),
	verb({
		name: 'restart',
		title: 'Restart',
		keys: ['r'],
		footer: 4,
		interrupts: 'Processes inside are stopped and started again.',
		why: whyNotRestart,
	}),
	byState({
		id: 'container.pause-unpause',
		title: 'Pause or unpause',
		key: 'p',
		footer: 5,
		first: pause,
		second: unpause,
	}),
	commitContainer,
	limitContainer,
	renameContainer,
	killContainer,
	...projectActions,
	action<Container>({
		id: 'container.open-url',
		title: 'Open the published URL',
		keys: ['w'],
		scope: 'containers',
		target: state => single(state, 'containers'),
		disabledReason: (container, state) =>
			singleReason(state, 'containers') ??
			(urlsOf(container, state.endpoint).length === 0 ? whyNoUrl(container, state) : undefined),
		run: openPublished,
	}),
	removeContainers({ id: 'container.remove', title: 'Remove', key: 'd', force: false, why: whyNotRemove }),
	removeContainers({
		id: 'container.force-remove',
		title: 'Remove by force with anonymous volumes',
		key: 'D',
		force: true,
		why: whyReplaced,
	}),
];
