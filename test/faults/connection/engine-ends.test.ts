import { existsSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { OwnEngine } from '../../helpers/engine/dockerd.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { dashboardOn, select, toasts } from '../kit.js';
import { skipOwnEngine, startOwnEngine } from './own-engine.js';

describe.skipIf(skipOwnEngine)('an engine that ends or hangs and comes back', () => {
	let engine: OwnEngine;
	let stop: () => Promise<void>;
	let scene: Scene;
	const socket = () => engine.host.slice('unix://'.length);

	beforeAll(async () => {
		const own = await startOwnEngine();
		({ engine, stop } = own);
		scene = createScene(own.test, 'faults');
		const talk = 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "line $i of run $$"; sleep 0.1 & wait $!; done';
		await scene.run('talks', ['sh', '-c', talk], {}, { RestartPolicy: { Name: 'always' } });
		await scene.idle('waits');
	});
	afterAll(() => stop?.());

	test.each(['SIGTERM', 'SIGKILL'] as const)(
		'is shown as lost when %s ends it, with its old rows, and is reconnected by itself',
		async signal => {
			const app = await dashboardOn(engine.host);
			await select(app, scene.nameOf('talks'));
			await app.untilText(/line 5 of run/);
			const before = app.state().logs.lines.length;
			await engine.end(signal);
			await app.until(state => state.connection.status === 'reconnecting');
			expect(app.screen()[0]).toMatch(/✗ reconnecting, attempt \d/);
			expect(app.screen()[0]).toMatch(/no such file|refused|closed the connection|reset by peer|engine was shut/i);
			// The old rows stay readable meanwhile.
			expect(app.text()).toContain(scene.nameOf('talks'));
			// No request that changes the engine is sent while it is lost.
			await app.press('s');
			expect(toasts(app)).toMatch(/^Stop: not connected: .|^Start: not connected: ./);
			await engine.startAgain();
			await app.press('ctrl-r');
			await app.until(state => state.connection.status === 'connected');
			await app.until(({ lists: { containers } }) => containers.byKey.size === 2 && containers.status === 'ready');
			await app.until(({ logs }) => logs.status === 'streaming' && logs.lines.length > before + 5);
			const lines = [...app.state().logs.lines].map(({ time, text }) => `${time} ${text}`);
			expect(new Set(lines).size).toBe(lines.length);
			await app.until(({ stats }) => stats.size > 0);
			expect(app.screen()[0]).not.toContain('reconnecting');
		},
	);

	test('is shown as lost with the system’s words when its socket is removed, and is found again', async () => {
		const app = await dashboardOn(engine.host);
		await select(app, scene.nameOf('waits'));
		const aside = `${socket()}.aside`;
		renameSync(socket(), aside);
		onTestFinished(() => {
			if (existsSync(aside)) {
				renameSync(aside, socket());
			}
		});
		// Open connections stay usable; four lists at once need new ones.
		app.runtime.key('ctrl-r');
		await app.until(({ connection }) => connection.status === 'reconnecting');
		expect(app.screen()[0]).toMatch(/attempt \d+ +no such file or directory/);
		await app.until(({ connection }) => connection.status === 'reconnecting' && connection.attempt > 1);
		expect(app.screen()[0]).toContain('no such file or directory');
		renameSync(aside, socket());
		await app.until(
			({ connection, lists: { containers } }) => connection.status === 'connected' && containers.status === 'ready',
		);
		await app.until(({ lists: { images, volumes, networks } }) =>
			[images, volumes, networks].every(({ status }) => status === 'ready'),
		);
		expect(app.text()).not.toContain('not refreshed');
	});

	test('is shown as hanging after SIGSTOP while keys still work, and is reconnected by itself', async () => {
		const app = await dashboardOn(engine.host);
		await select(app, scene.nameOf('talks'));
		await app.untilText(/line \d+ of run/);
		process.kill(engine.pid, 'SIGSTOP');
		onTestFinished(() => void process.kill(engine.pid, 'SIGCONT'));
		await app.until(state => state.connection.status === 'reconnecting');
		expect(app.screen()[0]).toContain('the engine did not answer within 5 s');
		app.runtime.key('2');
		expect(app.state().pane).toBe('images');
		process.kill(engine.pid, 'SIGCONT');
		app.runtime.key('ctrl-r');
		await app.until(
			({ connection, lists: { containers } }) => connection.status === 'connected' && containers.status === 'ready',
		);
	});
});
