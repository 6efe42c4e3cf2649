import { expect, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { systemClock } from '../../source/runtime/clock.js';
import { createForegroundWork } from '../../source/runtime/concurrency/foreground-work.js';
import { createAppStore } from '../../source/runtime/store.js';
import { createTaskRunner } from '../../source/runtime/tasks/task-runner.js';
import { openDashboard } from '../helpers/dashboard.js';
import { state } from '../helpers/state/state.js';
import { dump, leak, newCanary } from './canary.js';

test('secrets of a container are masked in Env and Inspect, shown on x, and masked again for the next container', async () => {
	const canary = /cAnary-[0-9a-f]+/.exec(newCanary())![0];
	const engine = createDemoEngine({ latency: 0 });
	const { signal } = new AbortController();
	const [first] = await engine.images.list({ signal });
	const Env = [`DB_PASSWORD=${canary}`, `URL=https://me:${canary}@h/x`, 'PLAIN=seen'];
	const Labels = { 'api-token': canary };
	await engine.containers.create({ name: 'aaa-canary', body: { Image: first!.tags[0], Env, Labels } }, { signal });
	const app = await openDashboard({ engine, columns: 200, rows: 60 });
	const only = async () => {
		await app.press('/', 'ctrl-u');
		await app.type('aaa-canary');
		await app.press('enter');
	};
	for (const tab of ['env', 'inspect'] as const) {
		await only();
		await app.press('i');
		while (app.state().panes.containers.tab !== tab) {
			await app.press(']');
		}
		await app.press('/', 'ctrl-u');
		await app.type('DB_PASSWORD');
		await app.press('enter', 'n');
		await app.untilText('DB_PASSWORD=');
		expect(leak(canary, app.text())).toBeUndefined();
		for (let page = 0; page < 8; page++) {
			await app.press('pagedown');
			expect(leak(canary, app.text())).toBeUndefined();
		}
		await app.press('n', 'x');
		expect(app.text()).toContain(canary);
		await app.press('1', '/', 'ctrl-u', 'enter', 'down');
		expect(app.state().text.reveal).toBe(false);
	}
	app.close();
});

test('the command log and the task keep a command without its secrets', async () => {
	const canary = newCanary();
	const store = createAppStore(state());
	const runner = createTaskRunner({ store, clock: systemClock, foreground: createForegroundWork() });
	const command = ['docker', 'build', '--build-arg', `NPM_TOKEN=${canary}`, '.'];
	await runner.perform({ title: 'Build', command }, async () => undefined);
	await runner.attempt({ title: 'Build', command }, async () => undefined);
	await runner.task({ title: 'Build', command }, async () => ({ value: undefined }));
	const kept = store.getState();
	expect([kept.commands.length, kept.tasks.length]).toEqual([3, 1]);
	expect(leak(canary, dump(kept))).toBeUndefined();
	expect(kept.commands[0]!.command).toEqual(['docker', 'build', '--build-arg', 'NPM_TOKEN', '.']);
});
