import { apiAtLeast } from '../run/request/context.js';
import { type ApiRequest, each, option, pairWords, toggle } from './api-request.js';

/** One address range of a network; gateway and range may be empty. */
export type Subnet = { readonly subnet: string; readonly gateway: string; readonly ipRange: string };

/** What `docker network create` is told. */
export type NetworkCreation = {
	readonly name: string;
	/** Empty: `bridge`. */
	readonly driver: string;
	readonly subnets: readonly Subnet[];
	readonly internal: boolean;
	readonly attachable: boolean;
	/** undefined: as the engine is configured. */
	readonly ipv6: boolean | undefined;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

/** `docker network create --subnet 10.0.0.0/16 --gateway 10.0.0.1 front`. */
export function createNetworkArgv(network: NetworkCreation): string[] {
	return [
		...['docker', 'network', 'create', ...option('--driver', network.driver === 'bridge' ? '' : network.driver)],
		...network.subnets.flatMap(({ subnet, gateway, ipRange }) => [
			...option('--subnet', subnet),
			...option('--gateway', gateway),
			...option('--ip-range', ipRange),
		]),
		...toggle('--internal', network.internal),
		...toggle('--attachable', network.attachable),
		...(network.ipv6 === undefined ? [] : [network.ipv6 ? '--ipv6' : '--ipv6=false']),
		...each('--opt', pairWords(network.options)),
		...each('--label', pairWords(network.labels)),
		network.name,
	];
}

/** `POST /networks/create`. */
export function createNetworkRequest(network: NetworkCreation, apiVersion: string): ApiRequest {
	const config = network.subnets.map(({ subnet, gateway, ipRange }) => ({
		Subnet: subnet,
		...(ipRange !== '' && { IPRange: ipRange }),
		...(gateway !== '' && { Gateway: gateway }),
	}));
	const body = {
		Driver: network.driver || 'bridge',
		Scope: '',
		...(network.ipv6 !== undefined && { EnableIPv6: network.ipv6 }),
		IPAM: { Driver: 'default', Options: {}, Config: config },
		Internal: network.internal,
		Attachable: network.attachable,
		Ingress: false,
		ConfigOnly: false,
		ConfigFrom: null,
		Options: network.options,
		Labels: network.labels,
		Name: network.name,
		// Engines before API 1.44 made two networks of one name unless asked not to.
		...(!apiAtLeast(apiVersion, '1.44') && { CheckDuplicate: true }),
	};
	return { method: 'POST', path: '/networks/create', query: {}, body };
}

/** `docker network rm front`. */
export function removeNetworkArgv(names: readonly string[]): string[] {
	return ['docker', 'network', 'rm', ...names];
}
export function removeNetworkRequest(name: string): ApiRequest {
	return { method: 'DELETE', path: `/networks/${name}`, query: {} };
}
