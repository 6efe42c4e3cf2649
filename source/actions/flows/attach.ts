import { attachArgv } from '../../domain/commands/container.js';
import type { Container, ContainerDetail } from '../../domain/container.js';
import { whyNotAttach } from '../../domain/container-gates.js';
import { containerDetail } from '../../state/selectors.js';
import { type Action, action } from '../action.js';
import { single, singleReason } from '../targets.js';

/** `a`: the terminal of the container's main process. How to leave without stopping it is said first. */
export const attachTerminal: Action = action<Container>({
	id: 'container.attach',
	title: 'Attach…',
	keys: ['a'],
	scope: 'containers',
	mutates: true,
	target: state => single<Container>(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotAttach(container),
	command: container => attachArgv(container.name),
	async run(context, container) {
		const { engine, terminal } = context;
		const known = containerDetail(context.getState(), container.id);
		const detail = known ?? (await context.fetch(signal => engine.containers.inspect(container.id, { signal })));
		const body = ['Ctrl-p Ctrl-q leaves it running.', inputOf(detail)];
		const go = await context.ask.confirm({
			title: `Attach to ${container.name}?`,
			body,
			command: attachArgv(container.name),
			action: 'Attach',
			severity: 'interrupts',
		});
		if (!go) return;
		await context.perform(
			{ title: `Attach to ${container.name}`, command: attachArgv(container.name) },
			async signal => {
				const session = await engine.containers.attach(
					container.id,
					{ tty: detail.tty, stdin: detail.openStdin },
					{ signal },
				);
				const code = await terminal.attach(session, {
					detachKeys: true,
					banner: `attached to ${container.name}; Ctrl-p Ctrl-q leaves it running`,
				});
				context.toast(
					'info',
					code === undefined ? `Left ${container.name}; it goes on` : `${container.name} ended with exit code ${code}`,
				);
			},
		);
	},
});

/** Where goes what is typed, Ctrl-c first of all. */
function inputOf({ tty, openStdin }: ContainerDetail): string {
	if (!openStdin) return 'It reads no input: nothing that is typed reaches it, Ctrl-c neither.';
	return tty
		? 'Ctrl-c and exit go to its main process and may stop it.'
		: 'It has no terminal: what is typed is its input, Ctrl-c too, as a character.';
}
