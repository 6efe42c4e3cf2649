import { expect, test } from 'vitest';
import { openAt } from './driving.js';

test('an empty log says why it cannot be saved', async () => {
	const app = await openAt('containers', 'web');
	await app.press('l', '/');
	await app.type('no-such-words');
	await app.press('enter', '&', 's');
	expect(app.text()).toContain('no lines are shown');
	expect(app.state().modals).toEqual([]);
});
