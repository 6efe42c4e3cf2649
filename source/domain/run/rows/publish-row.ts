import { UsageError } from '../usage-error.js';
import { canonicalIp } from '../values/ip-address.js';
import { parsePortRange } from '../values/port-range.js';

/** One `-p [ip:][host:]container[/protocol]`. Ports are numbers or ranges as text: `80`, `8000-8010`. */
export type PublishRow = {
	/** Host address without brackets; empty means all addresses. */
	readonly ip: string;
	/** Empty means a free port that the engine selects. */
	readonly hostPort: string;
	readonly containerPort: string;
	readonly protocol: 'tcp' | 'udp' | 'sctp';
};

/**
 * Reads a value of `--publish`, also `target=80,published=8080`. Throws UsageError with docker's message.
 * Source: docker/go-connections nat.ParsePortSpec.
 */
export function parsePublish(text: string): PublishRow {
	const spec = text.includes('=') ? fromPairs(text) : text;
	const parts = spec.split(':');
	const containerSpec = parts.pop()!;
	const hostPort = parts.pop() ?? '';
	const slash = containerSpec.indexOf('/');
	const containerPort = slash < 0 ? containerSpec : containerSpec.slice(0, slash);
	if (containerPort === '') {
		throw new UsageError(`no port specified: ${spec}<empty>`, '--publish');
	}
	const protocol = (slash < 0 ? '' : containerSpec.slice(slash + 1).toLowerCase()) || 'tcp';
	if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') {
		throw new UsageError(`invalid proto: ${protocol}`, '--publish');
	}
	const row: PublishRow = { ip: hostAddress(parts.join(':')), hostPort, containerPort, protocol };
	checkRanges(row);
	return row;
}

/** Writes a row in its shortest form: `8080:80`, `[::1]:8080:80/udp`, `80`. */
export function formatPublish(row: PublishRow): string {
	const ip = row.ip.includes(':') ? `[${row.ip}]` : row.ip;
	const container = row.protocol === 'tcp' ? row.containerPort : `${row.containerPort}/${row.protocol}`;
	return ip === '' && row.hostPort === '' ? container : `${ip === '' ? '' : `${ip}:`}${row.hostPort}:${container}`;
}

/** Checks both ranges. They must have the same size, unless a single container port uses any port of the host range. */
function checkRanges(row: PublishRow): void {
	const container = parsePortRange(row.containerPort);
	if (container === undefined) {
		throw new UsageError(`invalid containerPort: ${row.containerPort}`, '--publish');
	}
	if (row.hostPort === '') {
		return;
	}
	const host = parsePortRange(row.hostPort);
	if (host === undefined) {
		throw new UsageError(`invalid hostPort: ${row.hostPort}`, '--publish');
	}
	const span = container.end - container.start;
	if (span !== 0 && span !== host.end - host.start) {
		throw new UsageError(
			`invalid ranges specified for container and host Ports: ${row.containerPort} and ${row.hostPort}`,
			'--publish',
		);
	}
}

function hostAddress(text: string): string {
	let ip = text;
	if (ip.startsWith('[')) {
		if (!ip.endsWith(']')) {
			throw new UsageError(`invalid IP address ${ip}: address ${ip}:: missing ']' in address`, '--publish');
		}
		ip = ip.slice(1, -1);
	}
	if (ip !== '' && canonicalIp(ip) === undefined) {
		throw new UsageError(`invalid IP address: ${ip}`, '--publish');
	}
	return ip;
}

function fromPairs(text: string): string {
	const fields: Record<string, string> = { published: '', target: '', protocol: 'tcp' };
	for (const part of text.split(',')) {
		const at = part.indexOf('=');
		if (at < 1) {
			throw new UsageError(`invalid publish opts format (should be name=value but got '${part}')`, '--publish');
		}
		fields[part.slice(0, at)] = part.slice(at + 1);
	}
	return `${fields.published}:${fields.target}/${fields.protocol}`;
}
