import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';

/** Returns the demo engine with other logs of its containers. */
export function demoWithLogs(logsOf: (demo: Engine) => Engine['containers']['logs']): Engine {
	const demo = createDemoEngine({ latency: 0 });
	const containers = { ...demo.containers, logs: logsOf(demo) };
	return { ...demo, endpoint: demo.endpoint, close: demo.close, containers };
}
