import type { Pair } from '../run/pair.js';
import { formatPair } from '../run/pair.js';
import { apiAtLeast, type RequestContext } from '../run/request/context.js';
import { type ApiRequest, each, option, toggle } from './api-request.js';

/** What `docker exec` is told. */
export type Exec = {
	readonly container: string;
	readonly command: readonly string[];
	readonly interactive: boolean;
	readonly tty: boolean;
	readonly detach: boolean;
	readonly user: string;
	readonly workdir: string;
	/** A bare name is filled from the environment. */
	readonly env: readonly Pair[];
	readonly privileged: boolean;
};

type ExecContext = Pick<RequestContext, 'apiVersion' | 'env' | 'consoleSize'>;

/** `docker exec -it -u root -w /srv web sh`. */
export function execArgv(exec: Exec): string[] {
	const terminal = exec.interactive ? [exec.tty ? '-it' : '-i'] : toggle('-t', exec.tty);
	return [
		...['docker', 'exec', ...toggle('-d', exec.detach), ...terminal],
		...option('-u', exec.user),
		...option('-w', exec.workdir),
		...each('-e', exec.env.map(formatPair)),
		...toggle('--privileged', exec.privileged),
		...[exec.container, ...exec.command],
	];
}

/** `docker exec -it web sh`. */
export const shellArgv = (container: string, shell = 'sh'): string[] => ['docker', 'exec', '-it', container, shell];

/** `POST /containers/{id}/exec`; bare names are filled from the environment. A detached one attaches nothing. */
export function execRequest(exec: Exec, context: ExecContext): ApiRequest {
	const env = exec.env.map(({ name, value = context.env[name] }) => formatPair({ name, value }));
	const body = {
		User: exec.user,
		Privileged: exec.privileged,
		Tty: exec.tty,
		...(exec.tty && apiAtLeast(context.apiVersion, '1.42') && { ConsoleSize: context.consoleSize }),
		AttachStdin: exec.interactive && !exec.detach,
		AttachStderr: !exec.detach,
		AttachStdout: !exec.detach,
		Detach: exec.detach,
		DetachKeys: '',
		Env: env.length === 0 ? null : env,
		WorkingDir: exec.workdir,
		Cmd: exec.command,
	};
	return { method: 'POST', path: `/containers/${exec.container}/exec`, query: {}, body };
}
