import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { commandsOf, openAt, scratchFolder, toastsOf } from '../driving.js';

const hub = 'https://index.docker.io/v1/';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('L', () => {
	let file: string;
	let env: Record<string, string>;
	beforeEach(() => {
		const folder = scratchFolder();
		file = path.join(folder, 'config.json');
		env = { DOCKER_CONFIG: folder, PATH: '/nonexistent' };
	});
	const stored = (): unknown => JSON.parse(readFileSync(file, 'utf8')).auths;

	test('logs in to Docker Hub unless another registry is named, and shows where the credentials are stored', async () => {
		const app = await openAt('images', 'etl', { env });
		await app.press('L', 'tab');
		await app.type('me');
		await app.press('tab');
		await app.type('pass word');
		expect(app.text()).toContain('$ docker login --username me --password-stdin');
		expect(app.text()).not.toContain('pass word');
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		expect(stored()).toEqual({ [hub]: { auth: base64('me:pass word') } });
		expect(toastsOf(app)).toContain(`Login Succeeded · docker.io · stored unencrypted in ${file}`);
		expect(commandsOf(app)).toEqual(['docker login --username me --password-stdin done']);
	});

	test('shows that the login succeeded, and why the credentials could not be stored', async () => {
		const app = await openAt('images', 'etl', { env, columns: 200 });
		await app.press('L', 'tab');
		await app.type('me');
		await app.press('tab');
		await app.type('right');
		// Nothing can be kept in a place below a file.
		writeFileSync(path.join(path.dirname(file), 'taken'), '');
		symlinkSync(path.join(path.dirname(file), 'taken', 'config.json'), file);
		await app.press('enter');
		await app.untilText('Login Succeeded, but ');
		const [form] = app.state().modals;
		expect(form?.kind === 'form' && form.message).toMatch(
			new RegExp(`^Login Succeeded, but the credentials could not be stored: ${file}: not a directory$`),
		);
	});

	test('keeps the form but not the password when the registry refuses', async () => {
		const app = await openAt('images', 'etl', { env });
		await app.press('L');
		await app.type('registry.example.com:5000');
		await app.press('tab');
		await app.type('me');
		await app.press('tab');
		await app.type('wrong');
		await app.press('enter');
		await app.untilText('incorrect username or password');
		const [form] = app.state().modals;
		expect(form?.kind === 'form' && form.values).toMatchObject({ registry: 'registry.example.com:5000', password: '' });
		await app.type('right');
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		expect(Object.keys(stored() as object)).toEqual(['registry.example.com:5000']);
	});

	test('stores the token that a registry returns instead of the password', async () => {
		const app = await openAt('images', 'etl', { env });
		await app.press('L', 'tab');
		await app.type('token');
		await app.press('tab');
		await app.type('canary-1f');
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		expect(stored()).toEqual({
			[hub]: { auth: base64('token:'), identitytoken: expect.stringMatching(/^[0-9a-f]+$/) },
		});
		expect(readFileSync(file, 'utf8')).not.toContain(base64('canary-1f').slice(0, 8));
	});

	test('lists the stored logins, to log in to another registry or to log out', async () => {
		writeFileSync(
			file,
			JSON.stringify({ auths: { [hub]: { auth: base64('me:x') }, 'r:5000': { auth: base64('you:y') } } }),
		);
		const app = await openAt('images', 'etl', { env });
		await app.press('L');
		expect(app.text()).toMatch(/Log out of docker\.io +me/);
		expect(app.text()).toMatch(/Log out of r:5000 +you/);
		await app.press('down', 'down', 'enter');
		await app.until(({ commands }) => commands.at(-1)?.status === 'done');
		expect(commandsOf(app)).toEqual(['docker logout r:5000 done']);
		expect(stored()).toEqual({ [hub]: { auth: base64('me:x') } });
		await app.press('L', 'l');
		expect(app.text()).toContain('$ docker login');
	});

	test('shows what is wrong with a field and with the config file', async () => {
		const app = await openAt('images', 'etl', { env });
		await app.press('L');
		await app.type('no registry');
		expect(app.text()).toContain('a registry such as');
		await app.press('enter', 'escape');
		expect(commandsOf(app)).toEqual([]);
		writeFileSync(file, '{"auths": ');
		await app.press('L');
		expect(toastsOf(app)).toContain(`${file}: not JSON`);
	});

	test('never repeats the password, even when a registry does', async () => {
		const engine = createDemoEngine({ latency: 0 });
		Object.assign(engine.system, {
			login: () => Promise.reject(new EngineError('unauthorized', 'denied: canary-2e is not your password')),
		});
		const app = await openAt('images', 'etl', { env, engine });
		await app.press('L', 'tab');
		await app.type('me');
		await app.press('tab');
		await app.type('canary-2e');
		await app.press('enter');
		await app.untilText('denied: *** is not your password');
		const state = JSON.stringify(app.state(), (_, value) => (value instanceof Map ? [...value] : value));
		expect(state.includes('canary-2e')).toBe(false);
	});

	test('is disabled in read-only mode', async () => {
		const app = await openAt('images', 'etl', { env, readOnly: true });
		await app.press('L');
		expect(app.state().modals).toEqual([]);
		expect(app.text()).toContain('read-only');
	});
});
