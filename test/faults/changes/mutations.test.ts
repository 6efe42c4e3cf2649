import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { answer, type Fault, fail, hang, refuse } from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, changes, dashboardOn, select, toasts } from '../kit.js';

const { skip, engine } = engineOrSkip();

/** The keys that a user presses, and the one request that they may send. */
const verbs: readonly [word: string, keys: readonly string[], route: string][] = [
	['stop', ['s'], 'POST /containers/*/stop'],
	['restart', ['r'], 'POST /containers/*/restart'],
	['pause', ['p'], 'POST /containers/*/pause'],
	['remove', ['D', 'y'], 'DELETE /containers/*'],
];

const faults: readonly [name: string, fault: Fault, words: RegExp][] = [
	['its connection broken before an answer', refuse(), /lost the connection/],
	['a web page', fail(502, '<html>Bad Gateway</html>', 'text/html'), /HTTP 502 with a web page/],
	['too many requests', fail(429, '{"message":"slow down"}'), /slow down/],
	[
		'half an answer',
		answer((_, out) => void out.writeHead(500).write('{"mess', () => out.destroy())),
		/lost the connection/,
	],
];

describe.skipIf(skip)('a change that fails', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-changes');
	});
	afterAll(() => scene.clear());

	test.each(faults)(
		'with %s is reported, is not sent twice, and the list shows the engine’s state',
		async (name, fault, words) => {
			const { app, proxy } = await behindProxy(engine.host);
			for (const [word, keys, route] of verbs) {
				const container = `${word}-${name.length}`;
				const id = await scene.idle(container);
				await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
				await select(app, scene.nameOf(container));
				proxy.forget();
				const heal = proxy.fault(route, fault);
				await app.press(...keys);
				await app.until(() => words.test(toasts(app)));
				expect(changes(proxy)).toHaveLength(1);
				// A long error is in a box of its own.
				await app.press('escape');
				heal();
				// The request is not repeated: the next refresh only reads.
				app.runtime.key('ctrl-r');
				await app.until(
					({ lists: { containers }, connection }) => containers.status === 'ready' && connection.status === 'connected',
				);
				await app.runtime.idle();
				expect(changes(proxy)).toHaveLength(1);
				expect(app.state().lists.containers.byKey.get(id)?.state).toBe('running');
				app.runtime.store.update(state => ({ ...state, toasts: [] }));
				await scene.delete(`/containers/${id}?force=1`);
				await app.until(({ lists: { containers } }) => !containers.byKey.has(id));
			}
		},
	);

	test('after the engine has done it is not repeated, and the list shows its effect', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const id = await scene.idle('once');
		await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
		await select(app, scene.nameOf('once'));
		proxy.forget();
		const lose = answer((_, out) => void scene.post(`/containers/${id}/stop`).finally(() => out.destroy()));
		proxy.fault('POST /containers/*/stop', lose);
		await app.press('s');
		expect(toasts(app)).toMatch(/Stop.*: lost the connection: connection reset by peer/);
		await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'exited');
		expect(changes(proxy)).toEqual([`POST /containers/${id}/stop`]);
	});

	test('because its answer is lost is reported as unknown first, then with the state that the engine shows', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const id = await scene.idle('unsure');
		const name = scene.nameOf('unsure');
		await app.until(({ lists }) => lists.containers.byKey.get(id)?.state === 'running');
		await select(app, name);
		proxy.forget();
		const healStop = proxy.fault(
			'POST /containers/*/stop',
			answer((_, out) => void scene.post(`/containers/${id}/stop`).finally(() => out.destroy())),
		);
		await app.press('s');
		await app.until(() => toasts(app).includes(`its answer was lost; ${name} is now exited`));
		expect(toasts(app)).toContain('The request was sent: the engine may have done it.');
		healStop();
		await app.press('escape');
		// The engine did nothing: the container is as it was, or is gone if it was removed.
		proxy.fault('POST /containers/*/start', refuse());
		await app.until(({ lists }) => lists.containers.byKey.get(id)?.state === 'exited');
		await app.press('s');
		await app.until(() => toasts(app).includes(`Start ${name}: its answer was lost; ${name} is now exited`));
		await app.press('escape');
		proxy.fault(
			'DELETE /containers/*',
			answer((_, out) => void scene.delete(`/containers/${id}?force=1`).finally(() => out.destroy())),
		);
		await app.press('D', 'y');
		await app.until(() => toasts(app).includes(`its answer was lost; ${name} no longer exists`));
		expect(changes(proxy)).toEqual([
			`POST /containers/${id}/stop`,
			`POST /containers/${id}/start`,
			`DELETE /containers/${id}`,
		]);
		const [last] = app.state().commands.slice(-1);
		expect(last?.message).toMatch(/the engine may have done it\. .* no longer exists$/);
	});

	test('because a form’s answer is lost keeps the form open with the state that the engine shows', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const id = await scene.idle('renamed');
		const name = scene.nameOf('renamed');
		await app.until(({ lists }) => lists.containers.byKey.get(id)?.state === 'running');
		await select(app, name);
		proxy.forget();
		proxy.fault(
			'POST /containers/*/rename',
			answer((_, out) => void scene.post(`/containers/${id}/rename?name=${name}-2`).finally(() => out.destroy())),
		);
		await app.press('R');
		await app.type('-2');
		await app.press('enter');
		await app.until(({ modals }) => {
			const [form] = modals;
			return form?.kind === 'form' && form.message?.endsWith(`may have done it. ${name}-2 is now running`) === true;
		});
		expect(changes(proxy)).toHaveLength(1);
	});

	test('because the engine never answers waits in the background while all other keys work', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const id = await scene.idle('hung');
		await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
		await select(app, scene.nameOf('hung'));
		proxy.fault('POST /containers/*/stop', hang());
		app.runtime.key('s');
		await proxy.seen('POST /containers/*/stop');
		app.runtime.key('2');
		expect(app.state().pane).toBe('images');
		app.runtime.key('q');
		expect(app.left()).toBe(true);
		app.close();
		await proxy.settled('POST /containers/*/stop', 0);
		expect(changes(proxy)).toHaveLength(1);
	});

	test('because the container is gone is reported in the engine’s words, and the row disappears', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const id = await scene.idle('gone');
		await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
		await select(app, scene.nameOf('gone'));
		await app.press('D');
		expect(app.state().modals).toHaveLength(1);
		await scene.delete(`/containers/${id}?force=1`);
		await app.until(({ lists: { containers } }) => !containers.byKey.has(id));
		proxy.forget();
		await app.press('y');
		expect(toasts(app)).toMatch(/No such container/i);
		expect(changes(proxy)).toEqual([`DELETE /containers/${id}`]);
		expect(app.text()).toContain('0 found');
	});

	test('in one of two dashboards leaves both correct: each shows the other’s changes, and the later of two equal keys does no harm', async () => {
		const [first, second] = [await dashboardOn(engine.host), await dashboardOn(engine.host)];
		const id = await scene.idle('shared');
		const apps = [first, second];
		for (const app of apps) {
			await app.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
			await select(app, scene.nameOf('shared'));
		}
		await first.press('p');
		await second.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'paused');
		await second.press('p');
		await first.until(({ lists: { containers } }) => containers.byKey.get(id)?.state === 'running');
		for (const app of apps) {
			await app.press('D');
		}
		await first.press('y');
		await second.until(({ lists: { containers } }) => !containers.byKey.has(id));
		await second.press('y');
		expect(toasts(second)).toMatch(/No such container/i);
		for (const app of apps) {
			expect(app.state().connection.status).toBe('connected');
		}
	});
});
