import { killCommand } from '../../../domain/commands/container.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotKill } from '../../../domain/nouns/container-gates.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { several } from '../../targets.js';
import { containerCheck } from '../outcome-checks.js';

const signals: readonly (readonly [string, string])[] = [
	['TERM', 'asks it to end'],
	['KILL', 'ends at once; nothing is saved'],
	['HUP', 'many servers reload their configuration'],
	['INT', 'same as Ctrl-c'],
	['QUIT', 'ends, often with a core dump'],
	['USR1', 'defined by the program'],
	['USR2', 'defined by the program'],
	['STOP', 'freezes the main process'],
	['CONT', 'continues after STOP'],
	['WINCH', 'window size changed; Apache stops gracefully'],
];

const namesOf = (targets: readonly Container[]): readonly string[] => targets.map(target => target.name);

/** Asks for a signal to send; resolves to its name, and to undefined when the user left the menu. */
export const askSignal = (context: ActionContext, receiver: string): Promise<string | undefined> =>
	context.ask.menu({
		title: `Send a signal to ${receiver}`,
		items: signals.map(([name, hint]) => ({ id: name, label: `SIG${name}`, hint })),
		search: true,
	});

/** `K`: sends a signal to the main process. */
export const killContainer: Action = action<readonly Container[]>({
	id: 'container.kill',
	title: 'Send a signal…',
	keys: ['K'],
	scope: 'containers',
	mutates: true,
	target: state => several(state, 'containers'),
	disabledReason: targets => targets.map(whyNotKill).find(reason => reason !== undefined),
	command: targets => killCommand.argv(namesOf(targets), 'SIGNAL'),
	async run(context, targets) {
		const signalName = await askSignal(context, namesOf(targets).join(', '));
		if (signalName === undefined) {
			return;
		}
		await context.perform(
			{
				title: `Send ${signalName}`,
				command: killCommand.argv(namesOf(targets), signalName),
				checks: targets.map(container => containerCheck(context, container)),
			},
			targets.map(
				({ id }) =>
					signal =>
						context.engine.containers.kill(id, signalName, { signal }),
			),
		);
	},
});
