import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { answer, delay } from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, dashboardOn, proxied, select } from '../kit.js';
import { flood, withOwnEvents } from './flood.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('an engine under load', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-storm');
		await scene.idle('calm');
	});
	afterAll(() => scene.clear());

	test('causes few list requests at a thousand events a second, and the final list is correct', async () => {
		const { app, proxy, events } = await withOwnEvents(engine.host);
		await select(app, scene.nameOf('calm'));
		proxy.forget();
		let updates = 0;
		app.runtime.store.subscribe((state, before) => {
			if (state.events !== before.events) {
				updates++;
			}
		});
		flood(events, 1000);
		const started = performance.now();
		const lists = ['/containers/json', '/images/json', '/volumes', '/networks'];
		await app.until(() => lists.every(path => proxy.of(`GET ${path}`).length >= 5));
		// The bounds below are rates, so that they hold on a machine of any speed.
		const seconds = (performance.now() - started) / 1000;
		app.runtime.key('2');
		expect(app.state().pane).toBe('images');
		for (const path of lists) {
			expect(proxy.of(`GET ${path}`).length, path).toBeLessThanOrEqual(seconds * 4 + 2);
		}
		expect(updates).toBeLessThanOrEqual(seconds * 21);
		expect(app.state().events.length).toBe(500);
		expect(app.text()).toContain(scene.nameOf('calm'));
	});

	test('does not slow keys down when each call takes 2 s more, and late answers are shown', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('calm'));
		proxy.fault('* /*', delay(2000));
		app.runtime.key('s');
		// Each key has its effect before anything is answered.
		for (const [key, shown] of [
			['2', ['images', 0]],
			['3', ['volumes', 0]],
			['1', ['containers', 0]],
			['?', ['containers', 1]],
			['escape', ['containers', 0]],
			[':', ['containers', 1]],
			['escape', ['containers', 0]],
			['ctrl-r', ['containers', 0]],
		] as const) {
			app.runtime.key(key);
			const { pane, modals } = app.state();
			expect([key, [pane, modals.length]]).toEqual([key, shown]);
		}
		expect(app.state().commands.at(-1)).toMatchObject({ status: 'running' });
		await app.until(({ commands }) => commands.at(-1)?.status === 'done');
		await app.until(({ lists: { containers } }) =>
			containers.items.some(({ name, state }) => name === scene.nameOf('calm') && state === 'exited'),
		);
		expect(app.state().connection.status).toBe('connected');
		expect(proxy.of('POST /containers/*/stop')).toHaveLength(1);
	});

	test('is reported when it hangs from the start, and q quits', async () => {
		const proxy = await proxied(engine.host);
		proxy.fault(
			'* /*',
			answer(() => {}),
		);
		const opening = dashboardOn(proxy.host);
		const app = await opening;
		await app.untilText(/did not answer within 10 s/);
		app.runtime.key('q');
		expect(app.left()).toBe(true);
		proxy.clearFaults();
		app.runtime.key('r');
		await app.until(({ connection }) => connection.status === 'connected');
	});
});
