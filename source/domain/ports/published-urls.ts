import type { Container } from '../nouns/container.js';
import type { Endpoint } from '../nouns/host.js';
import { publishedUrls } from './ports.js';

/** The host name under which this machine reaches the engine's published ports. */
function urlHost(endpoint: Endpoint): string {
	const match = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint.url);
	return match?.[1] ?? 'localhost';
}

/** The URLs of a container's published ports. */
export const urlsOf = (container: Container, endpoint: Endpoint): readonly string[] =>
	publishedUrls(container.ports, urlHost(endpoint));
