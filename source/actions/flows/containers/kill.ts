import { killCommand } from '../../../domain/commands/container.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotKill } from '../../../domain/nouns/container-gates.js';
import { type Action, action } from '../../action.js';
import { several } from '../../targets.js';
import { containerLook } from '../looks.js';

const signals: readonly (readonly [string, string])[] = [
	['TERM', 'asks to end'],
	['KILL', 'ends at once; nothing is saved'],
	['HUP', 'many servers read their configuration again'],
	['INT', 'as Ctrl-C does'],
	['QUIT', 'ends, often with a dump'],
	['USR1', 'means what the program says'],
	['USR2', 'means what the program says'],
	['STOP', 'freezes the main process'],
	['CONT', 'goes on after STOP'],
	['WINCH', 'window size changed; Apache ends gracefully'],
];

const names = (targets: readonly Container[]): readonly string[] => targets.map(target => target.name);

/** `K`: a signal for the main process. */
export const killContainer: Action = action<readonly Container[]>({
	id: 'container.kill',
	title: 'Send a signal…',
	keys: ['K'],
	scope: 'containers',
	mutates: true,
	target: state => several(state, 'containers'),
	disabledReason: targets => targets.map(whyNotKill).find(reason => reason !== undefined),
	command: targets => killCommand.argv(names(targets), 'SIGNAL'),
	async run(context, targets) {
		const items = signals.map(([name, hint]) => ({ id: name, label: `SIG${name}`, hint }));
		const signalName = await context.ask.menu({
			title: `Send a signal to ${names(targets).join(', ')}`,
			items,
			search: true,
		});
		if (signalName === undefined) {
			return;
		}
		await context.perform(
			{
				title: `Send ${signalName}`,
				command: killCommand.argv(names(targets), signalName),
				looks: targets.map(container => containerLook(context, container)),
			},
			targets.map(
				({ id }) =>
					signal =>
						context.engine.containers.kill(id, signalName, { signal }),
			),
		);
	},
});
