import { expect, test } from 'vitest';
import { openAt } from './driving.js';

test('the palette says of which pane an action is, where it is not the one in front', async () => {
	const app = await openAt('containers', 'web');
	await app.press(':');
	await app.type('remove by force');
	expect(app.text()).toMatch(/D +Remove by force, with anonymous volumes/);
	expect(app.text()).toMatch(/D +Images: Remove by force, all tags/);
	expect(app.text()).toMatch(/D +Volumes: Remove by force/);
});
