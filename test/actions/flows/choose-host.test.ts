import { expect, it } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Target } from '../../../source/runtime/connection.js';
import { dockerContext } from '../../helpers/builders.js';
import { openAt } from './driving.js';

it('the context or host in use is marked, and there is a way back to that of the start', async () => {
	const targets: Target[] = [];
	const engine = createDemoEngine({ latency: 0 });
	const other = dockerContext('other', { url: 'tcp://other:2375' });
	const app = await openAt('containers', 'web', {
		connector: {
			async open(target) {
				targets.push(target);
				return { engine, attempts: [], readOnly: false };
			},
			contexts: async () => [{ ...other, name: 'default', url: engine.endpoint.url }, other],
		},
	});
	await app.press('C');
	expect(app.text()).toMatch(/default +this is the one in use/);
	expect(app.text()).toMatch(/other +tcp:\/\/other:2375/);
	await app.press('down', 'enter');
	await app.until(({ connection }) => connection.status === 'connected' && targets.length === 2);
	await app.press('C', 'down', 'down', 'enter');
	await app.until(({ connection }) => connection.status === 'connected' && targets.length === 3);
	expect(targets).toEqual(['default', { context: 'other' }, 'default']);
});

it('an empty log says why it cannot be saved', async () => {
	const app = await openAt('containers', 'web');
	await app.press('l', '/');
	await app.type('no-such-words');
	await app.press('enter', '&', 's');
	expect(app.text()).toContain('no lines are shown');
	expect(app.state().modals).toEqual([]);
});
