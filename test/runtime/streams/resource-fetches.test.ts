import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { createForegroundWork } from '../../../source/runtime/concurrency/foreground-work.js';
import { openScope } from '../../../source/runtime/concurrency/scope.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { ResourceFetches } from '../../../source/runtime/streams/resource-fetches.js';
import { EventPrecedence } from '../../../source/runtime/sync/event-precedence.js';
import { replaceItems } from '../../../source/state/lists/listing.js';
import { resourceOf } from '../../../source/state/resource-of.js';
import type { ResourceWant } from '../../../source/state/wanted.js';
import { state } from '../../helpers/state/state.js';
import { fakeClock } from '../fake-clock.js';
import { recorded } from '../recorded.js';

/** Fetches of the demo engine's containers; while `fails`, the engine refuses to inspect. */
async function fetches() {
	const time = fakeClock();
	const demo = createDemoEngine({ latency: 0 });
	const engine = { fails: false };
	const { engine: failing, of } = recorded(demo, {
		'containers.inspect': (id: never, call: never) =>
			engine.fails ? Promise.reject(new EngineError('server', 'out of order')) : demo.containers.inspect(id, call),
	});
	const containers = await demo.containers.list({ signal: openScope().signal });
	const store = createAppStore(state({ containers }));
	const resources = new ResourceFetches({
		engine: failing,
		store,
		clock: time.clock,
		foreground: createForegroundWork(),
		precedence: new EventPrecedence(time.clock),
		suspect() {},
	});
	const wants = containers.map(
		({ id }): ResourceWant => ({ kind: 'resource', key: `container:${id}`, of: 'container', id }),
	);
	const run = (want: ResourceWant) => resources.run(want, openScope().signal);
	return {
		time,
		engine,
		store,
		resources,
		of,
		run,
		want: wants[0]!,
		status: () => resourceOf(store.getState(), wants[0]!),
	};
}

describe('a resource that cannot be fetched', () => {
	test('is marked as failed with the reason, and as wanted again after a delay that doubles', async () => {
		const { time, engine, run, want, status } = await fetches();
		engine.fails = true;
		for (const delayMs of [3000, 6000, 12_000, 24_000, 30_000, 30_000]) {
			await run(want);
			expect(status()).toMatchObject({ status: 'failed', error: 'out of order' });
			await time.pass(delayMs - 1);
			expect(status()?.status).toBe('failed');
			await time.pass(1);
			expect(status()?.status).toBe('loading');
		}
		engine.fails = false;
		await run(want);
		expect([status()?.status, time.timers]).toEqual(['ready', 0]);
		engine.fails = true;
		await run(want);
		await time.pass(3000);
		expect(status()?.status).toBe('loading');
	});

	test('keeps its value', async () => {
		const { engine, run, want, status } = await fetches();
		await run(want);
		const value = status()?.value;
		expect(value).toBeDefined();
		engine.fails = true;
		await run(want);
		expect(status()).toEqual({ status: 'failed', error: 'out of order', value });
	});

	test('is not tried again when its item is in no list any more', async () => {
		const { time, engine, store, run, want, status } = await fetches();
		engine.fails = true;
		await run(want);
		store.update(before => replaceItems(before, 'containers', []));
		await run(want);
		expect([status(), time.timers]).toEqual([undefined, 0]);
	});

	test('is not tried again after the stop', async () => {
		const { time, engine, resources, run, want } = await fetches();
		engine.fails = true;
		await run(want);
		resources.stop();
		expect(time.timers).toBe(0);
	});
});

describe('resources', () => {
	test('are not fetched when they are no longer wanted by their turn', async () => {
		const { resources, of, want } = await fetches();
		const scope = openScope();
		const all = [want, want, want].map(each => resources.run(each, scope.signal));
		expect(of('containers.inspect')).toHaveLength(2);
		scope.end();
		await Promise.all(all);
		expect(of('containers.inspect')).toHaveLength(2);
	});
});
