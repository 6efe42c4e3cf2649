import { splitShellWords } from '../../../domain/command.js';
import { execCommand, shellArgv } from '../../../domain/commands/exec.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotExec } from '../../../domain/nouns/container-gates.js';
import { exitWords } from '../../../domain/session/exit-words.js';
import type { SessionEnd, SessionStage } from '../../../domain/session/session-stage.js';
import type { ExecOptions, Session } from '../../../engine/engine.js';
import { rows, text, toggle, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action, type Opening } from '../../action.js';
import { endOfSession } from '../../command-end.js';
import { kindOf, wordsOf } from '../../failure.js';
import { single, singleReason } from '../../targets.js';
import { pairErrors } from '../resources/pairs.js';
import { foreground } from '../run/run-session.js';
import { recorded } from './recorded-session.js';
import { type DetachKeys, detachKeysOf, execStage, shellStage } from './session-stages.js';
import { firstShell, shells } from './shells.js';

/** `e`: opens the first shell that the selected container has. */
export const openShell: Action = action<Container>({
	id: 'container.shell',
	title: 'Shell',
	keys: ['e'],
	scope: 'containers',
	mutates: true,
	footer: 2,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotExec(container),
	command: container => shellArgv(container.name),
	run: runShell,
});

async function runShell(context: ActionContext, container: Container): Promise<void> {
	let hasNone = false;
	const work = { notice: `Opening a shell in ${container.name}`, title: `Shell in ${container.name}` };
	await context.session(work, async opening => {
		const keys = await detachKeysOf(context);
		const start = (shell: string) =>
			opening.fetch(signal => startExec(context, container, shellOptions(shell), keys, signal));
		const found = keys.isValid
			? await firstShell(context, container.imageId, start)
			: // The engine refuses invalid detach keys for any shell: show its words instead of "has no shell".
				{ shell: 'sh', started: await start('sh') };
		if (found) {
			const { shell, started } = found;
			const stage = shellStage(`${shell} in ${container.name}`, keys);
			await opening.perform(execCommand.argv(container.name, shellOptions(shell)), async () => {
				const end = await opening.attach(started, stage);
				// A shell exits with the code of the last command: no warning, but the command log has it.
				showEnd(context, container, shell, end, 'info');
				return endOfSession(end);
			});
		} else {
			hasNone = true;
		}
	});
	if (hasNone) {
		await noShell(context, container);
	}
}

const shellOptions = (shell: string): ExecOptions => ({ command: [shell], tty: true, stdin: true, env: terminalEnv() });

const terminalEnv = (): readonly string[] => ['TERM=xterm-256color'];

async function noShell(context: ActionContext, container: Container): Promise<void> {
	const chosen = await context.ask.menu({
		title: `${container.name} has no shell (tried ${shells.join(', ')})`,
		items: [
			{ id: 'exec', label: 'Run another command…', key: 'e' },
			{ id: 'top', label: 'Show its processes', key: 't' },
			{ id: 'logs', label: 'Show its log', key: 'l' },
		],
	});
	if (chosen === 'exec') {
		return askExec(context, container, '');
	}
	const follow = context.actions.find(each => each.id === `container.${chosen}`);
	if (follow) {
		await context.invoke(follow);
	}
}

/** Starts a command with the size of the user's terminal; rejects with the engine's words when the command cannot start. */
const startExec = (
	{ engine, terminal }: ActionContext,
	container: Container,
	options: ExecOptions,
	{ setting: detachKeys }: DetachKeys,
	signal: AbortSignal,
): Promise<Session> =>
	engine.containers.exec(container.id, { ...options, size: terminal.size(), mustStart: true, detachKeys }, { signal });

