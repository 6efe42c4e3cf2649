import { apiAtLeast } from '../run/request/context.js';
import { type ApiRequest, each, type Names, option, pairWords, postJson, remove, toggle } from './api-request.js';

/** One address range of a network. */
export type Subnet = { readonly subnet: string; readonly gateway?: string; readonly ipRange?: string };

/** The options of `docker network create`. */
export type NetworkCreation = {
	readonly name: string;
	/** Undefined or empty for `bridge`. */
	readonly driver?: string;
	readonly subnets?: readonly Subnet[];
	readonly internal?: boolean;
	readonly attachable?: boolean;
	/** Undefined for the engine's own setting. */
	readonly ipv6?: boolean;
	readonly options?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
};

/** `docker network create --subnet 10.0.0.0/16 --gateway 10.0.0.1 front`. */
export const createNetworkCommand = {
	argv: (network: NetworkCreation): string[] => [
		...['docker', 'network', 'create', ...option('--driver', network.driver === 'bridge' ? '' : network.driver)],
		...(network.subnets ?? []).flatMap(({ subnet, gateway, ipRange }) => [
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
	],
	request(network: NetworkCreation, apiVersion: string): ApiRequest {
		const config = (network.subnets ?? []).map(({ subnet, gateway, ipRange }) => ({
			Subnet: subnet,
			...(ipRange && { IPRange: ipRange }),
			...(gateway && { Gateway: gateway }),
		}));
		return postJson(['networks', 'create'], {
			Driver: network.driver || 'bridge',
			Scope: '',
			...(network.ipv6 !== undefined && { EnableIPv6: network.ipv6 }),
			IPAM: { Driver: 'default', Options: {}, Config: config },
			Internal: network.internal ?? false,
			Attachable: network.attachable ?? false,
			Ingress: false,
			ConfigOnly: false,
			ConfigFrom: null,
			Options: network.options ?? {},
			Labels: network.labels ?? {},
			Name: network.name,
			// Without it, engines before API 1.44 create a second network with the same name.
			...(!apiAtLeast(apiVersion, '1.44') && { CheckDuplicate: true }),
		});
	},
};

/** `docker network rm front`. */
export const removeNetworkCommand = {
	argv: (networks: Names): string[] => ['docker', 'network', 'rm', ...networks],
	request: (network: string): ApiRequest => remove(['networks', { id: network }]),
};
