import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { selectedItem, shownContainers } from '../../../source/state/selectors.js';
import { wanted } from '../../../source/state/wanted.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { eventFeed, recorded } from '../recorded.js';

let app: Dashboard;
afterEach(() => app.close());

const streams = () =>
	wanted(app.state())
		.filter(({ kind }) => kind !== 'resource')
		.map(({ key }) => key)
		.sort();
const selectedId = () => selectedItem(app.state(), 'containers')?.id;

describe('the streams', () => {
	test('are those that the screen needs, also after fast scrolling to the end and half way back', async () => {
		const engine = recorded(createDemoEngine({ latency: 0, containers: 300 }));
		app = await openDashboard({ engine: engine.engine });
		await app.until(() => app.runtime.active().filter(key => key.startsWith('stats:')).length > 5);
		const rows = app.runtime.active().filter(key => key.startsWith('stats:')).length;
		engine.forget();
		for (let step = 0; step < 250; step++) {
			app.runtime.key('j');
		}
		await app.runtime.idle();
		// The viewport moved by 200 rows and more; only the streams of its last rows were opened.
		expect(engine.of('containers.stats').length).toBeLessThanOrEqual(2 * rows + 4);
		for (let step = 0; step < 120; step++) {
			app.runtime.key('k');
		}
		await app.runtime.idle();
		expect([...app.runtime.active()].sort()).toEqual(streams());
		const open = engine.open('containers.stats').length;
		expect(open).toBe(streams().filter(key => key.startsWith('stats:')).length);
	});

	test('change from the log of the former selection to that of the new one', async () => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		app = await openDashboard({ engine: engine.engine });
		await app.until(state => state.logs.lines.length > 0);
		const first = selectedId();
		expect(engine.open('containers.logs')).toEqual([first]);
		await app.press('j');
		await app.until(state => state.logs.container === selectedId() && state.logs.lines.length > 0);
		expect(engine.open('containers.logs')).toEqual([selectedId()]);
		expect(selectedId()).not.toBe(first);
		for (let step = 0; step < 5; step++) {
			app.runtime.key('j');
		}
		await app.runtime.idle();
		expect(engine.of('containers.logs').map(({ args }) => args[0])).toHaveLength(3);
	});

	test('end with a change to a pane without statistics, and with the connection', async () => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		app = await openDashboard({ engine: engine.engine, columns: 60, rows: 12 });
		await app.press('2');
		expect(app.runtime.active().filter(key => key.startsWith('logs:'))).toEqual([]);
		app.runtime.stop();
		await app.runtime.idle();
		expect(app.runtime.active()).toEqual([]);
	});
});

describe('a detail', () => {
	test('that an event made stale is fetched once more', async () => {
		const feed = eventFeed();
		const engine = recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never });
		app = await openDashboard({ engine: engine.engine });
		const web = shownContainers(app.state()).find(({ name }) => name === 'web');
		await app.until(state => state.resources.container.get(web?.id ?? '')?.status === 'ready');
		engine.forget();
		feed.emit({ action: 'update', id: web?.id ?? '' });
		await app.until(() => engine.of('containers.inspect').length > 0);
		await app.runtime.idle();
		expect(engine.of('containers.inspect').map(({ args }) => args[0])).toEqual([web?.id]);
		expect(app.state().resources.container.get(web?.id ?? '')?.status).toBe('ready');
	});

	test('that fails shows the error, and is fetched again', async () => {
		let fails = true;
		const demo = createDemoEngine({ latency: 0 });
		const inspect = (id: never, call: never) =>
			fails ? Promise.reject(new EngineError('server', 'out of order')) : demo.containers.inspect(id, call);
		const engine = recorded(demo, { 'containers.inspect': inspect });
		app = await openDashboard({ engine: engine.engine });
		const id = selectedId() ?? '';
		await app.until(state => state.resources.container.get(id)?.status === 'failed');
		expect(app.state().resources.container.get(id)?.error).toBe('out of order');
		fails = false;
		await app.until(state => state.resources.container.get(id)?.status === 'ready');
	});
});

describe('a broken log', () => {
	test('continues after its last line, with no line lost and none twice', async () => {
		const line = (second: number, text: string) => ({
			stream: 'stdout' as const,
			time: `2026-05-17T03:04:0${second}.000000000Z`,
			text,
		});
		const asked: { since?: number; tail?: number }[] = [];
		async function* logs(_id: string, options: { since?: number; tail?: number }, { signal }: { signal: AbortSignal }) {
			asked.push(options);
			if (asked.length === 1) {
				yield [line(1, 'one'), line(2, 'two')];
				throw new EngineError('unreachable', 'read ECONNRESET');
			}
			yield [line(2, 'two'), line(3, 'three')];
			await new Promise(resolve => signal.addEventListener('abort', resolve));
		}
		const engine = recorded(createDemoEngine({ latency: 0 }), { 'containers.logs': logs as never });
		app = await openDashboard({ engine: engine.engine });
		await app.until(state => state.logs.status === 'failed');
		expect(app.state().logs.error).toBe('read ECONNRESET');
		await app.until(state => state.logs.lines.length >= 3);
		expect([...app.state().logs.lines].map(({ text }) => text)).toEqual(['one', 'two', 'three']);
		// From a little before the last line: known lines are left out.
		expect(asked[1]?.since).toBeGreaterThanOrEqual(Date.parse('2026-05-17T03:04:01Z') / 1000);
		expect(asked[1]?.since).toBeLessThanOrEqual(Date.parse('2026-05-17T03:04:02Z') / 1000);
	});
});
