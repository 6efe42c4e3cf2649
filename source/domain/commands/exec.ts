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
	/** `NAME=value`; a bare name is filled from the environment. */
	readonly env?: readonly string[];
	readonly privileged?: boolean;
	/** `ctrl-x,x`: typed, they end the session while the command goes on. The CLI has them from its config file. */
	readonly detachKeys?: string;
};

/** What an exec's requests need besides its options. */
type ExecContext = {
	/** `1.41`. */
	readonly apiVersion: string;
	/** Variables that a bare name is filled from. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Size of the terminal, for a process that has one. */
	readonly size?: { readonly rows: number; readonly columns: number };
};

/** `docker exec -it -u root -w /srv web sh`. It stands for two requests: the second is `execStart`. */
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
	/** Every field is sent, as docker's client does. */
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

/** Starts what `execCommand` created; `id` is the answer's. */
export function execStart(id: string, exec: Exec, context: ExecContext): ApiRequest {
	return postJson(['exec', { id }, 'start'], { Detach: false, Tty: exec.tty, ...consoleSize(exec, context) });
}

/** From this API version on a process gets its terminal's size with its start; before, only by a resize after it. */
export const takesConsoleSize = ({ apiVersion }: Pick<ExecContext, 'apiVersion'>): boolean =>
	apiAtLeast(apiVersion, '1.42');

function consoleSize(exec: Exec, context: ExecContext) {
	const { size } = context;
	return exec.tty && size && takesConsoleSize(context) ? { ConsoleSize: [size.rows, size.columns] } : {};
}

/** `docker exec -it web sh`. */
export const shellArgv = (container: string, shell = 'sh'): string[] => ['docker', 'exec', '-it', container, shell];
