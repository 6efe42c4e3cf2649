import { expect, test } from 'vitest';
import { openAt } from './driving.js';

test('copies a line that creates the container again, without the settings of its image', async () => {
	const app = await openAt('containers', 'proxy');
	await app.press('y');
	// Nobody has asked for the image yet: a line that says all of it again would not be what is copied.
	expect(app.text()).not.toContain('-e PATH=');
	await app.press('c');
	await app.until(() => app.copied.length === 1);
	expect(app.copied[0]).toMatch(/^docker run -d --name proxy /);
	expect(app.copied[0]).toContain('-p 80:80');
	expect(app.copied[0]).not.toContain('PATH=');
});

test('copies one line for each marked container', async () => {
	const app = await openAt('containers', 'shop');
	await app.press('*', 'y', 'c');
	await app.until(() => app.copied.length === 1);
	const lines = app.copied[0]!.split('\n');
	expect(lines.length).toBe(app.state().panes.containers.marks.size);
	expect(lines.every(line => line.startsWith('docker run '))).toBe(true);
});
