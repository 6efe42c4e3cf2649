import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pathOfEach } from '../../../source/actions/flows/logs/log-saver.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { demoWithLogs } from '../../helpers/engine/demo-logs.js';
import { openAt, scratchFolder, toastsOf } from './driving.js';

/** The demo engine, whose containers have `count` numbered lines each; the log of `cache` can be refused. */
function engineWithLines(count: number, refused = ''): Engine {
	return demoWithLogs(
		demo =>
			async function* (id, { follow, tail }, { signal }) {
				const { name } = (await demo.containers.list({ signal })).find(each => each.id === id)!;
				if (name === refused) {
					throw new Error('configured logging driver does not support reading');
				}
				const lines = Array.from({ length: count }, (_, index) => ({
					stream: 'stdout' as const,
					time: `2026-05-17T03:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.000000000Z`,
					text: `{"level":"${index % 2 === 0 ? 'info' : 'error'}","msg":"${name} ${index}"}`,
				}));
				yield lines.slice(tail === undefined ? 0 : -tail);
				if (follow) {
					await new Promise(resolve => signal.addEventListener('abort', resolve));
				}
			},
	);
}

/** Opens the log of a container, or of several as one. */
async function openLogs(names: readonly string[], options: Parameters<typeof openAt>[2] = {}): Promise<Dashboard> {
	const app = await openAt('containers', names.length === 1 ? names[0]! : `name=${names.join(',')}`, options);
	await app.press(...(names.length === 1 ? ['l'] : ['*', 'l']));
	await app.until(({ logs }) => logs.lines.length > 0);
	return app;
}

/** Replaces the text of the focused field. */
async function retype(app: Dashboard, text: string): Promise<void> {
	await app.press('ctrl-u');
	await app.type(text);
}

describe('the log', () => {
	test('has the reason why an empty one cannot be saved', async () => {
		const app = await openAt('containers', 'web');
		await app.press('l', '/');
		await app.type('no-such-words');
		await app.press('enter', '&', 'enter', 's');
		expect(app.text()).toContain('no lines are shown');
		expect(app.state().modals).toEqual([]);
	});

	test('is saved as it is shown', async () => {
		const cwd = scratchFolder();
		const app = await openLogs(['web'], { engine: engineWithLines(30), cwd });
		await app.press('i', 'i', 's');
		expect(app.text()).toContain('the 15 shown');
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		const lines = readFileSync(path.join(cwd, 'web.log'), 'utf8').trimEnd().split('\n');
		expect([lines[0], lines.length]).toEqual(['ERR web 1', 15]);
		expect(toastsOf(app)).toContain('Saved 15 lines to');
	});

	test('is asked of the engine for what is not kept, whole or filtered, and compressed by the name', async () => {
		const cwd = scratchFolder();
		const app = await openLogs(['web'], { engine: engineWithLines(3000), cwd, preferences: { logLines: 200 } });
		expect(app.state().logs.lines).toHaveLength(200);
		await app.press('s');
		await retype(app, './all.log.gz');
		await app.press('tab', 'right', 'tab', 'right', 'enter');
		await app.until(state => toastsOfState(state).includes('Saved 3000 lines'));
		const all = gunzipSync(readFileSync(path.join(cwd, 'all.log.gz')))
			.toString()
			.trimEnd()
			.split('\n');
		expect([all.length, all[0], all.at(-1)]).toEqual([
			3000,
			'{"level":"info","msg":"web 0"}',
			'{"level":"error","msg":"web 2999"}',
		]);
		await app.press('escape', 'i', 'i', 's');
		await retype(app, './errors.log');
		await app.press('tab', 'right', 'enter');
		await app.until(state => toastsOfState(state).includes('Saved 1500 lines'));
		expect(readFileSync(path.join(cwd, 'errors.log'), 'utf8').split('\n')[0]).toBe('ERR web 1');
		expect(readdirSync(cwd).sort()).toEqual(['all.log.gz', 'errors.log']);
	});

	test('of several containers is saved merged, or in a file for each that can be read', async () => {
		const cwd = scratchFolder();
		const app = await openLogs(['web', 'cache', 'proxy'], { engine: engineWithLines(20, 'proxy'), cwd });
		await app.until(({ logs }) => logs.sources.filter(({ status }) => status === 'streaming').length === 2);
		await app.press('s');
		await retype(app, './one.log');
		await app.press('tab', 'right', 'enter');
		await app.until(state => toastsOfState(state).includes('Saved 60 lines'));
		const lines = readFileSync(path.join(cwd, 'one.log'), 'utf8').trimEnd().split('\n');
		expect(new Set(lines.map(line => line.split(' | ')[0]!.trim()))).toEqual(new Set(['web', 'old-web', 'cache']));
		expect(toastsOf(app)).toContain('proxy: configured logging driver does not support reading');
		await app.press('escape', 's');
		await retype(app, './each.log');
		await app.press('tab', 'right', 'tab', 'right', 'right', 'tab', 'tab', 'right', 'enter');
		await app.until(() => readdirSync(cwd).length === 4);
		await app.until(state => toastsOfState(state).includes('and 2 more'));
		expect(readdirSync(cwd).sort()).toEqual(['each-cache.log', 'each-old-web.log', 'each-web.log', 'one.log']);
		const [first] = readFileSync(path.join(cwd, 'each-web.log'), 'utf8').split('\n');
		expect(JSON.parse(first!)).toMatchObject({ container: 'web', level: 'info', message: 'web 0' });
	});

	test('has the docker command to copy', async () => {
		const app = await openLogs(['web']);
		await app.press('ctrl-y');
		expect(app.copied.at(-1)).toBe('docker logs --follow --tail 1000 web');
		await app.press('t', 'W', 'h');
		await app.press('ctrl-y');
		expect(app.copied.at(-1)).toBe('docker logs --follow --timestamps --since 1h web');
	});
});

const toastsOfState = ({ toasts }: ReturnType<Dashboard['state']>): string => toasts.map(({ text }) => text).join('\n');

describe('the file of each container', () => {
	test.each([
		['./shop.log', 'web', './shop-web.log'],
		['./shop.log.gz', 'web', './shop-web.log.gz'],
		['shop', 'web', 'shop-web'],
		['/var/log.d/shop', 'a/b c', '/var/log.d/shop-a-b-c'],
		['.log', 'web', '.log-web'],
	])('of %s and %s is %s', (file, name, expected) => {
		expect(pathOfEach(file, name)).toBe(expected);
	});
});
