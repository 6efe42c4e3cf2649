import { describe, inject, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { engineContract } from './engine-contract.js';

const provided = inject('engine');

if ('skipped' in provided) {
	describe('a real engine keeps the engine contract', () => {
		test(`needs an engine: ${provided.skipped}`, context => context.skip(provided.skipped));
	});
} else {
	engineContract('a real engine', async () => {
		const client = await openClient({ url: provided.host, origin: 'test' });
		const engine = createDockerEngine(client);
		return { engine, busybox: provided.busybox, is: provided.is, cleanup: () => engine.close() };
	});
}
