import type { RunOptions } from '../options.js';
import type { PublishRow } from '../rows/publish-row.js';
import { UsageError } from '../usage-error.js';
import { parsePortRange } from '../values/port-range.js';

type Binding = { readonly HostIp: string; readonly HostPort: string };

/** `PortBindings`: one entry for each container port of each row. */
export function portBindings(rows: readonly PublishRow[]): Record<string, Binding[]> {
	const bindings: Record<string, Binding[]> = {};
	for (const row of rows) {
		for (const [port, hostPort] of portPairs(row)) {
			bindings[port] ??= [];
			bindings[port].push({ HostIp: row.ip, HostPort: hostPort });
		}
	}
	return bindings;
}

/** `ExposedPorts`: the published ports and those of `--expose`; undefined when there are none. */
export function exposedPorts({ publish, expose }: RunOptions): Record<string, object> | undefined {
	const ports = [...publish.flatMap(row => portPairs(row).map(([port]) => port)), ...expose.flatMap(parseExpose)];
	return ports.length === 0 ? undefined : Object.fromEntries(ports.map(port => [port, {}]));
}

/** Converts `80`, `80-82/udp` of `--expose` to `80/tcp`, …; throws UsageError with docker's message. */
export function parseExpose(text: string): string[] {
	if (text.includes(':')) {
		throw new UsageError(`invalid port format for --expose: ${text}`, '--expose');
	}
	const slash = text.indexOf('/');
	const port = slash < 0 ? text : text.slice(0, slash);
	const protocol = (slash < 0 ? '' : text.slice(slash + 1)) || 'tcp';
	const range = parsePortRange(port);
	if (range === undefined) {
		throw new UsageError(`invalid range format for --expose: ${text}, error: ${rangeProblem(port)}`, '--expose');
	}
	return Array.from({ length: range.end - range.start + 1 }, (_, index) => `${range.start + index}/${protocol}`);
}

/** Go's message for an invalid port range. */
function rangeProblem(text: string): string {
	if (text === '') {
		return 'empty string specified for ports';
	}
	const at = text.indexOf('-');
	const ends = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
	for (const end of ends) {
		if (!/^\d+$/.test(end)) {
			return `strconv.ParseUint: parsing "${end}": invalid syntax`;
		}
		if (Number(end) > 65_535) {
			return `strconv.ParseUint: parsing "${end}": value out of range`;
		}
	}
	return `invalid range specified for port: ${text}`;
}

function portPairs({ hostPort, containerPort, protocol }: PublishRow): [port: string, hostPort: string][] {
	const container = parsePortRange(containerPort);
	const host = parsePortRange(hostPort);
	if (container === undefined) {
		throw new UsageError(`invalid containerPort: ${containerPort}`, '--publish');
	}
	const count = container.end - container.start + 1;
	return Array.from({ length: count }, (_, index) => {
		const free = count === 1 && host !== undefined && host.end !== host.start;
		const chosen = host === undefined ? '' : free ? `${host.start}-${host.end}` : String(host.start + index);
		return [`${container.start + index}/${protocol}`, chosen];
	});
}
