/** The options of `docker logs` and `docker compose logs` that the log view has. */
export type LogsOptions = {
	readonly follow: boolean;
	readonly timestamps: boolean;
	/** Lines from the end; undefined for all. */
	readonly tail: number | undefined;
	/** A duration before now: `15m`. */
	readonly since: string | undefined;
};

const flags = ({ follow, timestamps, tail, since }: LogsOptions): readonly string[] => [
	...(follow ? ['--follow'] : []),
	...(timestamps ? ['--timestamps'] : []),
	...(since === undefined ? [] : ['--since', since]),
	...(tail === undefined ? [] : ['--tail', String(tail)]),
];

/** `docker logs --tail 1000 web`. */
export const logsArgv = (container: string, options: LogsOptions): readonly string[] => [
	'docker',
	'logs',
	...flags(options),
	container,
];

/** `docker compose -p shop logs --tail 1000 web`; without services, the logs of the whole project. */
export const composeLogsArgv = (
	project: string,
	services: readonly string[],
	options: LogsOptions,
): readonly string[] => ['docker', 'compose', '-p', project, 'logs', ...flags(options), ...services];
