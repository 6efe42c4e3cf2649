import type { Engine } from '../engine.js';
import { composeCalls } from './compose/compose.js';
import type { Client } from './connect/http/client.js';
import { containerCalls } from './containers/containers.js';
import { createWire } from './http/request.js';
import { imageCalls } from './images.js';
import { networkCalls } from './networks.js';
import { systemCalls } from './system.js';
import { volumeCalls } from './volumes.js';

/** The engine behind a client. `close` closes the client. */
export function createDockerEngine(client: Client): Engine {
	const wire = createWire(client);
	return {
		endpoint: client.endpoint,
		system: systemCalls(wire),
		containers: containerCalls(wire),
		images: imageCalls(wire),
		volumes: volumeCalls(wire),
		networks: networkCalls(wire),
		compose: composeCalls(client.endpoint, process.env, client.sshOptions),
		maxStreams: () => client.maxStreams(),
		close: () => client.close(),
	};
}
