import { endpointSettings, ipam } from '../run/request/endpoint-settings.js';
import { networkRow } from '../run/rows/network-row.js';
import { type Command, each, option, postJson, toggle } from './api-request.js';

/** The options of `docker network connect`. */
export type Connection = {
	readonly container: string;
	readonly aliases?: readonly string[];
	readonly ip?: string;
	readonly ip6?: string;
	readonly links?: readonly string[];
};

/** `docker network connect --alias api --ip 10.0.0.5 front web`. */
export const connectCommand: Command<Connection> = {
	argv: (network, { container, aliases, ip, ip6, links }) => [
		...['docker', 'network', 'connect', ...each('--alias', aliases), ...option('--ip', ip), ...option('--ip6', ip6)],
		...each('--link', links),
		...[network, container],
	],
	request(network, { container, aliases = [], ip = '', ip6 = '', links = [] }) {
		const row = { ...networkRow(network), aliases, ip, ip6 };
		const settings = { ...endpointSettings(row, links), IPAMConfig: ipam(row) ?? {}, Aliases: aliases, DriverOpts: {} };
		return postJson(['networks', { id: network }, 'connect'], { Container: container, EndpointConfig: settings });
	},
};

/** The options of `docker network disconnect`. */
export type Disconnection = { readonly container: string; readonly force: boolean };

/** `docker network disconnect --force front web`. */
export const disconnectCommand: Command<Disconnection> = {
	argv: (network, { container, force }) => [
		...['docker', 'network', 'disconnect', ...toggle('--force', force)],
		...[network, container],
	],
	request: (network, { container, force }) =>
		postJson(['networks', { id: network }, 'disconnect'], { Container: container, Force: force }),
};
