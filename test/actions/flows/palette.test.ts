import { expect, test } from 'vitest';
import { openAt } from './driving.js';

test('the palette names the pane of an action of another pane', async () => {
	const app = await openAt('containers', 'web');
	await app.press(':');
	await app.type('remove by force');
	expect(app.text()).toMatch(/D +Remove by force with anonymous volumes/);
	expect(app.text()).toMatch(/D +Images: Remove all tags by force/);
	expect(app.text()).toMatch(/D +Volumes: Remove by force/);
});

test.each([false, true])('menus offer to fold only while the list is grouped (%s)', async grouped => {
	const app = await openAt('containers', 'web');
	if (grouped) {
		await app.press('.');
	}
	await app.press(':');
	await app.type('fold or unfold all');
	const found = /Fold or unfold all projects/.test(app.text());
	expect(found).toBe(grouped);
});
