import { attachCommand } from '../../../domain/commands/container.js';
import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import { whyNotAttach } from '../../../domain/nouns/container-gates.js';
import type { SessionEnd, SessionStage } from '../../../domain/session/session-stage.js';
import type { Session } from '../../../engine/engine.js';
import { containerDetail } from '../../../state/selectors.js';
import { type Action, type ActionContext, action, type Opening } from '../../action.js';
import { endOfSession } from '../../command-end.js';
import { single, singleReason } from '../../targets.js';
import { foreground } from '../run/run-session.js';
import { recorded } from './recorded-session.js';
import { detachKeysOf, endWords, mainStage } from './session-stages.js';

/** `a`: attaches to the container's main process. A question first shows the keys that detach without stopping it. */
export const attachTerminal: Action = action<Container>({
	id: 'container.attach',
	title: 'Attach…',
	keys: ['a'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotAttach(container),
	command: container => attachCommand.argv(container.name),
	run: (context, container) =>
		context.session({ notice: `Attaching to ${container.name}`, title: `Attach to ${container.name}` }, opening =>
			attach(context, opening, container),
		),
});

async function attach(context: ActionContext, opening: Opening, container: Container): Promise<void> {
	const { engine } = context;
	const known = containerDetail(context.getState(), container.id);
	const detail = known ?? (await opening.fetch(signal => engine.containers.inspect(container.id, { signal })));
	const command = attachCommand.argv(container.name);
	const keys = await detachKeysOf(context);
	const go = await opening.aside(() =>
		context.ask.confirm({
			title: `Attach to ${container.name}?`,
			body: [`${keys.title} leaves it running.`, inputOf(detail)],
			command,
			action: 'Attach',
			severity: 'interrupts',
		}),
	);
	if (!go) {
		return;
	}
	await opening.perform(command, async signal => {
		const { tty, openStdin: stdin } = detail;
		const options = { tty, stdin, detachKeys: keys.setting };
		const session = await engine.containers.attach(container.id, options, { signal });
		const stage = mainStage(`attached to ${container.name}`, { tty, keepsOutput: false }, keys);
		const record = recorded(session, { tty });
		const end = await joined(context, opening, container, record.session, stage, stdin);
		context.toast(end.kind === 'cut' ? 'warn' : 'info', endWords(container.name, end));
		return endOfSession(end, record.text());
	});
}

/** Gives the main process the terminal. A container without a TTY gets Ctrl-c as a signal, as from the docker CLI. */
async function joined(
	context: ActionContext,
	opening: Opening,
	{ id }: Container,
	session: Session,
	stage: SessionStage,
	stdin: boolean,
): Promise<SessionEnd> {
	let hasEndedInput = false;
	const kill = (signalName: string) =>
		void context.fetch(signal => context.engine.containers.kill(id, signalName, { signal })).catch(() => {}); // The container has ended.
	const onInputEnd = () => {
		hasEndedInput = true;
	};
	const end = await opening.attach(foreground(session, { tty: stage.tty, stdin, kill, onInputEnd }), stage);
	// The engine closes a session whose input has ended; the container keeps running.
	return end.kind === 'cut' && hasEndedInput ? { kind: 'left' } : end;
}

/** A sentence about the effect of keys, Ctrl-c first. */
function inputOf({ tty, openStdin }: ContainerDetail): string {
	if (!tty) {
		const input = openStdin ? 'It has no terminal: your keys are its input.' : 'It reads no input.';
		return `${input} Ctrl-c sends it SIGINT and may stop it.`;
	}
	if (!openStdin) {
		return 'It reads no input. Your keys do not reach it, not even Ctrl-c.';
	}
	return 'Ctrl-c and exit go to its main process and may stop it.';
}
