import { attachArgv } from '../../domain/commands/container.js';
import type { Container, ContainerDetail } from '../../domain/container.js';
import { whyNotAttach } from '../../domain/container-gates.js';
import { containerDetail } from '../../state/selectors.js';
import { type Action, type ActionContext, action, type Opening } from '../action.js';
import { single, singleReason } from '../targets.js';

/** `a`: the terminal of the container's main process. How to leave without stopping it is said first. */
export const attachTerminal: Action = action<Container>({
	id: 'container.attach',
	title: 'Attach…',
	keys: ['a'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotAttach(container),
	command: container => attachArgv(container.name),
	run: (context, container) =>
		context.session({ notice: `Attaching to ${container.name}`, title: `Attach to ${container.name}` }, opening =>
			attach(context, opening, container),
		),
});

async function attach(context: ActionContext, opening: Opening, container: Container): Promise<void> {
	const { engine } = context;
	const known = containerDetail(context.getState(), container.id);
	const detail = known ?? (await opening.fetch(signal => engine.containers.inspect(container.id, { signal })));
	const command = attachArgv(container.name);
	const go = await opening.aside(() =>
		context.ask.confirm({
			title: `Attach to ${container.name}?`,
			body: ['Ctrl-p Ctrl-q leaves it running.', inputOf(detail)],
			command,
			action: 'Attach',
			severity: 'interrupts',
		}),
	);
	if (!go) return;
	await opening.perform(command, async signal => {
		const options = { tty: detail.tty, stdin: detail.openStdin };
		const session = await engine.containers.attach(container.id, options, { signal });
		const code = await opening.attach(session, {
			detachKeys: true,
			banner: `attached to ${container.name}; Ctrl-p Ctrl-q leaves it running`,
		});
		context.toast(
			'info',
			code === undefined ? `Left ${container.name}; it goes on` : `${container.name} ended with exit code ${code}`,
		);
	});
}

/** Where goes what is typed, Ctrl-c first of all. */
function inputOf({ tty, openStdin }: ContainerDetail): string {
	if (!openStdin) return 'It reads no input: nothing that is typed reaches it, Ctrl-c neither.';
	return tty
		? 'Ctrl-c and exit go to its main process and may stop it.'
		: 'It has no terminal: what is typed is its input, Ctrl-c too, as a character.';
}
