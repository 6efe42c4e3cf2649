import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { choicesPath, keepChoices, loadChoices, withChoices } from '../../source/config/choices.js';
import { defaultSettings } from '../../source/config/settings.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-choices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const env = { XDG_STATE_HOME: folder };
const chosen = { theme: { chosen: 'nord', configured: 'default' } } as const;

describe('the choices of earlier runs', () => {
	test('are in the XDG folder for state', () => {
		expect(choicesPath({ XDG_STATE_HOME: '/x' })).toBe('/x/plimsoll/choices.json');
		expect(choicesPath({}, '/home/ada')).toBe('/home/ada/.local/state/plimsoll/choices.json');
		expect(choicesPath({ XDG_STATE_HOME: '' }, '/home/ada')).toBe(choicesPath({}, '/home/ada'));
	});

	test('are none where the file is missing or broken', async () => {
		expect(await loadChoices({ XDG_STATE_HOME: path.join(folder, 'none') })).toEqual({});
		mkdirSync(path.join(folder, 'plimsoll'), { recursive: true });
		for (const text of [
			'',
			'{"theme": ',
			'null',
			'[1]',
			'{"columns": {"images": {"chosen": 3}}}',
			'{"theme": {"chosen": "plaid", "configured": "default"}}',
			'3',
		]) {
			writeFileSync(choicesPath(env), text);
			expect([text, await loadChoices(env)]).toEqual([text, {}]);
		}
	});

	test('apply until the setting in the config file is changed', async () => {
		writeFileSync(choicesPath(env), JSON.stringify(chosen));
		const kept = await loadChoices(env);
		expect(withChoices(defaultSettings, kept).theme).toBe('nord');
		expect(withChoices({ ...defaultSettings, theme: 'dracula' }, kept).theme).toBe('dracula');
		expect(withChoices(defaultSettings, {})).toEqual(defaultSettings);
	});

	test('are kept with the setting that they replace', () => {
		const mono = { theme: 'mono', columns: {} } as const;
		const nord = { theme: 'nord', columns: {} } as const;
		expect(keepChoices({}, mono, mono, nord)).toEqual({ theme: { chosen: 'nord', configured: 'mono' } });
		expect(keepChoices(chosen, mono, nord, nord)).toEqual(chosen);
	});

	test('of columns are kept for each pane, also when they are the usual ones again', () => {
		const configured = { ...defaultSettings, columns: { images: ['reference', 'size'] } };
		const before = { theme: 'default', columns: { images: ['reference', 'size'], volumes: ['name'] } } as const;
		const now = { theme: 'default', columns: { containers: ['name', 'cpu'], volumes: ['name'] } } as const;
		const kept = keepChoices({}, configured, before, now);
		expect(kept).toEqual({
			columns: {
				images: { chosen: null, configured: ['reference', 'size'] },
				containers: { chosen: ['name', 'cpu'], configured: null },
			},
		});
		expect(withChoices(configured, kept).columns).toEqual({ containers: ['name', 'cpu'] });
		const edited = { ...configured, columns: { images: ['reference'], containers: ['name'] } };
		expect(withChoices(edited, kept).columns).toEqual(edited.columns);
		expect(keepChoices({ ...chosen, ...kept }, configured, before, now)).toMatchObject(chosen);
	});
});
