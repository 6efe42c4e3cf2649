import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { corrupt, cutAfter, endAfter, type Fault, fail, stallAfter } from '../../helpers/proxy/recording-proxy.js';
import { dashboardOn, proxied, select } from '../kit.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('a stream that breaks', () => {
	let scene: Scene;
	let id: string;
	const count =
		'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "number $i"; echo "error $i" >&2; usleep 20000; done';
	beforeAll(async () => {
		scene = createScene(engine, 'faults-streams');
		id = await scene.run('counts', ['sh', '-c', count]);
		await scene.idle('silent');
	});
	afterAll(() => scene.clear());

	test.each<[string, Fault]>([
		['cut', cutAfter(3000)],
		['ended without an error', endAfter(3000)],
		['cut again and again', cutAfter(5000)],
	])('continues where it stopped if it is a log that is %s: no line is lost or repeated', async (how, fault) => {
		const proxy = await proxied(engine.host);
		proxy.fault(`GET /containers/${id}/logs`, fault, { times: how.includes('again') ? 3 : 1 });
		const app = await dashboardOn(proxy.host);
		await select(app, scene.nameOf('counts'));
		await app.until(({ logs }) => logs.status === 'failed' || logs.status === 'ended');
		const known = app.state().logs.lines.length;
		await app.until(({ logs }) => logs.status === 'streaming' && logs.lines.length > known + 120);
		for (const stream of ['stdout', 'stderr']) {
			const numbers = [...app.state().logs.lines]
				.filter(line => line.stream === stream)
				.map(({ text }) => Number(text.split(' ')[1]));
			const [first = 0] = numbers;
			expect(numbers).toEqual(numbers.map((_, index) => first + index));
		}
	});

	test('shows the engine’s words if it is a log that cannot be read, is requested rarely, and appears once it can be read', async () => {
		const proxy = await proxied(engine.host);
		proxy.fault(
			'GET /containers/*/logs',
			fail(501, '{"message":"configured logging driver does not support reading"}'),
			{
				times: 2,
			},
		);
		const app = await dashboardOn(proxy.host);
		await select(app, scene.nameOf('silent'));
		await app.press('l');
		await app.untilText('✗ configured logging driver does not support reading');
		await app.until(({ logs }) => logs.status === 'streaming');
		expect(app.text()).toContain('has written nothing yet');
		expect(proxy.of('GET /containers/*/logs').length).toBeLessThan(8);
	});

	test('is opened again if it carries statistics', async () => {
		const proxy = await proxied(engine.host);
		const route = `GET /containers/${id}/stats`;
		proxy.fault(route, cutAfter(2600), { times: 1 });
		const app = await dashboardOn(proxy.host);
		await select(app, scene.nameOf('counts'));
		await proxy.seen(route, { count: 2 });
		expect(proxy.of(route).map(({ open }) => open)).toEqual([false, true]);
		const readings = () => app.state().stats.get(id)?.readings.length ?? 0;
		const before = readings();
		await app.until(() => readings() > before);
	});

	test.each<[string, Fault, string]>([
		['half a line', endAfter(150), 'the engine sent half a message'],
		[
			'a line that is not JSON',
			corrupt(chunk => String(chunk).replaceAll('":', '"')),
			'the engine sent half a message',
		],
		['a cut in a line', cutAfter(150), 'connection reset by peer'],
	])('of events with %s causes a reconnect, and no change is missed', async (_, fault, reason) => {
		const proxy = await proxied(engine.host);
		proxy.fault('GET /events', fault, { times: 1 });
		const app = await dashboardOn(proxy.host);
		await proxy.seen('GET /events');
		const made = await scene.create(`new-${reason.length}-${Math.floor(performance.now())}`, ['true']);
		await app.until(({ connection }) => connection.status === 'reconnecting');
		expect(app.screen()[0]).toContain(reason);
		await app.until(
			({ connection, lists: { containers } }) => connection.status === 'connected' && containers.byKey.has(made),
		);
		await scene.delete(`/containers/${made}`);
		await app.until(({ lists: { containers } }) => !containers.byKey.has(made));
		expect(proxy.openOf('GET /events')).toBe(1);
	});

	test('of statistics does not count as a lost connection while pings are answered', async () => {
		const proxy = await proxied(engine.host);
		proxy.fault('GET /containers/*/stats', stallAfter(0));
		const app = await dashboardOn(proxy.host);
		await proxy.seen('GET /_ping', { count: 3 });
		expect(app.state().connection.status).toBe('connected');
	});
});
