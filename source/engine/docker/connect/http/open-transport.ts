import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import type { Environment } from '../settings/config-file.js';
import { readTls } from '../settings/tls.js';
import { sshTransport } from '../ssh/ssh.js';
import { plainAgent, tlsAgent } from './agents.js';
import type { Transport } from './transport.js';

/**
 * Picks the transport for an endpoint; opens no connection yet. Throws an EngineError for an address that nothing can
 * reach and for TLS files that cannot be read.
 */
export async function openTransport(endpoint: Endpoint, env: Environment): Promise<Transport> {
	const { url } = endpoint;
	const scheme = url.slice(0, Math.max(0, url.indexOf('://')));
	switch (scheme) {
		case 'unix':
			return overSocket(url.slice('unix://'.length));
		case 'npipe':
			return overSocket(url.slice('npipe://'.length));
		case 'ssh':
			return sshTransport(url, env);
		case 'tcp':
		case 'http':
		case 'https':
			return overTcp(endpoint, scheme);
		default:
			throw new EngineError('bad-request', `invalid bind address format: ${url}`);
	}
}

function overSocket(socketPath: string): Transport {
	const agent = plainAgent();
	return { protocol: 'http', socketPath, agent, close: () => agent.destroy() };
}

async function overTcp(endpoint: Endpoint, scheme: string): Promise<Transport> {
	const secure = endpoint.tls !== undefined || scheme === 'https';
	const agent = secure ? tlsAgent(await readTls(endpoint)) : plainAgent();
	const { hostname, port, pathname } = addressOf(endpoint.url, scheme);
	return {
		protocol: secure ? 'https' : 'http',
		host: hostname.replace(/^\[(.*)\]$/, '$1'),
		// A context may name no port: HTTP's own then, as for the docker CLI.
		port: Number(port) || (secure ? 443 : 80),
		prefix: pathname.replace(/\/+$/, ''),
		agent,
		close: () => agent.destroy(),
	};
}

function addressOf(url: string, scheme: string): URL {
	try {
		return new URL(`http${url.slice(scheme.length)}`);
	} catch (cause) {
		throw new EngineError('bad-request', `invalid bind address format: ${url}`, { cause });
	}
}
