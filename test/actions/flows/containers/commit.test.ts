import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { commandsOf, imageTags, openAt } from '../driving.js';

describe('commit', () => {
	test('creates an image with all values of the form', async () => {
		const app = await openAt('containers', 'sandbox');
		await app.press('c', 'ctrl-u');
		await app.type('me/box:v2');
		await app.press('tab');
		await app.type('with a file');
		await app.press('tab');
		await app.type('Ada');
		await app.press('tab');
		await app.type('ENV A=b c');
		await app.press('down', 'down', 'space');
		const line =
			"docker commit --author Ada --message 'with a file' --change 'ENV A=b c' --pause=false sandbox me/box:v2";
		expect(app.text().replace(/\s*│\s*│\s*/g, ' ')).toContain('--pause=false');
		await app.press('enter');
		await app.until(() => imageTags(app).includes('me/box:v2'));
		expect(commandsOf(app)).toEqual([`${line.replaceAll("'", '')} done`]);
		const [task] = app.state().tasks;
		expect(task?.outcome).toBe(app.state().lists.images.items.find(image => image.tags.includes('me/box:v2'))?.id);
	});

	test('shows an error beside a change that the engine would refuse', async () => {
		const app = await openAt('containers', 'sandbox');
		await app.press('c', 'tab', 'tab', 'tab');
		await app.type('RUN ls');
		expect(app.text()).toContain('RUN is not a valid change command');
		await app.press('enter');
		expect(commandsOf(app)).toEqual([]);
	});

	test('opens the form again with its values and the engine’s words after a failure', async () => {
		const engine = createDemoEngine({ latency: 0 });
		Object.assign(engine.containers, {
			commit: () => Promise.reject(new EngineError('server', 'no space left on device')),
		});
		const app = await openAt('containers', 'sandbox', { engine });
		await app.press('c', 'ctrl-u');
		await app.type('me/box:v2');
		await app.press('enter');
		await app.untilText('Image name');
		expect(app.text()).toMatch(/│ no space left on device/);
		expect(app.text()).toContain('$ docker commit sandbox me/box:v2');
	});
});
