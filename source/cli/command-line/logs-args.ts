import { parseMoment } from '../../domain/logs/output/moment.js';
import { problemIn } from '../../domain/run/usage-error.js';

/** The part of the command line that is about logs. */
export type LogsArgs = {
	/** Names and patterns of containers, services and projects; empty for all containers. */
	readonly names: readonly string[];
	/** Projects, from `--logs`. */
	readonly projects: readonly string[];
	readonly follow: boolean;
	/** As typed: a duration before now, a time, or Unix seconds. */
	readonly since: string | undefined;
	readonly until: string | undefined;
	/** Lines of each container, from the end; undefined for all. */
	readonly tail: number | undefined;
	readonly timestamps: boolean;
	readonly raw: boolean;
	readonly prefix: boolean;
	readonly colour: boolean;
};

/** The values of the flags of `plimsoll logs`, as `parseArgs` returns them. */
type Values = {
	readonly logs?: readonly string[];
	readonly follow?: boolean;
	readonly since?: string;
	readonly until?: string;
	readonly tail?: string;
	readonly timestamps?: boolean;
	readonly raw?: boolean;
	readonly 'no-prefix'?: boolean;
	readonly 'no-color'?: boolean;
};

/** Returns the part about logs, or the reason why it is wrong. */
export function readLogsArgs(values: Values, names: readonly string[]): LogsArgs | string {
	const { tail } = values;
	if (tail !== undefined && tail !== 'all' && !/^\d{1,15}$/.test(tail)) {
		return `--tail needs a number of lines or "all", not "${tail}"`;
	}
	const times: readonly (readonly [string, string | undefined])[] = [
		['since', values.since],
		['until', values.until],
	];
	for (const [name, text] of times) {
		const problem = text === undefined ? undefined : problemIn(() => parseMoment(text, 0));
		if (problem !== undefined) {
			return `--${name}: ${problem}`;
		}
	}
	if ([...names, ...(values.logs ?? [])].includes('')) {
		return 'a name of a log is empty';
	}
	return {
		names,
		projects: values.logs ?? [],
		follow: values.follow ?? false,
		since: values.since,
		until: values.until,
		tail: tail === undefined || tail === 'all' ? undefined : Number(tail),
		timestamps: values.timestamps ?? false,
		raw: values.raw ?? false,
		prefix: !values['no-prefix'],
		colour: !values['no-color'],
	};
}
