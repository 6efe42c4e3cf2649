import { describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { fill } from '../../../story/keyboard.js';
import { commandsOf, imageTags, openAt, toastsOf } from '../driving.js';

const gone = (app: Dashboard, tag: string) => app.until(() => !imageTags(app).includes(tag));

describe('an image with several tags', () => {
	test('loses the chosen tag and keeps the others, also while a container uses it', async () => {
		const app = await openAt('images', 'shop/api');
		await app.press('d');
		await fill(app, { name: 'all' });
		await app.press('enter');
		expect(app.text()).toContain('used by canary, api');
		await fill(app, { name: 'shop/api:latest' });
		expect(app.text()).toContain('$ docker rmi shop/api:latest');
		await app.press('enter');
		await gone(app, 'shop/api:latest');
		expect(imageTags(app)).toContain('shop/api:2.7.0');
		expect(commandsOf(app)).toEqual(['docker rmi shop/api:latest done']);
	});

	test('is removed with all its tags when no container uses it', async () => {
		const app = await openAt('images', 'python:3.13');
		await app.press('t');
		await app.type('python:mine');
		await app.press('enter');
		await app.until(() => imageTags(app).includes('python:mine'));
		await app.press('d');
		await fill(app, { name: 'all' });
		expect(app.text()).toContain('Layers that no other image uses are deleted');
		expect(app.text()).toContain('$ docker rmi python:3.13-slim python:mine');
		await app.press('enter');
		await gone(app, 'python:3.13-slim');
		expect(imageTags(app)).not.toContain('python:mine');
		expect(commandsOf(app).at(-1)).toBe('docker rmi python:3.13-slim python:mine done');
	});
});

test('refuses removal by force of an image that a running container uses', async () => {
	const app = await openAt('images', 'shop/worker');
	await app.press('D');
	expect(app.state().modals).toEqual([]);
	expect(toastsOf(app)).toContain('worker is running from it: stop it first');
});
