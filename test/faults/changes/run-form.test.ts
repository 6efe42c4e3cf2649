import { describe, expect, test } from 'vitest';
import { requestJson } from '../../helpers/engine/http.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { behindProxy, changes } from '../kit.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('an image that is removed while it is in the run form', () => {
	test('is reported beside its field; nothing is created without a question, and the typed text stays', async () => {
		const repository = 'plimsoll-faults/run-form';
		await requestJson(engine.host, 'POST', `/images/${engine.busybox}/tag?repo=${repository}&tag=1`);
		const { app, proxy } = await behindProxy(engine.host);
		await app.press('2', '/', 'ctrl-u');
		await app.type(repository);
		await app.press('enter', 'r');
		await app.until(({ modals }) => modals.at(-1)?.kind === 'form');
		await requestJson(engine.host, 'DELETE', `/images/${repository}:1`);
		await app.until(({ lists: { images } }) => !images.items.some(({ tags }) => tags.includes(`${repository}:1`)));
		await app.untilText('not on the engine: Enter offers to pull it');
		proxy.forget();
		await app.press('enter');
		// Nothing is pulled or created before the question is answered, and the typed text is still there afterwards.
		expect(app.state().modals.at(-1)?.kind).not.toBe('form');
		await app.press('escape');
		expect(changes(proxy)).toEqual([]);
		expect(app.text()).toContain(`${repository}:1`);
	});
});
