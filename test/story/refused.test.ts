import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../helpers/engine/free-port.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { fill, formOf, select, taskEnded } from './keyboard.js';
import { openStage, type Stage, webApp } from './stage.js';

const { skip, engine: real } = engineOrSkip('registry');

/** After a refusal the screen has the engine's words, and the form is still there for a correction. */
describe.skipIf(skip)('a refusal by the engine or a registry', () => {
	let stage: Stage;
	let label: string;
	let busybox: string;
	let tasks = 0;

	beforeAll(async () => {
		stage = await openStage(real, 'refused');
		label = `plimsoll-test=${stage.mark}`;
		busybox = real.busybox;
	});
	beforeEach(() => stage.app.press('escape', 'escape', 'escape'));
	afterAll(() => stage?.close());

	/** Waits for the next task to fail and resolves to its message. */
	async function failure(): Promise<string> {
		const { status, outcome = '' } = await taskEnded(stage.app, ++tasks);
		expect(status).toBe('failed');
		return outcome;
	}
	const runForm = async (values: Parameters<typeof fill>[1]) => {
		await select(stage.app, '2', busybox);
		await stage.app.press('r');
		await fill(stage.app, { image: busybox, name: '', publish: [], network: [], ...values, label });
		await stage.app.press('enter');
		await stage.app.until(() => formOf(stage.app).message !== undefined);
		return formOf(stage.app).message;
	};

	test('keeps the login form open after a wrong password', async () => {
		const { app } = stage;
		await app.press('L');
		await fill(app, { registry: real.registry.server, username: real.registry.username, password: 'wrong-canary' });
		await app.press('enter');
		await app.untilText(/401 Unauthorized/);
		expect(formOf(app).values).toMatchObject({ registry: real.registry.server, username: real.registry.username });
		expect(JSON.stringify(app.state())).not.toContain('wrong-canary');
	});

	test('is shown when a registry denies a push, and when it does not have an image', async () => {
		const { app } = stage;
		const reference = `${real.registry.server}/no/such:v1`;
		const pull = async () => {
			await app.press('2', 'p');
			await fill(app, { reference });
			await app.press('enter');
		};
		await pull();
		expect(await failure()).toMatch(/no basic auth credentials|unauthorized|denied/);
		await app.untilText(`Log in to ${real.registry.server}`);
		await app.press('l');
		await fill(app, { username: real.registry.username, password: real.registry.password });
		await app.press('enter');
		expect(await failure()).toMatch(/manifest unknown|not found/);
		await app.press('e');
		expect(formOf(app).values.reference).toBe(reference);
	});

	test('is shown when the registry is down', async () => {
		const { app } = stage;
		const reference = `127.0.0.1:${await freePort()}/x/y:v1`;
		await app.press('2', 'p');
		await fill(app, { reference });
		await app.press('enter');
		expect(await failure()).toMatch(/connection refused/);
		await app.press('e');
		expect(formOf(app).values.reference).toBe(reference);
	});

	test('is shown when neither the engine nor a registry has the image of a run form', async () => {
		const { app } = stage;
		const image = `127.0.0.1:${await freePort()}/not-here:v1`;
		await select(app, '2', busybox);
		await app.press('r');
		await fill(app, { image });
		await app.untilText('not on the engine');
		await app.press('enter');
		await app.untilText(`${image} is not on this engine`);
		await app.press('n');
		expect(formOf(app)).toMatchObject({ message: `${image} is not on this engine`, values: { image } });
	});

	test('is shown when a Dockerfile is missing, and when it has an error in a line', async () => {
		const { app } = stage;
		const folder = stage.folder('broken', webApp(busybox, stage.mark));
		rmSync(path.join(folder, 'Dockerfile'));
		await app.press('2', 'b');
		await fill(app, { context: folder, tags: stage.mark });
		await app.press('enter');
		await app.untilText(`no Dockerfile in ${folder}`);
		expect(formOf(app).values).toMatchObject({ context: folder, tags: [stage.mark] });
		stage.folder('broken', { Dockerfile: `FROM ${busybox}\nLABEL a=b\nCOPPY . /\n` });
		await app.press('enter');
		expect(await failure()).toMatch(/parse error.*line 3: unknown instruction: COPPY/);
		await app.press('b');
		expect(formOf(app).values).toMatchObject({ context: folder, tags: [stage.mark] });
	});

	test('is shown when a port is already in use', async () => {
		const { app, mark } = stage;
		const publish = `${await freePort()}:80`;
		await select(app, '2', busybox);
		await app.press('r');
		await fill(app, { image: busybox, name: `first-${mark}`, command: 'sleep 1000', publish, label });
		await app.press('enter');
		await app.until(({ lists: { containers } }) => containers.items.some(({ state }) => state === 'running'));
		const message = await runForm({ name: `second-${mark}`, publish });
		expect(message).toMatch(/port is already allocated/);
		expect(app.text()).toContain('is taken by first-');
		expect(formOf(app).values.publish).toEqual([publish]);
	});

	test('is shown when a network is unknown', async () => {
		const message = await runForm({ name: `lost-${stage.mark}`, network: 'no-such-net' });
		expect(message).toMatch(/network no-such-net not found/);
		expect(formOf(stage.app).values.network).toEqual(['no-such-net']);
	});
});
