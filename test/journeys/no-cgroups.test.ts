import { afterEach, expect, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

let app: Dashboard | undefined;
afterEach(() => app?.close());

/** A demo engine that is rootless without cgroups, and answers for its host only after it has sent samples of a container. */
function lateHost(): Engine {
	const demo = createDemoEngine({ containers: 3 });
	let sampled = () => {};
	const samples = new Promise<void>(resolve => {
		sampled = resolve;
	});
	return {
		...demo,
		containers: {
			...demo.containers,
			async *stats(id, call) {
				let count = 0;
				for await (const sample of demo.containers.stats(id, call)) {
					yield sample;
					if (++count === 2) {
						sampled();
					}
				}
			},
		},
		system: {
			...demo.system,
			async host(call) {
				await samples;
				const droppedLimits = ['memory', 'cpu', 'cpuShares', 'cpuset', 'pids'] as const;
				return { ...(await demo.system.host(call)), cgroupDriver: 'none', rootless: true, droppedLimits };
			},
		},
		close: demo.close,
	};
}

test('an engine without cgroups shows no load, even if samples came before its host was known', async () => {
	app = await openDashboard({ engine: lateHost() });
	await app.until(({ host }) => host !== undefined);
	await app.untilText('no cgroups');
	expect(app.state().stats.size).toBe(0);
	expect(app.text()).not.toMatch(/\d%/);
});

test('the form for limits refuses what an engine without cgroups would drop', async () => {
	app = await openDashboard({ engine: lateHost() });
	await app.until(({ host, lists }) => host !== undefined && lists.containers.items.length > 0);
	await app.press('u');
	await app.untilText('Limits of');
	await app.type('64m');
	await app.untilText('the engine would drop it: it runs without cgroups');
});
