import { splitShellWords } from '../../../domain/command.js';
import { execCommand, shellArgv } from '../../../domain/commands/exec.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotExec } from '../../../domain/nouns/container-gates.js';
import type { SessionEnd, SessionStage } from '../../../domain/session/session-stage.js';
import type { ExecOptions, Session } from '../../../engine/engine.js';
import type { FormSpec, FormValues } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action, type Opening } from '../../action.js';
import { kindOf, wordsOf } from '../../failure.js';
import { single, singleReason } from '../../targets.js';
import { pairErrors } from '../resources/pairs.js';
import { foreground } from '../run/run-session.js';
import { type DetachKeys, detachKeysOf, execStage, shellStage } from './session-stages.js';
import { firstShell, shells } from './shells.js';

/** `e`: a shell in the selected container, whichever it has. */
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
			: // Refused whatever the shell: that is to be told, not that there is none.
				{ shell: 'sh', started: await start('sh') };
		if (found) {
			const { shell, started } = found;
			const stage = shellStage(`${shell} in ${container.name}`, keys);
			await opening.perform(execCommand.argv(container.name, shellOptions(shell)), async () => {
				const end = await opening.attach(started, stage);
				// Its code is that of the last command that was typed, 127 too.
				sayEnd(context, container, shell, end, 'info');
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
			{ id: 'exec', label: 'Run another command in it…', key: 'e' },
			{ id: 'top', label: 'See its processes', key: 't' },
			{ id: 'logs', label: 'See its log', key: 'l' },
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

/** Starts a command with the size of the user's terminal; rejects with the engine's words when it cannot be started. */
const startExec = (
	{ engine, terminal }: ActionContext,
	container: Container,
	options: ExecOptions,
	{ setting: detachKeys }: DetachKeys,
	signal: AbortSignal,
): Promise<Session> =>
	engine.containers.exec(container.id, { ...options, size: terminal.size(), mustStart: true, detachKeys }, { signal });

/** Tells how a command's session ended. `failed`: how an exit code other than 0 is told. */
function sayEnd(
	context: ActionContext,
	container: Container,
	program: string,
	end: SessionEnd,
	failed: 'info' | 'warn',
): void {
	if (end.kind === 'left') {
		context.toast('info', `Left ${program} in ${container.name}; it goes on`);
	} else if (end.kind === 'cut') {
		context.toast('warn', `The connection to ${container.name} ended before the command did`);
	} else {
		context.toast(end.code === 0 ? 'info' : failed, `${program} ended with exit code ${end.code}`);
	}
}

/** Runs what the form asked for and tells how it ended. */
async function runCommand(context: ActionContext, container: Container, options: ExecOptions): Promise<void> {
	const program = options.command[0] ?? '';
	const work = { notice: `Starting ${program} in ${container.name}`, title: `Exec in ${container.name}` };
	await context.session(work, opening =>
		opening
			.perform(execCommand.argv(container.name, options), async signal => {
				const keys = await detachKeysOf(context);
				const session = await startExec(context, container, options, keys, signal);
				const end = await joined(opening, session, options, execStage(container.name, options, keys));
				sayEnd(context, container, program, end, 'warn');
			})
			.catch(error => {
				throw kindOf(error) === 'bad-request' ? new Error(causeOf(wordsOf(error)), { cause: error }) : error;
			}),
	);
}

/** Gives a command the terminal. Without one of its own, Ctrl-c ends what shows it, as with the docker CLI, not the command. */
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

/** What runc says at last: why a command was not executed stands behind all that was tried. The command log has it whole. */
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
	run: (context, container) => askExec(context, container),
});

function execOptions(values: FormValues): ExecOptions {
	const tty = values.tty === 'true';
	return {
		command: splitShellWords(String(values.command)),
		tty,
		stdin: true,
		user: String(values.user) || undefined,
		workdir: String(values.workdir) || undefined,
		env: [...(tty ? terminalEnv() : []), ...(values.env as readonly string[])],
		privileged: values.privileged === 'true',
	};
}

async function askExec(context: ActionContext, container: Container, command = 'sh'): Promise<void> {
	const spec: FormSpec = {
		title: `Exec in ${container.name}`,
		memory: `exec ${container.name}`,
		fields: [
			{ name: 'command', label: 'Command', kind: 'text', placeholder: 'sh' },
			{
				name: 'tty',
				label: 'Terminal (-t)',
				kind: 'toggle',
				help: 'off: its output as it is, Ctrl-c leaves it running',
			},
			{ name: 'user', label: 'User', kind: 'text', placeholder: 'the container’s own', help: 'name, uid, or uid:gid' },
			{ name: 'workdir', label: 'Folder', kind: 'text', placeholder: 'the container’s own' },
			{ name: 'env', label: 'Environment', kind: 'rows', placeholder: 'NAME=value' },
			{ name: 'privileged', label: 'Privileged', kind: 'toggle', help: 'every capability; be careful' },
		],
		initial: { command, tty: 'true', user: '', workdir: '', env: [], privileged: '' },
		submit: 'Run',
		validate: validateExec,
		command: values => {
			try {
				return execCommand.argv(container.name, execOptions(values));
			} catch {
				return shellArgv(container.name, String(values.command));
			}
		},
	};
	const values = await context.ask.form(spec);
	if (values) {
		await runCommand(context, container, execOptions(values));
	}
}

function validateExec(values: FormValues): Record<string, string> {
	const errors = pairErrors('env', values.env as readonly string[]);
	try {
		if (splitShellWords(String(values.command)).length === 0) {
			errors.command = 'a command is needed';
		}
	} catch (error) {
		errors.command = wordsOf(error);
	}
	return errors;
}
