import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { openAt } from './driving.js';

const cause =
	'failed to set up container networking: driver failed programming external connectivity on endpoint db (9f2c): Bind for 0.0.0.0:5432 failed: port is already allocated';

/** An engine whose restarts are refused with a text. */
function refusing(text: string) {
	const engine = createDemoEngine({ latency: 0 });
	Object.assign(engine.containers, {
		restart: () => Promise.reject(new EngineError('server', text)),
	});
	return engine;
}

const footerOf = (app: Dashboard) => app.screen().at(-1) ?? '';

describe.each([
	{ columns: 120, rows: 40 },
	{ columns: 80, rows: 24 },
])('a long error at $columns×$rows', size => {
	test('opens in a box with the whole text, which y copies', async () => {
		const app = await openAt('containers', 'db', { engine: refusing(cause), ...size });
		await app.press('r');
		expect(app.state().modals).toMatchObject([{ kind: 'text', title: 'Restart db', copies: `Restart db: ${cause}` }]);
		expect(app.text()).toContain('y copy · Esc close');
		expect(app.text()).toContain('port is already allocated');
		await app.press('y');
		expect(app.copied).toEqual([`Restart db: ${cause}`]);
		await app.press('escape');
		expect(app.state().modals).toEqual([]);
	});

	test('ends with its cause in the footer, beside the key that shows all of it', async () => {
		const app = await openAt('containers', 'db', { engine: refusing(cause), ...size });
		await app.press('r', 'escape');
		expect(footerOf(app)).toMatch(/✗ Restart db: ….*port is already allocated +! more {2}\? help/);
		await app.press('!');
		expect(app.state().modals).toMatchObject([{ kind: 'text', title: 'Restart db' }]);
	});

	test('ends with its cause in the command log, where Enter opens the entry', async () => {
		const app = await openAt('containers', 'db', { engine: refusing(cause), ...size });
		await app.press('r', 'escape', '@');
		expect(app.text()).toMatch(/docker restart db.*….*port is already allocated/);
		await app.press('enter');
		expect(app.text()).toContain('$ docker restart db');
		expect(app.text()).toMatch(/failed after/);
		expect(app.text()).toContain('failed to set up container networking');
		await app.press('y', 'Y');
		expect(app.copied[0]).toBe('docker restart db');
		expect(app.copied[1]).toContain(`\n${cause}`);
		await app.press('escape');
		expect(app.text()).toContain('Command log');
	});
});

test('a short error stays in the footer, and nothing opens', async () => {
	const app = await openAt('containers', 'db', { engine: refusing('no such container') });
	await app.press('r');
	expect(app.state().modals).toEqual([]);
	expect(footerOf(app)).toContain('✗ Restart db: no such container');
	expect(footerOf(app)).not.toContain('! more');
	await app.press('!');
	expect(footerOf(app)).toContain('no message is cut');
});

test('a long error does not interrupt a filter that is being typed', async () => {
	let refuse = (_: Error) => {};
	const engine = createDemoEngine({ latency: 0 });
	Object.assign(engine.containers, {
		restart: () =>
			new Promise((_, reject) => {
				refuse = reject;
			}),
	});
	const app = await openAt('containers', 'db', { engine });
	app.runtime.key('r');
	await app.until(state => state.commands.length === 1);
	app.runtime.key('/');
	refuse(new EngineError('server', cause));
	await app.until(state => state.toasts.length > 0);
	expect(app.state().modals).toEqual([]);
	expect(app.state().input?.purpose).toBe('filter');
});
