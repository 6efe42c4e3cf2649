import type { Container } from '../../domain/container.js';
import { whyNotKill } from '../../domain/container-gates.js';
import { targetsOf } from '../../state/selectors.js';
import { type Action, action } from '../action.js';

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

/** `K`: a signal for the main process. */
export const killContainer: Action = action<readonly Container[]>({
	id: 'container.kill',
	title: 'Send a signal…',
	keys: ['K'],
	scope: 'containers',
	mutates: true,
	target: state => {
		const targets = targetsOf<Container>(state, 'containers');
		return targets.length > 0 ? targets : undefined;
	},
	disabledReason: targets => targets.map(whyNotKill).find(reason => reason !== undefined),
	command: targets => ['docker', 'kill', '--signal', 'SIGNAL', ...targets.map(target => target.name)],
	async run(context, targets) {
		const items = signals.map(([name, hint]) => ({ id: name, label: `SIG${name}`, hint }));
		const signalName = await context.ask.menu({
			title: `Send a signal to ${targets.map(target => target.name).join(', ')}`,
			items,
			search: true,
		});
		if (signalName === undefined) return;
		const command = ['docker', 'kill', '--signal', signalName, ...targets.map(target => target.name)];
		await context.perform(
			{ title: `Send ${signalName}`, command },
			targets.map(
				({ id }) =>
					signal =>
						context.engine.containers.kill(id, signalName, { signal }),
			),
		);
	},
});
