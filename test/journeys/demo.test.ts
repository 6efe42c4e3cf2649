import { describe } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { containerJourneys } from './containers.js';
import { nounJourneys } from './nouns.js';

const open = async () => {
	const engine = createDemoEngine({ latency: 0 });
	return { engine, busybox: 'busybox', cleanup: () => engine.close() };
};

describe('on the demo engine', () => {
	containerJourneys(open);
	nounJourneys(open);
});
