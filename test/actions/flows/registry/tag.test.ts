import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { commandsOf, imageTags, openAt } from '../driving.js';

describe('tag', () => {
	test('adds a tag to the selected image, and shows the docker command', async () => {
		const app = await openAt('images', 'shop/worker');
		await app.press('t');
		expect(app.text()).toContain('Tag shop/worker:2.7.0');
		await app.type('team/worker:v1');
		expect(app.text()).toContain('$ docker tag shop/worker:2.7.0 team/worker:v1');
		await app.press('enter');
		await app.until(() => imageTags(app).includes('team/worker:v1'));
		expect(commandsOf(app)).toEqual(['docker tag shop/worker:2.7.0 team/worker:v1 done']);
		expect(app.state().modals).toEqual([]);
	});

	test('changes the list at once, also for a tag that another image had', async () => {
		const demo = createDemoEngine({ latency: 0 });
		let isListing = true;
		const list: typeof demo.images.list = options =>
			isListing ? demo.images.list(options) : Promise.reject(new Error('the engine is busy'));
		const app = await openAt('images', 'shop/worker', { engine: { ...demo, images: { ...demo.images, list } } });
		isListing = false;
		await app.press('t');
		await app.type('busybox:latest');
		await app.press('enter');
		await app.until(() => commandsOf(app).length === 1 && app.state().modals.length === 0);
		const { items } = app.state().lists.images;
		expect(items.filter(({ tags }) => tags.includes('busybox:latest')).map(({ tags }) => tags)).toEqual([
			['shop/worker:2.7.0', 'busybox:latest'],
		]);
	});

	test('shows errors while the user types, and sends nothing', async () => {
		const app = await openAt('images', 'shop/worker');
		await app.press('t');
		await app.type('Team/App');
		expect(app.text()).toContain('must be lowercase');
		await app.press('enter');
		expect(app.text()).toContain('Tag shop/worker:2.7.0');
		await app.press('ctrl-u');
		await app.type('busybox');
		expect(app.text()).toContain('taken from');
		await app.press('escape');
		expect(commandsOf(app)).toEqual([]);
	});

	test('is disabled in read-only mode', async () => {
		const app = await openAt('images', 'shop/worker', { readOnly: true });
		await app.press('t');
		expect(app.state().modals).toEqual([]);
		expect(app.text()).toContain('read-only');
	});
});
