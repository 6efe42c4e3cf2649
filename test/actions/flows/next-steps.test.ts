import { describe, expect, test } from 'vitest';
import type { RegistryCredentials } from '../../../source/actions/action.js';
import { openAt, toastsOf } from './driving.js';
import { fill, formOf } from './run-driving.js';

const hub = 'https://index.docker.io/v1/';

/** A credential store with logins. */
const loggedIn = (...entries: readonly { server: string; username: string }[]): RegistryCredentials => ({
	get: async () => undefined,
	all: async () => [],
	store: async () => ({ where: 'nowhere' }),
	erase: async () => false,
	list: async () => entries,
});

describe('a finished task offers the next steps', () => {
	test('a pull offers to run and to tag the image', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('p');
		await fill(app, 'reference', 'hello/new:1');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(app.text()).toMatch(/r run · t tag · Enter output/);
		await app.press('t');
		await app.until(state => state.modals.at(-1)?.kind === 'form');
		expect(app.text()).toContain('Tag hello/new:1');
		await app.press('escape', 'T', 'r');
		await app.until(state => state.modals.at(-1)?.kind === 'form');
		expect(formOf(app)?.values.image).toBe('hello/new:1');
	});

	test('a commit offers to run, to tag and to push the image', async () => {
		const app = await openAt('containers', 'db');
		await app.press('c');
		expect(formOf(app)?.values.reference).toBe('postgres:v1');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(toastsOf(app)).toContain('Committed db as postgres:v1 · T offers to run and push it');
		await app.press('T');
		expect(app.text()).toMatch(/r run · t tag · P push/);
		await app.press('P');
		await app.until(state => state.modals.at(-1)?.kind === 'form');
		expect(app.text()).toContain('Push postgres:v1');
		await app.press('escape', '1', 'c');
		expect(formOf(app)?.values.reference, 'the next version').toBe('postgres:v2');
	});

	test('a push offers the docker pull line with the digest', async () => {
		const registry = {
			...loggedIn(),
			get: async (server: string) => ({ server, username: 'ada', password: 'secret' }),
		};
		const app = await openAt('images', 'shop/api', { registry });
		await app.press('P', 'enter');
		await app.until(state => state.tasks.at(-1)?.status !== 'running');
		expect(app.text()).toContain('p copy docker pull');
		await app.press('p');
		expect(app.copied.at(-1)).toMatch(/^docker pull \S+@sha256:[0-9a-f]{64}$/);
		expect(app.state().tasks.at(-1)?.outcome).toMatch(/^digest: sha256:/);
	});

	test('a failed or cancelled task offers none of them', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('p');
		await fill(app, 'reference', 'hello/slow:1');
		app.runtime.key('enter');
		await app.until(state => state.tasks.length > 0);
		app.runtime.key('c');
		await app.until(state => state.tasks.at(-1)?.status !== 'running');
		if (app.state().tasks.at(-1)?.status === 'cancelled') {
			expect(app.text()).not.toMatch(/r run|t tag/);
		}
	});
});

describe('the tag form', () => {
	test.each([
		['of a registry', { server: 'registry.example:5000', username: 'Ada' }, 'registry.example:5000/ada/nginx:v1'],
		['of Docker Hub', { server: hub, username: 'ada' }, 'ada/nginx:v1'],
	])('proposes a name of the user %s, and names the key that pushes', async (_, login, expected) => {
		const app = await openAt('images', 'nginx', { registry: loggedIn(login) });
		await app.press('t');
		expect(formOf(app)?.values.reference).toBe(expected);
		await app.press('enter');
		await app.until(() => toastsOf(app).includes(`Tagged ${expected} · P pushes it`));
		await app.until(({ lists }) => lists.images.items.some(({ tags }) => tags.includes(expected)));
		await app.press('t');
		expect(formOf(app)?.values.reference).toBe(expected.replace('v1', 'v2'));
	});

	test('proposes a name after a login, also when its form was left before', async () => {
		let logins: readonly { server: string; username: string }[] = [];
		const app = await openAt('images', 'nginx', { registry: { ...loggedIn(), list: async () => logins } });
		await app.press('t', 'escape');
		logins = [{ server: 'registry.example:5000', username: 'ada' }];
		await app.press('t');
		expect(formOf(app)?.values.reference).toBe('registry.example:5000/ada/nginx:v1');
	});

	test('proposes nothing without a login', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('t');
		expect(formOf(app)?.values.reference).toBe('');
	});
});
