import type { Endpoint } from '../../../domain/host.js';
import { EngineError } from '../../errors.js';
import { plainAgent } from './agents.js';
import type { Transport } from './transport.js';

/** Picks the transport for an endpoint. Opens nothing yet. Throws an EngineError for an address that nothing can reach. */
export function openTransport(endpoint: Endpoint): Transport {
	const { url } = endpoint;
	if (url.startsWith('unix://')) {
		const agent = plainAgent();
		return { protocol: 'http', socketPath: url.slice('unix://'.length), agent, close: () => agent.destroy() };
	}
	throw new EngineError('unreachable', `invalid bind address format: ${url}`);
}
