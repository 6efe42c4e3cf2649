import { apiAtLeast } from '../run/request/context.js';
import { formatPair, parsePair } from '../run/values/pair.js';
import { type ApiRequest, each, option, postJson, toggle } from './api-request.js';

/** The options of `docker exec`. */
export type Exec = {
	readonly command: readonly string[];
	readonly tty: boolean;
	/** Attaches standard input: `--interactive`. */
	readonly stdin: boolean;
	readonly user?: string;
	readonly workdir?: string;
	/** `NAME=value`; the value of a bare name comes from the environment. */
	readonly env?: readonly string[];
	readonly privileged?: boolean;
	/** Keys (`ctrl-x,x`) that end the session and keep the command running. The CLI reads them from its config file. */
	readonly detachKeys?: string;
};

/** The data for an exec's requests that is not an option. */
type ExecContext = {
	/** `1.41`. */
	readonly apiVersion: string;
	/** The environment for names without a value. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Size of the terminal, for a process with a TTY. */
	readonly size?: { readonly rows: number; readonly columns: number };
};

/** `docker exec -it -u root -w /srv web sh`. The command has two requests: the second is `execStart`. */
export const execCommand = {
	argv(container: string, exec: Exec): string[] {
		const terminal = exec.stdin ? [exec.tty ? '-it' : '-i'] : toggle('-t', exec.tty);
		return [
			...['docker', 'exec', ...terminal, ...option('-u', exec.user), ...option('-w', exec.workdir)],
			...each('-e', exec.env),
			...toggle('--privileged', exec.privileged),
			...[container, ...exec.command],
		];
	},
	/** Like docker's client, it sends every field. */
	request(container: string, exec: Exec, context: ExecContext): ApiRequest {
		const env = (exec.env ?? [])
			.map(parsePair)
			.map(({ name, value = context.env[name] }) => formatPair({ name, value }));
		return postJson(['containers', { id: container }, 'exec'], {
			User: exec.user ?? '',
			Privileged: exec.privileged ?? false,
			Tty: exec.tty,
			...consoleSize(exec, context),
			AttachStdin: exec.stdin,
			AttachStderr: true,
			AttachStdout: true,
			Detach: false,
			DetachKeys: exec.detachKeys ?? '',
			Env: env.length === 0 ? null : env,
			WorkingDir: exec.workdir ?? '',
			Cmd: exec.command,
		});
	},
};

/** Starts the exec that `execCommand` created; `id` comes from that request's answer. */
export function execStart(id: string, exec: Exec, context: ExecContext): ApiRequest {
	return postJson(['exec', { id }, 'start'], { Detach: false, Tty: exec.tty, ...consoleSize(exec, context) });
}

/** From API 1.42 on, the start of a process sets its terminal's size; earlier versions need a resize after the start. */
export const takesConsoleSize = ({ apiVersion }: Pick<ExecContext, 'apiVersion'>): boolean =>
	apiAtLeast(apiVersion, '1.42');

function consoleSize(exec: Exec, context: ExecContext) {
	const { size } = context;
	return exec.tty && size && takesConsoleSize(context) ? { ConsoleSize: [size.rows, size.columns] } : {};
}

/** `docker exec -it web sh`. */
export const shellArgv = (container: string, shell = 'sh'): string[] => ['docker', 'exec', '-it', container, shell];
