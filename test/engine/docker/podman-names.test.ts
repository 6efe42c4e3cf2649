import { expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { pong, stub } from './connect/helpers/servers.js';

const { signal } = new AbortController();

/** A row of Podman 5.8, without what this test does not read. */
const row = {
	Id: '96f1830301ceaf931a2801413cd43e6849344a109027a8ab4409443b57604d33',
	Names: ['/web'],
	Image: 'docker.io/library/bb:latest',
	ImageID: 'sha256:89f2ae38cc541e79ead52c636b29d07e82dfe6f2f927936c08f07261cc9f9b13',
	State: 'running',
};

test('a container of Podman has the short name of an image on Docker Hub', async () => {
	const server = await stub(({ url = '' }) =>
		url.endsWith('/_ping') ? pong('1.41') : { body: JSON.stringify([row, { ...row, Image: 'localhost/shop:2' }]) },
	);
	const engine = createDockerEngine(await openClient(server.endpoint, { configFolder: '/nowhere', env: {} }));
	onTestFinished(() => engine.close());
	const rows = await engine.containers.list({ signal });
	expect(rows.map(({ image }) => image)).toEqual(['bb:latest', 'localhost/shop:2']);
});
