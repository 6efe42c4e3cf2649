import type { Endpoint, Host } from '../../../domain/nouns/host.js';

/** Returns the engine's name in the header: the docker context that it comes from, else its address without the scheme. */
export function endpointName(endpoint: Endpoint): string {
	if (endpoint.context !== undefined && endpoint.context !== 'default') {
		return endpoint.context;
	}
	if (endpoint.url.startsWith('demo://')) {
		return 'demo engine';
	}
	return endpoint.url.replace(/^(?:unix|npipe|tcp|ssh|https?):\/\//, '') || endpoint.url;
}

/** Returns the name of the engine's host, unless the endpoint's name contains it. */
export function hostName(endpoint: Endpoint, host: Host | undefined): string | undefined {
	const name = host?.name;
	return name === undefined || name === '' || endpointName(endpoint).includes(name) ? undefined : name;
}
