import type { Port } from '../domain/nouns/container.js';

/** Addresses that stand for all of the host's. */
const everywhere = ['0.0.0.0', '::', '', undefined];

/** An image's name without the registry's host, as far as there is one. Source: distribution/reference, splitDockerDomain. */
export const withoutRegistry = (image: string): string => image.replace(/^(?:localhost|[^/]*[.:][^/]*)\//, '');

/** Published ports, shortly: `4000->80, 127.0.0.1:53->53/udp`; IPv4 and IPv6 of one port are told once. */
export function publishedText(ports: readonly Port[]): string {
	const published = ports.flatMap(({ ip, hostPort, containerPort, protocol }) => {
		if (hostPort === undefined) {
			return [];
		}
		const address = everywhere.includes(ip) ? '' : `${ip?.includes(':') ? `[${ip}]` : ip}:`;
		return `${address}${hostPort}->${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
	});
	return [...new Set(published)].join(', ');
}
