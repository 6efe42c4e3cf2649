import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { corrupt, endAfter, fail, refuse } from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, idOf, select, toasts } from '../kit.js';

const { skip, engine } = engineOrSkip();
const page = '<html><body><h1>502 Bad Gateway</h1></body></html>';

describe.skipIf(skip)('an engine that answers wrongly', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-lists');
		await scene.idle('one');
	});
	afterAll(() => scene.clear());

	test.each([
		['a web page', fail(500, page, 'text/html'), 'HTTP 500 with a web page instead of an engine'],
		['half a JSON text', endAfter(40), 'the answer is not JSON'],
		['broken JSON', corrupt(chunk => String(chunk).replaceAll(':', ';')), 'the answer is not JSON'],
		['its own sentence', fail(500, '{"message":"database is locked"}'), 'database is locked'],
	])(
		'keeps the old rows when it answers a list with %s, shows the reason once, and refreshes later',
		async (_, fault, words) => {
			const { app, proxy } = await behindProxy(engine.host);
			await select(app, scene.nameOf('one'));
			proxy.forget();
			proxy.fault('GET /containers/json', fault, { times: 2 });
			app.runtime.key('ctrl-r');
			await app.untilText('✗ not refreshed');
			expect(app.text()).toContain(scene.nameOf('one'));
			expect(toasts(app)).toContain(`Containers not refreshed: ${words}`);
			await app.until(({ lists: { containers } }) => containers.status === 'ready');
			expect(app.text()).not.toContain('✗ not refreshed');
			expect(toasts(app).match(/Containers not refreshed/g)).toHaveLength(1);
			expect(app.state().connection.status).toBe('connected');
			// The key asks first, then a retry after one second, then another after two more.
			// The dashboard also asks for rows of other tests' containers, by id; those requests may fail too.
			const whole = proxy.of('GET /containers/json').filter(({ query }) => !query.has('filters'));
			expect(whole.length).toBeLessThanOrEqual(3);
		},
	);

	test('has its reason shown in place of the first list until the list arrives', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		app.close();
		proxy.fault('GET /images/json', fail(500, page, 'text/html'), { times: 2 });
		const { app: second } = await behindProxy(proxy.host);
		await second.untilText(/✗ HTTP 500 with a web page/);
		await second.until(({ lists: { images } }) => images.status === 'ready');
	});

	test('has its rows follow the events while lists fail, and the list is marked as not refreshed', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('one'));
		const id = idOf(app, scene.nameOf('one'));
		const heal = proxy.fault('GET /containers/json', fail(500, '{"message":"database is locked"}'));
		app.runtime.key('ctrl-r');
		await app.untilText('✗ not refreshed');
		await scene.post(`/containers/${id}/pause`);
		await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'paused');
		expect(app.text()).toContain('✗ not refreshed');
		heal();
		await scene.post(`/containers/${id}/unpause`);
		await app.until(
			({ lists: { containers } }) => containers.status === 'ready' && containers.byKey.get(id)?.state === 'running',
		);
	});

	test('has its reason shown in place of a detail, and the detail is requested again', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('one'));
		app.close();
		proxy.forget();
		proxy.fault('GET /containers/*/json', fail(500, page, 'text/html'), { times: 40 });
		const { app: second } = await behindProxy(proxy.host);
		await select(second, scene.nameOf('one'));
		const id = idOf(second, scene.nameOf('one'));
		await second.until(({ resources }) => /web page/.test(resources.container.get(id)?.error ?? ''));
		proxy.clearFaults();
		await second.until(({ resources }) => resources.container.get(id)?.status === 'ready');
	});

	test('is asked for the facts in the header until they arrive', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		app.close();
		proxy.fault('GET /info', fail(503, page, 'text/html'), { times: 1 });
		// A narrow header drops the facts before the names.
		const { app: second } = await behindProxy(proxy.host, { columns: 160 });
		expect(second.screen()[0]).not.toMatch(/Docker \d/);
		await second.until(({ host }) => host !== undefined);
		expect(second.screen()[0]).toMatch(/Docker \d/);
	});

	test('has its processes shown again after one failed request', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('one'));
		proxy.fault('GET /containers/*/top', fail(500, '{"message":"ps is out of order"}'), { times: 1 });
		const id = idOf(app, scene.nameOf('one'));
		for (let tab = 0; tab < 8 && !app.text().includes('[Top]'); tab++) {
			await app.press(']');
		}
		await app.untilText('✗ ps is out of order');
		await app.until(({ resources }) => resources.processes.get(id)?.status === 'ready');
		expect(app.text()).not.toContain('out of order');
	});

	test('is connected again when a list’s connection breaks, and its current state is shown', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('one'));
		const id = idOf(app, scene.nameOf('one'));
		await app.until(({ resources }) => resources.container.get(id)?.status === 'ready');
		proxy.fault('GET /containers/json', refuse(), { times: 1 });
		app.runtime.key('ctrl-r');
		await app.until(({ connection }) => connection.status === 'reconnecting');
		expect(app.screen()[0]).toMatch(/reconnecting, attempt 1 +connection reset by peer/);
		// This changes while no event stream is open.
		await scene.post(`/containers/${id}/update`, { Memory: 64 * 1024 * 1024, MemorySwap: 64 * 1024 * 1024 });
		await app.until(({ connection }) => connection.status === 'connected');
		await app.until(({ resources }) => {
			return resources.container.get(id)?.value?.limits.memory === 64 * 1024 * 1024;
		});
	});
});
