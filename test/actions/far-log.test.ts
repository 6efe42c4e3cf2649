import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../source/engine/engine.js';
import { followLog } from '../../source/state/logs/log-window.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { demoWithLogs } from '../helpers/engine/demo-logs.js';
import { openAt, toastsOf } from './flows/driving.js';

const start = Date.UTC(2026, 4, 17, 3);
const timeAt = (second: number) => new Date(start + second * 1000).toISOString().replace('Z', '000000Z');

/** The demo engine, whose containers have written a line a second, 5000 in all. Every thousandth one is an error. */
function talkativeEngine(): Engine {
	const all = Array.from({ length: 5000 }, (_, second) => ({
		stream: 'stdout' as const,
		time: timeAt(second),
		text: `${second % 1000 === 7 ? 'ERROR: lost' : 'said'} ${second}`,
	}));
	return demoWithLogs(
		() =>
			async function* (_id, { follow, tail, since = 0, until = Number.POSITIVE_INFINITY }, { signal }) {
				const last = all.slice(tail === undefined ? 0 : -tail);
				yield last.filter(({ time }) => Date.parse(time) >= since * 1000 && Date.parse(time) <= until * 1000);
				if (follow) {
					await new Promise(resolve => signal.addEventListener('abort', resolve));
				}
			},
	);
}

const texts = (app: Dashboard) => [...app.state().logs.lines].map(({ text }) => text);

describe.each([
	['one container', 'web', ['l']],
	['several containers', 'name=web,cache', ['*', 'l']],
] as const)('lines of %s far before the newest ones', (_, filter, keys) => {
	let app: Dashboard;
	beforeEach(async () => {
		app = await openAt('containers', filter, { engine: talkativeEngine(), preferences: { logLines: 600 } });
		await app.press(...keys);
		await app.until(({ logs }) => logs.lines.length > 0 && !logs.sources.some(({ status }) => status === 'loading'));
	});

	async function answer(key: string, words: string): Promise<void> {
		await app.press(key, 'ctrl-u');
		await app.type(words);
		await app.press('enter');
	}

	test('are read from a time on, and f follows the newest ones again', async () => {
		await answer('a', '2026-05-17 03:10');
		await app.until(() => texts(app)[0] === 'said 600');
		await app.untilText('from 05-17 03:10:00');
		expect(app.state().logs).toMatchObject({ follow: false });
		expect(app.text()).toContain('at line 1 of ');
		// A time among these lines, one after them and one before them.
		await answer('a', '2026-05-17 03:11');
		expect(app.text()).toContain('from 05-17 03:10:00');
		await answer('a', '2026-05-17 03:50');
		await app.until(() => texts(app)[0] === 'said 3000');
		await answer('a', '2026-05-17 02:00');
		await app.until(() => texts(app)[0] === 'said 0');
		await app.press('f');
		await app.until(() => texts(app).at(-1) === 'said 4999');
		expect(app.state().logs).toMatchObject({ follow: true, window: 'tail' });
	});

	test('are no longer searched when the log is followed', () => {
		const { logs } = app.state();
		const searching = { ...app.state(), older: { log: logs.container ?? '', goal: 'match' } as const };
		const paused = { ...searching, logs: { ...logs, follow: false } };
		expect(followLog(paused)).toMatchObject({ older: undefined, logs: { follow: true } });
		expect(followLog(searching)).toMatchObject({ older: searching.older, logs: { follow: false } });
	});

	test('are found by a search, one after the other', async () => {
		await answer('/', 'lost');
		await app.press('N');
		await app.until(() => texts(app).includes('ERROR: lost 4007') && app.state().older === undefined);
		for (const second of [3007, 2007, 1007, 7]) {
			await app.press('N');
			await app.until(() => texts(app)[0] === `ERROR: lost ${second}`);
			await app.until(({ logs }) => logs.lines.length > 500 && logs.match === 0);
		}
		await app.press('N');
		await app.until(() => toastsOf(app).includes('No older line matches lost'));
	});
});
