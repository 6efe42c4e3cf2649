import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../source/engine/engine.js';
import { followLog } from '../../source/state/logs/log-window.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { demoWithLogs } from '../helpers/engine/demo-logs.js';
import { openAt, toastsOf } from './flows/driving.js';

const start = Date.UTC(2026, 4, 17, 3);
const timeAt = (second: number) => new Date(start + second * 1000).toISOString().replace('Z', '000000Z');

/** A line a second, 5000 in all. Every thousandth one is an error. */
const lines = Array.from({ length: 5000 }, (_, second) => ({
	stream: 'stdout' as const,
	time: timeAt(second),
	text: `${second % 1000 === 7 ? 'ERROR: lost' : 'said'} ${second}`,
}));

/** The demo engine, whose containers have written these lines. */
function talkativeEngine(): Engine {
	return demoWithLogs(
		() =>
			async function* (_id, { follow, tail, since = 0, until = Number.POSITIVE_INFINITY }, { signal }) {
				const last = lines.slice(tail === undefined ? 0 : -tail);
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

	test('read on behind their last one, and up to it when the user goes back', async () => {
		await answer('a', '2026-05-17 03:10');
		await app.until(({ logs }) => logs.status === 'more' && logs.lines.length > 500);
		const last = texts(app).at(-1);
		await app.press('G');
		expect(app.text()).toContain('j reads on');
		await app.press('j');
		await app.until(({ logs }) => texts(app)[0] === last && logs.lines.length > 500 && logs.status === 'more');
		expect(app.state().logs).toMatchObject({ follow: false, cursor: 0, top: 0 });
		await app.press('k');
		await app.until(({ logs, older }) => logs.olderCount > 0 && older === undefined);
		expect(texts(app)[app.state().logs.olderCount]).toBe(last);
		await app.press('f');
		await app.until(() => texts(app).at(-1) === 'said 4999');
	});

	test('have no gap where a container has more lines than fit', async () => {
		await answer('a', '2026-05-17 03:10');
		await app.until(({ logs }) => logs.status === 'more' && logs.lines.length > 500);
		const seconds = [...new Set(texts(app))].map(line => Number(line.split(' ').at(-1)));
		expect(seconds).toEqual(seconds.map((_, at) => 600 + at));
	});

	test('go on with the newest ones where all fit', async () => {
		await answer('a', '2026-05-17 03:10');
		await app.until(({ logs }) => logs.status === 'more' && logs.lines.length > 500);
		await answer('a', '2026-05-17 04:23:00');
		await app.until(() => texts(app)[0] === 'said 4980');
		await app.until(({ logs }) => logs.status === 'streaming' && texts(app).at(-1) === 'said 4999');
		await app.press('G');
		expect(app.text()).toContain('following');
	});

	test('are found by the next match and the next error', async () => {
		await answer('a', '2026-05-17 03:17');
		await app.until(({ logs }) => logs.status === 'more' && logs.lines.length > 500);
		await app.press('e');
		await app.until(() => texts(app)[0] === 'ERROR: lost 2007');
		await app.until(({ logs }) => logs.status === 'more' && logs.problem === 0 && logs.cursor === 0);
		await answer('/', 'lost');
		for (const second of [3007, 4007]) {
			for (let each = 0; each < 5 && texts(app)[0] !== `ERROR: lost ${second}`; each++) {
				await app.press('n');
				await app.until(({ older, logs }) => older === undefined && logs.status === 'more' && logs.lines.length > 500);
			}
			await app.until(({ logs }) => texts(app)[0] === `ERROR: lost ${second}` && logs.lines.length > 500);
		}
		for (let each = 0; each < 5; each++) {
			await app.press('n');
			await app.until(({ older }) => older === undefined);
		}
		expect(toastsOf(app)).toContain('The search goes on at the first match');
	});
});

test('a time before the lines of a busy container is shown with all lines of that time', async () => {
	let quiet: string | undefined;
	const engine = demoWithLogs(
		() =>
			async function* (id, { follow, tail, since = 0, until = Number.POSITIVE_INFINITY }, { signal }) {
				const step = id === quiet ? 100 : 1;
				const own = lines.filter((_, second) => second % step === 0);
				const last = own.slice(tail === undefined ? 0 : -tail);
				yield last.filter(({ time }) => Date.parse(time) >= since * 1000 && Date.parse(time) <= until * 1000);
				if (follow) {
					await new Promise(resolve => signal.addEventListener('abort', resolve));
				}
			},
	);
	const app = await openAt('containers', 'name=web,cache', { engine, preferences: { logLines: 900 } });
	quiet = [...app.state().lists.containers.byKey.values()].find(({ name }) => name === 'cache')?.id;
	await app.press('*', 'l');
	await app.until(({ logs }) => logs.lines.length > 500 && !logs.sources.some(({ status }) => status === 'loading'));
	expect(texts(app)[0]).toBe('said 0');
	await app.press('a', 'ctrl-u');
	await app.type('2026-05-17 03:10');
	await app.press('enter');
	await app.until(() => texts(app).filter(line => line === 'said 601').length > 1);
	expect(texts(app)[0]).toBe('said 600');
});
