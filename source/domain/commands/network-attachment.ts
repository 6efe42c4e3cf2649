import { networkRow } from '../run/network-row.js';
import { endpointSettings, ipam } from '../run/request/endpoint-settings.js';
import { type ApiRequest, each, option, toggle } from './api-request.js';

/** What `docker network connect` is told; empty text and lists: not said. */
export type Connection = {
	readonly network: string;
	readonly container: string;
	readonly aliases: readonly string[];
	readonly ip: string;
	readonly ip6: string;
	readonly links: readonly string[];
};

/** `docker network connect --alias api --ip 10.0.0.5 front web`. */
export function connectArgv({ network, container, aliases, ip, ip6, links }: Connection): string[] {
	return [
		...['docker', 'network', 'connect', ...each('--alias', aliases), ...option('--ip', ip), ...option('--ip6', ip6)],
		...each('--link', links),
		...[network, container],
	];
}

/** `POST /networks/{id}/connect`. */
export function connectRequest({ network, container, aliases, ip, ip6, links }: Connection): ApiRequest {
	const row = { ...networkRow(network), aliases, ip, ip6 };
	const body = {
		Container: container,
		EndpointConfig: { ...endpointSettings(row, links), IPAMConfig: ipam(row) ?? {}, Aliases: aliases, DriverOpts: {} },
	};
	return { method: 'POST', path: `/networks/${network}/connect`, query: {}, body };
}

/** `docker network disconnect --force front web`. */
export function disconnectArgv(network: string, container: string, force = false): string[] {
	return ['docker', 'network', 'disconnect', ...toggle('--force', force), network, container];
}
export function disconnectRequest(network: string, container: string, force = false): ApiRequest {
	const body = { Container: container, Force: force };
	return { method: 'POST', path: `/networks/${network}/disconnect`, query: {}, body };
}