/** Shows how a command's session ended. `failed`: the level of the toast for an exit code other than 0. */
function showEnd(
	context: ActionContext,
	container: Container,
	program: string,
	end: SessionEnd,
	failed: 'info' | 'warn',
): void {
	if (end.kind === 'left') {
		context.toast('info', `Left ${program} in ${container.name}. It keeps running.`);
	} else if (end.kind === 'cut') {
		context.toast('warn', `The connection to ${container.name} ended before the command did`);
	} else {
		context.toast(end.code === 0 ? 'info' : failed, `${program} ended with exit code ${exitWords(end.code)}`);
	}
}

/** Runs the command of the form and shows how it ended. */
async function runCommand(context: ActionContext, container: Container, options: ExecOptions): Promise<void> {
	const program = options.command[0] ?? '';
	const work = { notice: `Starting ${program} in ${container.name}`, title: `Exec in ${container.name}` };
	await context.session(work, opening =>
		opening
			.perform(execCommand.argv(container.name, options), async signal => {
				const keys = await detachKeysOf(context);
				const session = await startExec(context, container, options, keys, signal);
				const record = recorded(session, options);
				const end = await joined(opening, record.session, options, execStage(container.name, options, keys));
				showEnd(context, container, program, end, 'warn');
				return endOfSession(end, record.text());
			})
			.catch(error => {
				throw kindOf(error) === 'bad-request' ? new Error(causeOf(wordsOf(error)), { cause: error }) : error;
			}),
	);
}

/** Gives a command the terminal. Without a TTY, Ctrl-c ends the session and not the command, as in the docker CLI. */
async function joined(
	opening: Opening,
	session: Session,
	{ tty, stdin }: ExecOptions,
	stage: SessionStage,
): Promise<SessionEnd> {
	let isInterrupted = false;
	const kill = () => {
		isInterrupted = true;
		session.close();
	};
	const end = await opening.attach(foreground(session, { tty, stdin, kill }), stage);
	return isInterrupted ? { kind: 'left' } : end;
}

/** The last part of runc's message, which has the reason. The command log has the whole message. */
const causeOf = (words: string): string => /container process: (.*?)(: unknown)?$/.exec(words)?.[1] ?? words;

/** `E` */
export const execForm: Action = action<Container>({
	id: 'container.exec',
	title: 'Exec…',
	keys: ['E'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotExec(container),
	command: container => shellArgv(container.name, 'COMMAND'),
	run: (context, container) => askExec(context, container),
});

const fields = {
	command: text('Command', { placeholder: 'sh' }),
	tty: toggle('Terminal (-t)', { initial: true, help: 'off: plain output; Ctrl-c leaves it running' }),
	user: text('User', { placeholder: 'the container’s user', help: 'name, uid, or uid:gid' }),
	workdir: text('Working dir', { placeholder: 'the container’s' }),
	env: rows('Environment', { placeholder: 'NAME=value' }),
	privileged: toggle('Privileged', { help: 'all capabilities: use with care' }),
};

type Values = ValuesOf<typeof fields>;

const execOptions = ({ command, tty, user, workdir, env, privileged }: Values): ExecOptions => ({
	command: splitShellWords(command),
	tty,
	stdin: true,
	user: user || undefined,
	workdir: workdir || undefined,
	env: [...(tty ? terminalEnv() : []), ...env],
	privileged,
});

async function askExec(context: ActionContext, container: Container, command = 'sh'): Promise<void> {
	const values = await context.ask.form({
		title: `Exec in ${container.name}`,
		memory: `exec ${container.name}`,
		fields,
		initial: { command },
		submit: 'Run',
		validate: validateExec,
		command: values => {
			try {
				return execCommand.argv(container.name, execOptions(values));
			} catch {
				return shellArgv(container.name, values.command);
			}
		},
	});
	if (values) {
		await runCommand(context, container, execOptions(values));
	}
}

function validateExec({ command, env }: Values): Sentences {
	const errors = pairErrors('env', env);
	try {
		if (splitShellWords(command).length === 0) {
			errors.command = 'a command is needed';
		}
	} catch (error) {
		errors.command = wordsOf(error);
	}
	return errors;
}
