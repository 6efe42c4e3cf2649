import { expect, test } from 'vitest';
import { openAt } from './driving.js';

test('the reason why an empty log cannot be saved is shown', async () => {
	const app = await openAt('containers', 'web');
	await app.press('l', '/');
	await app.type('no-such-words');
	await app.press('enter', '&', 's');
	expect(app.text()).toContain('no lines are shown');
	expect(app.state().modals).toEqual([]);
});
