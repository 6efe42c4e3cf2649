import type { Container, Port } from '../nouns/container.js';
import type { Endpoint } from '../nouns/host.js';
import { publishedUrls } from './ports.js';

/** The host name under which this machine reaches the engine's published ports. */
export function urlHost(endpoint: Endpoint): string {
	const match = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint.url);
	return match?.[1] ?? 'localhost';
}

/** Returns true if an address means the machine that resolves it. */
const isLoopback = (ip: string | undefined): boolean => ip !== undefined && /^127\.|^::1$|^localhost$/.test(ip);

/** Returns true if the engine runs on another machine as far as its address shows. */
export const isElsewhere = (endpoint: Endpoint): boolean =>
	!isLoopback(
		urlHost(endpoint)
			.replace(/^\[|\]$/g, '')
			.toLowerCase(),
	);

/**
 * The ports that are published on the loopback address of another machine: a URL with that address would lead to this machine.
 */
export const unreachablePorts = ({ ports }: Container, endpoint: Endpoint): readonly Port[] =>
	isElsewhere(endpoint) ? ports.filter(({ ip, hostPort }) => hostPort !== undefined && isLoopback(ip)) : [];

/** The URLs of a container's published ports, without those that this machine cannot reach. */
export const urlsOf = (container: Container, endpoint: Endpoint): readonly string[] =>
	publishedUrls(
		container.ports.filter(port => !unreachablePorts(container, endpoint).includes(port)),
		urlHost(endpoint),
	);
