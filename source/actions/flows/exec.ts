import { splitShellWords } from '../../domain/command.js';
import { execArgv, shellArgv } from '../../domain/commands/exec.js';
import type { Container } from '../../domain/container.js';
import { whyNotExec } from '../../domain/container-gates.js';
import { parsePair } from '../../domain/run/pair.js';
import type { ExecOptions, Session } from '../../engine/engine.js';
import type { FormSpec, FormValues } from '../../state/modal.js';
import { type Action, type ActionContext, action } from '../action.js';
import { wordsOf } from '../failure.js';
import { single, singleReason } from '../targets.js';
import { pairErrors } from './pairs.js';
import { shells } from './shells.js';

/** What the engine answers for a command that is not there or cannot be executed. */
const notFound: readonly number[] = [126, 127];

/** `e`: a shell in the selected container, whichever it has. */
export const openShell: Action = action<Container>({
	id: 'container.shell',
	title: 'Shell',
	keys: ['e'],
	scope: 'containers',
	mutates: true,
	footer: 2,
	target: state => single<Container>(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotExec(container),
	command: container => shellArgv(container.name),
	run: runShell,
});

async function runShell(context: ActionContext, container: Container): Promise<void> {
	const shell = await findShell(context, container);
	if (shell === undefined) return noShell(context, container);
	const code = await execInTerminal(context, container, {
		command: [shell],
		tty: true,
		stdin: true,
		env: terminalEnv(),
	});
	// The shell was there a moment ago: its code is that of the last command that was typed, 127 too.
	if (code !== undefined) context.toast('info', `${shell} ended with exit code ${code}`);
}

/** The first shell that the container can run; `command -v` is not asked, because without a shell nobody answers it. */
async function findShell(context: ActionContext, container: Container): Promise<string | undefined> {
	for (const shell of shells) {
		const code = await context.fetch(async signal => {
			const session = await context.engine.containers.exec(
				container.id,
				{ command: [shell, '-c', 'exit 0'], tty: false, stdin: false },
				{ signal },
			);
			return exitCodeOf(session);
		});
		if (code === 0) return shell;
	}
	return undefined;
}

async function exitCodeOf(session: Session): Promise<number | undefined> {
	for await (const _ of session.output) {
		// Only its end counts.
	}
	return session.exitCode();
}

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

/** Runs a command on the user's own terminal; resolves to its exit code, undefined once it was told that there is none. */
async function execInTerminal(
	context: ActionContext,
	container: Container,
	options: ExecOptions,
): Promise<number | undefined> {
	const command = commandOf(container.name, options);
	const size = context.terminal.size();
	let code: number | undefined;
	await context.perform({ title: `Exec in ${container.name}`, command }, async signal => {
		const session = await context.engine.containers.exec(container.id, { ...options, size }, { signal });
		code = await context.terminal.attach(session, {});
		if (code === undefined) context.toast('warn', `The connection to ${container.name} ended before the command did`);
	});
	return code;
}

/** Runs what the form asked for and tells how it ended. */
async function execCommand(context: ActionContext, container: Container, options: ExecOptions): Promise<void> {
	const code = await execInTerminal(context, container, options);
	const [program] = options.command;
	if (code === undefined) return;
	if (notFound.includes(code))
		context.toast('warn', `${program}: exit code ${code}, not found or not executable in ${container.name}`);
	else context.toast(code === 0 ? 'info' : 'warn', `${program} ended with exit code ${code}`);
}

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
	target: state => single<Container>(state, 'containers'),
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
