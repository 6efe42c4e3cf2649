import { splitShellWords } from '../../domain/command.js';
import { execArgv, shellArgv } from '../../domain/commands/exec.js';
import type { Container } from '../../domain/container.js';
import { whyNotExec } from '../../domain/container-gates.js';
import { parsePair } from '../../domain/run/pair.js';
import type { ExecOptions, Session } from '../../engine/engine.js';
import type { FormSpec, FormValues } from '../../state/modal.js';
import { type Action, type ActionContext, action, type Opening } from '../action.js';
import { kindOf, wordsOf } from '../failure.js';
import { single, singleReason } from '../targets.js';
import { pairErrors } from './pairs.js';
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
		const found = await firstShell(context, container.imageId, shell =>
			opening.fetch(signal => startExec(context, container, shellOptions(shell), signal)),
		);
		if (found) {
			const { shell, started } = found;
			// Its code is that of the last command that was typed, 127 too.
			const told = (code: number) => context.toast('info', `${shell} ended with exit code ${code}`);
			await opening.perform(commandOf(container.name, shellOptions(shell)), () =>
				inTerminal(context, opening, container, started, told),
			);
		} else hasNone = true;
	});
	if (hasNone) await noShell(context, container);
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
	if (chosen === 'exec') return askExec(context, container, '');
	const follow = context.actions.find(each => each.id === `container.${chosen}`);
	if (follow) await context.invoke(follow);
}

/** Starts a command with the size of the user's terminal; rejects with the engine's words when it cannot be started. */
const startExec = (
	{ engine, terminal }: ActionContext,
	container: Container,
	options: ExecOptions,
	signal: AbortSignal,
): Promise<Session> =>
	engine.containers.exec(container.id, { ...options, size: terminal.size(), mustStart: true }, { signal });

/** Gives the terminal to a started command; tells its exit code, or that the connection was lost before there was one. */
async function inTerminal(
	context: ActionContext,
	opening: Opening,
	container: Container,
	session: Session,
	told: (code: number) => void,
): Promise<void> {
	const code = await opening.attach(session, {});
	if (code === undefined) context.toast('warn', `The connection to ${container.name} ended before the command did`);
	else told(code);
}

/** Runs what the form asked for and tells how it ended. */
async function execCommand(context: ActionContext, container: Container, options: ExecOptions): Promise<void> {
	const [program] = options.command;
	const work = { notice: `Starting ${program} in ${container.name}`, title: `Exec in ${container.name}` };
	const told = (code: number) => context.toast(code === 0 ? 'info' : 'warn', `${program} ended with exit code ${code}`);
	await context.session(work, opening =>
		opening
			.perform(commandOf(container.name, options), async signal =>
				inTerminal(context, opening, container, await startExec(context, container, options, signal), told),
			)
			.catch(error => {
				throw kindOf(error) === 'bad-request' ? new Error(causeOf(wordsOf(error)), { cause: error }) : error;
			}),
	);
}

/** What runc says at last: why a command was not executed stands behind all that was tried. The command log has it whole. */
const causeOf = (words: string): string => /container process: (.*?)(: unknown)?$/.exec(words)?.[1] ?? words;

/** The same as a docker command. */
const commandOf = (container: string, options: ExecOptions): readonly string[] =>
	execArgv({
		container,
		command: options.command,
		interactive: options.stdin,
		tty: options.tty,
		detach: false,
		user: options.user ?? '',
		workdir: options.workdir ?? '',
		env: (options.env ?? []).map(parsePair),
		privileged: options.privileged ?? false,
	});

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
	return {
		command: splitShellWords(String(values.command)),
		tty: true,
		stdin: true,
		user: String(values.user) || undefined,
		workdir: String(values.workdir) || undefined,
		env: [...terminalEnv(), ...(values.env as readonly string[])],
		privileged: values.privileged === 'true',
	};
}

async function askExec(context: ActionContext, container: Container, command = 'sh'): Promise<void> {
	const spec: FormSpec = {
		title: `Exec in ${container.name}`,
		memory: `exec ${container.name}`,
		fields: [
			{ name: 'command', label: 'Command', kind: 'text', placeholder: 'sh' },
			{ name: 'user', label: 'User', kind: 'text', placeholder: 'the container’s own', help: 'name, uid, or uid:gid' },
			{ name: 'workdir', label: 'Folder', kind: 'text', placeholder: 'the container’s own' },
			{ name: 'env', label: 'Environment', kind: 'rows', placeholder: 'NAME=value' },
			{ name: 'privileged', label: 'Privileged', kind: 'toggle', help: 'every capability; be careful' },
		],
		initial: { command, user: '', workdir: '', env: [], privileged: '' },
		submit: 'Run',
		validate: validateExec,
		command: values => {
			try {
				return commandOf(container.name, execOptions(values));
			} catch {
				return shellArgv(container.name, String(values.command));
			}
		},
	};
	const values = await context.ask.form(spec);
	if (values) await execCommand(context, container, execOptions(values));
}

function validateExec(values: FormValues): Record<string, string> {
	const errors = pairErrors('env', values.env as readonly string[]);
	try {
		if (splitShellWords(String(values.command)).length === 0) errors.command = 'a command is needed';
	} catch (error) {
		errors.command = wordsOf(error);
	}
	return errors;
}
