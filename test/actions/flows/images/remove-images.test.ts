import { describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { fill } from '../../../story/keyboard.js';
import { commandsOf, imageTags, openAt, toastsOf } from '../driving.js';

const gone = (app: Dashboard, tag: string) => app.until(() => !imageTags(app).includes(tag));

describe('an image with several names', () => {
	test('loses the one that is chosen and stays with the others, also while a container runs from it', async () => {
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

	test('goes with all of them when no container uses it', async () => {
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

test('tells before it asks that not even force removes what a container runs from', async () => {
	const app = await openAt('images', 'shop/worker');
	await app.press('D');
	expect(app.state().modals).toEqual([]);
	expect(toastsOf(app)).toContain('worker runs from it: stop that first');
});
