import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { engineContract } from './engine-contract.js';

engineContract('the demo engine', async () => {
	const engine = createDemoEngine({ latency: 1 });
	return { engine, busybox: 'busybox', cleanup: () => engine.close() };
});
