import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { engineOrSkip } from '../helpers/real-engine.js';
import { answer, delay } from '../helpers/recording-proxy.js';
import { createScene, type Scene } from '../helpers/scene.js';
import { behindProxy, dashboardOn, proxied, select } from './kit.js';

const { skip, engine } = engineOrSkip();

/** Events of every kind that the engine never had, `perSecond` of them. */
function flood(out: ServerResponse, perSecond: number): void {
	const kinds = [
		['container', 'start'],
		['container', 'die'],
		['image', 'tag'],
		['volume', 'create'],
		['network', 'create'],
	];
	let sent = 0;
	const timer = setInterval(() => {
		for (let count = 0; count < perSecond / 50; count++, sent++) {
			const [Type, Action] = kinds[sent % kinds.length]!;
			const Actor = { ID: `made-up-${sent}`, Attributes: {} };
			out.write(`${JSON.stringify({ Type, Action, Actor, time: 1, timeNano: 1e9 })}\n`);
		}
	}, 20);
	out.once('close', () => clearInterval(timer));
	onTestFinished(() => clearInterval(timer));
}

describe.skipIf(skip)('an engine under load', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-storm');
		await scene.idle('calm');
	});
	afterAll(() => scene.clear());

	it('a thousand events a second: few lists, no lag, and true at the end', async () => {
		const proxy = await proxied(engine.host);
		let events: ServerResponse | undefined;
		const take = answer((_, out) => {
			events = out;
			out.writeHead(200).flushHeaders();
		});
		proxy.fault('GET /events', take, { times: 1 });
		const app = await dashboardOn(proxy.host);
		await select(app, scene.nameOf('calm'));
		proxy.forget();
		let updates = 0;
		app.runtime.store.subscribe((state, before) => {
			if (state.events !== before.events) updates++;
		});
		flood(events!, 1000);
		const started = performance.now();
		await app.until(() => performance.now() - started > 3000);
		const seconds = (performance.now() - started) / 1000;
		const pressed = performance.now();
		app.runtime.key('2');
		expect(app.state().pane).toBe('images');
		expect(performance.now() - pressed).toBeLessThan(100);
		for (const path of ['/containers/json', '/images/json', '/volumes', '/networks']) {
			const lists = proxy.of(`GET ${path}`).length;
			expect(lists, path).toBeGreaterThan(0);
			expect(lists, path).toBeLessThanOrEqual(seconds * 4 + 2);
		}
		expect(updates).toBeLessThanOrEqual(seconds * 21);
		expect(app.state().events.length).toBe(500);
		expect(app.text()).toContain(scene.nameOf('calm'));
	});

	it('an engine that is slow (+2 s each call): keys are not, and what comes is shown', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('calm'));
		proxy.fault('* /*', delay(2000));
		app.runtime.key('s');
		const slowest = { key: '', ms: 0 };
		for (const key of ['2', '3', '4', '1', '?', 'escape', 'j', 'k', 'z', 'z', ':', 'escape', 'ctrl-r']) {
			const pressed = performance.now();
			app.runtime.key(key);
			app.screen();
			const ms = performance.now() - pressed;
			if (ms > slowest.ms) Object.assign(slowest, { key, ms });
		}
		expect(slowest.ms, slowest.key).toBeLessThan(100);
		expect(app.state().commands.at(-1)).toMatchObject({ status: 'running' });
		await app.until(({ commands }) => commands.at(-1)?.status === 'done');
		await app.until(({ containers }) =>
			containers.items.some(({ name, state }) => name === scene.nameOf('calm') && state === 'exited'),
		);
		expect(app.state().connection.status).toBe('connected');
		expect(proxy.of('POST /containers/*/stop')).toHaveLength(1);
	});

	it('an engine that hangs from the start: said within ten seconds, and q leaves at once', async () => {
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
