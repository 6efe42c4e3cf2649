import { UsageError } from '../usage-error.js';
import { type Integer, parseGoAtoi } from './go-values.js';

/** An entry of `HostConfig.Ulimits`; -1 is unlimited. */
type Ulimit = { readonly Name: string; readonly Hard: Integer; readonly Soft: Integer };

const names = [
	...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile'],
	...['nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack'],
];

/** Reads `nofile=1024[:2048]`; throws UsageError with docker's message. Source: docker/go-units ParseUlimit. */
export function parseUlimit(text: string): Ulimit {
	const at = text.indexOf('=');
	if (at < 0) {
		throw new UsageError(`invalid ulimit argument: ${text}`);
	}
	const name = text.slice(0, at);
	const value = text.slice(at + 1);
	if (!names.includes(name)) {
		throw new UsageError(`invalid ulimit type: ${name}`);
	}
	const parts = value.split(':');
	if (parts.length > 2) {
		throw new UsageError(`too many limit value arguments - ${value}, can only have up to two, \`soft[:hard]\``);
	}
	const [soft, hard = soft] = parts.map(limit);
	if (hard !== -1 && soft === -1) {
		throw new UsageError(
			`ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${hard}`,
		);
	}
	if (hard !== -1 && soft! > hard!) {
		throw new UsageError(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
	}
	return { Name: name, Hard: hard!, Soft: soft! };
}

function limit(text: string): Integer {
	const read = parseGoAtoi(text);
	if ('reason' in read) {
		throw new UsageError(`strconv.ParseInt: parsing "${text}": ${read.reason}`);
	}
	return read.value;
}
