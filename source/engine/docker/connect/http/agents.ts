import http from 'node:http';
import https from 'node:https';

/** Idle connections kept for the next call: streams hold their own, and an engine counts every one. */
const idle = { keepAlive: true, maxFreeSockets: 2 };

/** Keeps idle connections for the next call. One per client, so that closing it takes only its own sockets. */
export function plainAgent(): http.Agent {
	return new http.Agent(idle);
}

/** The same over TLS. */
export function tlsAgent(options: https.AgentOptions): https.Agent {
	return new https.Agent({ ...options, ...idle });
}
