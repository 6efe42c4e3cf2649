import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openHung } from '../faults/connection/hung-terminal.js';
import { skipOwnEngine, startOwnEngine } from '../faults/connection/own-engine.js';
import { behindProxy, dashboardOn, select } from '../faults/kit.js';
import { flood, withOwnEvents } from '../faults/streams/flood.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { delay } from '../helpers/proxy/recording-proxy.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from '../pty/plimsoll.js';

const { skip, engine } = engineOrSkip();
afterEach(closeTerminals);

/** Returns the milliseconds until a key has had its effect and the screen is computed. */
function keyTime(app: Dashboard, key: string): number {
	const pressed = performance.now();
	app.runtime.key(key);
	app.screen();
	return performance.now() - pressed;
}

describe.skipIf(skip)('a dashboard on a quiet machine', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'nightly');
		await scene.idle('calm');
	});
	afterAll(() => scene.clear());

	test('takes less than 100 ms for a key while 1,000 events a second arrive', async () => {
		const { app, events } = await withOwnEvents(engine.host);
		await select(app, scene.nameOf('calm'));
		flood(events, 1000);
		await app.until(state => state.events.length === 500);
		for (const key of ['2', '3', '4', '1', 'j', 'k']) {
			expect(keyTime(app, key), key).toBeLessThan(100);
		}
	});

	test('takes less than 100 ms for a key while each answer of the engine takes 2 s', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		await select(app, scene.nameOf('calm'));
		proxy.fault('* /*', delay(2000));
		app.runtime.key('ctrl-r');
		for (const key of ['2', '3', '4', '1', '?', 'escape', 'j', 'k', 'z', 'z', ':', 'escape', 'ctrl-r']) {
			expect(keyTime(app, key), key).toBeLessThan(100);
		}
	});

	test('quits within 1 s while the engine hangs', async () => {
		const { terminal } = await openHung(engine.host);
		const pressed = performance.now();
		await terminal.press('q');
		await terminal.until('after 0');
		expect(performance.now() - pressed).toBeLessThan(1000);
	});

	test('shows changes of others within 500 ms', async () => {
		const terminal = openPlimsoll({ host: engine.host });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.nameOf('new'));
		await terminal.until('· 0 found');
		const row = new RegExp(`^│.. ${scene.nameOf('new')}`, 'm');
		const within = async (wanted: RegExp | ((screen: string[]) => boolean)) => {
			const started = performance.now();
			await terminal.until(wanted);
			expect(performance.now() - started, String(wanted)).toBeLessThan(500);
		};
		const id = await scene.create('new', ['sleep', '1000']);
		await within(row);
		await scene.post(`/containers/${id}/start`);
		await within(new RegExp(`● ${scene.nameOf('new')}`));
		await scene.delete(`/containers/${id}?force=1`);
		await within(screen => !row.test(screen.join('\n')));
	});
});

describe.skipIf(skipOwnEngine)('an engine that is stopped by SIGSTOP', () => {
	test('is shown as lost within 10 s, and a key takes less than 50 ms', async () => {
		const { engine: own, stop } = await startOwnEngine();
		onTestFinished(stop);
		const app = await dashboardOn(own.host);
		await app.until(({ lists }) => lists.containers.status === 'ready');
		process.kill(own.pid, 'SIGSTOP');
		onTestFinished(() => void process.kill(own.pid, 'SIGCONT'));
		const hung = performance.now();
		await app.until(state => state.connection.status === 'reconnecting');
		expect(performance.now() - hung).toBeLessThan(10_000);
		expect(keyTime(app, '2')).toBeLessThan(50);
	});
});
