import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../../source/engine/engine.js';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { commandsOf, openAt } from '../driving.js';

/** The demo engine with other answers of the registry, and the references that it was asked about. */
function asking(platforms: Engine['images']['platforms']) {
	const demo = createDemoEngine({ latency: 0 });
	const asked: string[] = [];
	const images: Engine['images'] = {
		...demo.images,
		platforms: (reference, options, call) => {
			asked.push(reference);
			return platforms(reference, options, call);
		},
	};
	return { engine: { ...demo, images }, asked };
}

/** Opens the form with a reference, and goes to the field of the platform. */
async function atPlatform(app: Dashboard, reference: string): Promise<void> {
	await app.press('p');
	await app.type(reference);
	await app.press('tab', 'enter');
	await app.until(() => app.text().includes('Platform'));
}

describe('the platform of a pull', () => {
	test('is offered from what the registry has of the reference, and asked for once', async () => {
		const { engine, asked } = asking(async () => ['linux/amd64', 'linux/arm64/v8']);
		const app = await openAt('images', 'shop/worker', { engine });
		await atPlatform(app, 'team/worker');
		await app.type('linux/ar');
		await app.until(() => app.text().includes('linux/arm64/v8'));
		await app.press('tab');
		expect(app.text()).toContain('$ docker pull --platform linux/arm64/v8 team/worker');
		expect(asked).toEqual(['team/worker:latest']);
		await app.press('escape');
		expect(commandsOf(app)).toEqual([]);
	});

	test('can be typed and sent while the registry does not answer', async () => {
		const { engine, asked } = asking(() => new Promise<never>(() => {}));
		const app = await openAt('images', 'shop/worker', { engine });
		await app.press('p');
		await app.type('team/worker');
		// The request is under way until the end, so nothing here waits for the dashboard to be idle.
		for (const key of ['tab', 'enter', ...'linux/arm64']) {
			app.runtime.key(key);
		}
		await app.untilText('$ docker pull --platform linux/arm64 team/worker');
		await app.until(() => asked.length > 0);
		app.runtime.key('enter');
		await app.until(() => commandsOf(app).length === 1);
		expect(commandsOf(app)[0]).toContain('docker pull --platform linux/arm64 team/worker');
		expect(asked).toEqual(['team/worker:latest']);
	});

	test('has no offers if the registry refuses, or before the reference is valid', async () => {
		const { engine, asked } = asking(() => Promise.reject(new Error('denied')));
		const app = await openAt('images', 'shop/worker', { engine });
		await atPlatform(app, 'team/worker');
		await app.type('linux');
		expect(app.text()).not.toContain('denied');
		expect(app.text()).toContain('$ docker pull --platform linux team/worker');
		expect(asked).toEqual(['team/worker:latest']);
	});
});
