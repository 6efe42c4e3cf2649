import { describe } from 'vitest';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { containerJourneys } from './containers.js';
import { nounJourneys } from './nouns.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('on a real engine', () => {
	const open = async () => {
		const opened = createDockerEngine(await openClient({ url: engine.host, origin: 'test' }));
		return { engine: opened, busybox: engine.busybox, cleanup: () => opened.close() };
	};
	containerJourneys(open);
	nounJourneys(open);
});
