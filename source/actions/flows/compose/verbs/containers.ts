import {
	killCommand,
	pauseCommand,
	removeCommand,
	restartCommand,
	startCommand,
	stopCommand,
	unpauseCommand,
} from '../../../../domain/commands/container.js';
import type { Container } from '../../../../domain/nouns/container.js';
import {
	whyNotKill,
	whyNotPause,
	whyNotRestart,
	whyNotStart,
	whyNotStop,
	whyNotUnpause,
} from '../../../../domain/nouns/container-gates.js';
import type { Engine } from '../../../../engine/engine.js';
import type { ActionContext } from '../../../action.js';
import { containerCheck } from '../../outcome-checks.js';

type Verb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'remove';

type Way = {
	readonly title: string;
	why(container: Container): string | undefined;
	argv(names: readonly string[], signalName: string): readonly string[];
	call(engine: Engine, id: string, signalName: string, call: { signal: AbortSignal }): Promise<void>;
};

const ways: Readonly<Record<Verb, Way>> = {
	start: {
		title: 'Start',
		why: whyNotStart,
		argv: names => startCommand.argv(names),
		call: (engine, id, _, call) => engine.containers.start(id, call),
	},
	stop: {
		title: 'Stop',
		why: whyNotStop,
		argv: names => stopCommand.argv(names, {}),
		call: (engine, id, _, call) => engine.containers.stop(id, call),
	},
	restart: {
		title: 'Restart',
		why: whyNotRestart,
		argv: names => restartCommand.argv(names, {}),
		call: (engine, id, _, call) => engine.containers.restart(id, call),
	},
	pause: {
		title: 'Pause',
		why: whyNotPause,
		argv: names => pauseCommand.argv(names),
		call: (engine, id, _, call) => engine.containers.pause(id, call),
	},
	unpause: {
		title: 'Unpause',
		why: whyNotUnpause,
		argv: names => unpauseCommand.argv(names),
		call: (engine, id, _, call) => engine.containers.unpause(id, call),
	},
	kill: {
		title: 'Send a signal to',
		why: whyNotKill,
		argv: (names, signalName) => killCommand.argv(names, signalName),
		call: (engine, id, signalName, call) => engine.containers.kill(id, signalName, call),
	},
	remove: {
		title: 'Remove',
		why: () => undefined,
		argv: names => removeCommand.argv(names, { force: true }),
		call: (engine, id, _, call) => engine.containers.remove(id, { force: true }, call),
	},
};

const ableOf = (containers: readonly Container[], verb: Verb): readonly Container[] =>
	containers.filter(container => ways[verb].why(container) === undefined);

/** The commands of `performContainers`: one, or none if the verb is for no container. */
export function containersCommands(
	containers: readonly Container[],
	verb: Verb,
	signalName = '',
): readonly (readonly string[])[] {
	const names = ableOf(containers, verb).map(({ name }) => name);
	return names.length === 0 ? [] : [ways[verb].argv(names, signalName)];
}

/** Runs a docker verb on containers that are marked beside projects and services. Leaves out those that it is not for. */
export async function performContainers(
	context: ActionContext,
	containers: readonly Container[],
	verb: Verb,
	signalName = '',
): Promise<void> {
	const { title, argv, call } = ways[verb];
	const able = ableOf(containers, verb);
	if (able.length === 0) {
		return;
	}
	const names = able.map(({ name }) => name);
	await context.perform(
		{
			title: `${title} ${names.length > 3 ? `${names.length} containers` : names.join(', ')}`,
			command: argv(names, signalName),
			checks: able.map(container => containerCheck(context, container)),
		},
		able.map(
			({ id }) =>
				signal =>
					call(context.engine, id, signalName, { signal }),
		),
	);
}
