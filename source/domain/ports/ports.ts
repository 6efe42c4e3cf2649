import type { Port } from '../nouns/container.js';

/**
 * The PORTS column of `docker ps`: `0.0.0.0:5000->80/tcp, 9000-9002/tcp`. Consecutive ports with the same number on
 * host and container are joined; IPv6 addresses are in brackets.
 * Source: docker/cli cli/command/formatter/container.go, DisplayablePorts.
 */
export function formatPorts(ports: readonly Port[]): string {
	const groups = new Map<string, { first: number; last: number }>();
	const result: string[] = [];
	const mappings: string[] = [];
	for (const port of [...ports].sort(comparePorts)) {
		const current = port.containerPort;
		let key: string = port.protocol;
		if (port.ip) {
			if (port.hostPort !== current) {
				mappings.push(`${hostAndPort(port.ip, String(port.hostPort ?? 0))}->${current}/${port.protocol}`);
				continue;
			}
			key = `${port.ip}/${port.protocol}`;
		}
		const group = groups.get(key);
		if (group && current === group.last + 1) {
			group.last = current;
			continue;
		}
		if (group) {
			result.push(formatGroup(key, group));
		}
		groups.set(key, { first: current, last: current });
	}
	for (const [key, group] of groups) {
		result.push(formatGroup(key, group));
	}
	return [...result, ...mappings].join(', ');
}

/** The order of EXPOSE entries such as `53/udp`: by number, as `docker ps` lists ports. The engine returns them in the order of texts. */
export const compareExposed = (a: string, b: string): number =>
	Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b, 'en');

/**
 * URLs for a browser, one for each published TCP port. `host` replaces the address of "all interfaces"; container ports that
 * end in 443 get https.
 */
export function publishedUrls(ports: readonly Port[], host: string): readonly string[] {
	const urls = new Set<string>();
	for (const port of [...ports].sort(comparePorts)) {
		if (port.hostPort === undefined || port.hostPort === 0 || port.protocol !== 'tcp') {
			continue;
		}
		const everywhere = !port.ip || port.ip === '0.0.0.0' || port.ip === '::';
		const secure = port.containerPort % 1000 === 443;
		const scheme = secure ? 'https' : 'http';
		const suffix = port.hostPort === (secure ? 443 : 80) ? '' : `:${port.hostPort}`;
		urls.add(`${scheme}://${bracketed(everywhere ? host : port.ip!)}${suffix}/`);
	}
	return [...urls];
}

function formatGroup(key: string, { first, last }: { first: number; last: number }): string {
	const separator = key.lastIndexOf('/');
	const range = first === last ? String(first) : `${first}-${last}`;
	const mapping = separator === -1 ? range : `${hostAndPort(key.slice(0, separator), range)}->${range}`;
	return `${mapping}/${key.slice(separator + 1)}`;
}

const bracketed = (ip: string) => (ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip);
const hostAndPort = (ip: string, port: string) => `${bracketed(ip)}:${port}`;

function comparePorts(a: Port, b: Port): number {
	return (
		a.containerPort - b.containerPort ||
		compareText(a.ip ?? '', b.ip ?? '') ||
		(a.hostPort ?? 0) - (b.hostPort ?? 0) ||
		compareText(a.protocol, b.protocol)
	);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
