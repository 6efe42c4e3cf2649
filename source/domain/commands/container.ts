import { type Command, type Names, option, post, remove, toggle } from './api-request.js';

/** `docker start web`, `docker pause web`, `docker unpause web`. */
export const startCommand = plain('start');
export const pauseCommand = plain('pause');
export const unpauseCommand = plain('unpause');

/** `docker stop --time 5 web`, `docker restart --time 5 web`. */
export const stopCommand = stopping('stop');
export const restartCommand = stopping('restart');

/** `docker kill --signal HUP web`. */
export const killCommand: Command<string, Names> = {
	argv: (containers, signalName) => ['docker', 'kill', '--signal', signalName, ...containers],
	request: (container, signalName) => post(['containers', { id: container }, 'kill'], { signal: signalName }),
};

/** `docker rename web api`. */
export const renameCommand: Command<string> = {
	argv: (container, name) => ['docker', 'rename', container, name],
	request: (container, name) => post(['containers', { id: container }, 'rename'], { name }),
};

/** `volumes` removes the container's anonymous volumes, too. */
export type Removal = { readonly force?: boolean; readonly volumes?: boolean };

/** `docker rm --force --volumes web`. */
export const removeCommand: Command<Removal, Names> = {
	argv: (containers, { force, volumes }) => [
		...['docker', 'rm', ...toggle('--force', force), ...toggle('--volumes', volumes)],
		...containers,
	],
	request: (container, { force, volumes }) => remove(['containers', { id: container }], { force, v: volumes }),
};

export type OutputStream = 'stdout' | 'stderr';

/**
 * With `logs` the engine sends the existing log first; the CLI has no flag for it. `detachKeys` as in `Exec`. `outputs` is the
 * selection of `docker run --attach`; undefined for both.
 */
type Attachment = {
	readonly stdin: boolean;
	readonly outputs?: readonly OutputStream[];
	readonly logs?: boolean;
	readonly detachKeys?: string;
};

/** `docker attach web`. */
export const attachCommand = {
	argv: (container: string): string[] => ['docker', 'attach', container],
	request: (container: string, { stdin, outputs, logs, detachKeys }: Attachment) =>
		post(['containers', { id: container }, 'attach'], {
			stream: true,
			stdin,
			stdout: outputs?.includes('stdout') ?? true,
			stderr: outputs?.includes('stderr') ?? true,
			logs,
			detachKeys: detachKeys || undefined,
		}),
};

/** `timeout`: seconds before the engine kills the container; undefined for the container's own setting, -1 for no limit. */
export type Stopping = { readonly timeout?: number };

function stopping(verb: 'stop' | 'restart'): Command<Stopping, Names> {
	return {
		argv: (containers, { timeout }) => [
			...['docker', verb, ...option('--time', timeout === undefined ? undefined : String(timeout))],
			...containers,
		],
		request: (container, { timeout }) => post(['containers', { id: container }, verb], { t: timeout }),
	};
}

function plain(verb: 'start' | 'pause' | 'unpause') {
	return {
		argv: (containers: Names): string[] => ['docker', verb, ...containers],
		request: (container: string) => post(['containers', { id: container }, verb]),
	};
}
