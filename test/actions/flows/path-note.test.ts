import { expect, onTestFinished, test, vi } from 'vitest';
import { openAt } from './driving.js';

const note = 'Paths are those of plimsoll’s container';

test('a form that asks for a path says in plimsoll’s own image where it is', async () => {
	vi.stubEnv('PLIMSOLL_IMAGE', '1');
	onTestFinished(() => void vi.unstubAllEnvs());
	const app = await openAt('containers', 'web');
	await app.press('2', 'b');
	await app.untilText(note);
	await app.press('escape', '1', 'l');
	await app.until(({ logs }) => logs.lines.length > 0);
	await app.press('s');
	await app.untilText(note);
	await app.press('escape', 'R');
	await app.untilText('Rename');
	expect(app.text()).not.toContain(note);
});

test('a form elsewhere says nothing about it', async () => {
	const app = await openAt('containers', 'web');
	await app.press('2', 'b');
	await app.untilText('Dockerfile');
	expect(app.text()).not.toContain(note);
});
