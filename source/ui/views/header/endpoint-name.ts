import type { Endpoint, Host } from '../../../domain/nouns/host.js';

/** What the header calls the engine: the docker context that led there, else its address without the scheme. */
export function endpointName(endpoint: Endpoint): string {
	if (endpoint.context !== undefined && endpoint.context !== 'default') {
		return endpoint.context;
	}
	if (endpoint.url.startsWith('demo://')) {
		return 'demo engine';
	}
	return endpoint.url.replace(/^(?:unix|npipe|tcp|ssh|https?):\/\//, '') || endpoint.url;
}

/** The engine host's own name, when the address does not say it already. */
export function hostName(endpoint: Endpoint, host: Host | undefined): string | undefined {
	const name = host?.name;
	return name === undefined || name === '' || endpointName(endpoint).includes(name) ? undefined : name;
}
