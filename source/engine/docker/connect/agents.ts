import http from 'node:http';
import https from 'node:https';

/** docker-modem inspects every request's options to full depth; without this an agent doubles the cost of a call. */
const opaque = { [Symbol.for('nodejs.util.inspect.custom')]: () => 'agent' };

/** Makes an agent print as one word. */
export function opaqueAgent<A extends http.Agent>(agent: A): A {
	return Object.assign(agent, opaque);
}

/** Idle connections kept for the next call: streams hold their own, and an engine counts every one. */
const idle = { keepAlive: true, maxFreeSockets: 2 };

/** Keeps idle connections for the next call. One per client, so that closing it takes only its own sockets. */
export function plainAgent(): http.Agent {
	return opaqueAgent(new http.Agent(idle));
}

/** The same over TLS. */
export function tlsAgent(options: https.AgentOptions): https.Agent {
	return opaqueAgent(new https.Agent({ ...options, ...idle }));
}
