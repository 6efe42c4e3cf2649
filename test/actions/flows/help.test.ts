import { describe, expect, test } from 'vitest';
import { dialogOf } from '../../helpers/screen/dialog-of.js';
import { openAt } from './driving.js';

describe('the help', () => {
	test.each([60, 80, 120, 200])('has the whole reason of each disabled action in %i columns', async columns => {
		const app = await openAt('containers', 'web', { columns, rows: 40 });
		await app.press('escape', '?');
		const shown: string[] = [];
		for (let page = 0; page < 6; page++) {
			shown.push(...dialogOf(app.state()).lines);
			await app.press('pagedown');
		}
		const text = shown.join('\n');
		expect(text).toContain('Remove');
		expect(text).not.toContain('…\u2502');
		const words = text.replaceAll(/[│┃]/g, ' ').replaceAll(/\s+/g, ' ');
		expect(words).toContain('web is running: stop it first, or remove it by force');
		expect(words).toContain('no message is cut');
	});
});
