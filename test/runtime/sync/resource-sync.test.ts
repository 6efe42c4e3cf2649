import { afterEach, describe, expect, test } from 'vitest';
import type { Container } from '../../../source/domain/nouns/container.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Call, Filters } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { eventFeed, recorded } from '../recorded.js';

let app: Dashboard;
afterEach(() => app.close());

const lists = ['containers.list', 'images.list', 'volumes.list', 'networks.list'];

/** A dashboard whose engine sends only the events of the test. */
async function withFeed(instead: Parameters<typeof recorded>[1] = {}) {
	const feed = eventFeed();
	const engine = recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never, ...instead });
	app = await openDashboard({ engine: engine.engine });
	const web = app.state().lists.containers.items.find(({ name }) => name === 'web') as Container;
	engine.forget();
	return { feed, engine, web };
}

/** Resolves when the list of events has so many. */
const received = (count: number) => app.until(state => state.events.length >= count);

describe('the lists', () => {
	test('are fetched once, after the subscription to events', async () => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		app = await openDashboard({ engine: engine.engine });
		const names = engine.calls.map(({ name }) => name);
		const first = names.filter(name => name === 'system.events' || lists.includes(name));
		expect(first).toEqual(['system.events', ...lists]);
	});

	test('cost one request for the row when a container starts, with all its events', async () => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		app = await openDashboard({ engine: engine.engine });
		const gone = app.state().lists.containers.items.find(({ state }) => state === 'exited') as Container;
		engine.forget();
		await engine.engine.containers.start(gone.id, { signal: new AbortController().signal });
		await app.until(state => state.lists.containers.byKey.get(gone.id)?.state === 'running');
		await app.runtime.idle();
		expect(engine.of('containers.list').map(({ args }) => (args[0] as { filters: unknown }).filters)).toEqual([
			{ id: [gone.id] },
		]);
		for (const name of lists.slice(1)) {
			expect(engine.of(name)).toEqual([]);
		}
	});

	test('are not fetched for execs, health checks and events of calls that only read', async () => {
		const { feed, engine, web } = await withFeed();
		const actions = [
			'exec_create: sh',
			'exec_start: sh',
			'exec_die',
			'health_status: unhealthy',
			'top',
			'attach',
			'resize',
		];
		feed.emit(...actions.map(action => ({ action, id: web.id })));
		// The list leaves out events of calls that only read.
		await received(3);
		await app.runtime.idle();
		expect(engine.calls.filter(({ name }) => lists.includes(name))).toEqual([]);
		expect(app.state().lists.containers.byKey.get(web.id)?.health).toBe('unhealthy');
	});

	test('are refreshed once for a burst', async () => {
		const { feed, engine, web } = await withFeed();
		feed.emit(...Array.from({ length: 100 }, (_, index) => ({ action: index % 2 ? 'start' : 'die', id: web.id })));
		await received(100);
		await app.runtime.idle();
		expect(engine.of('containers.list')).toHaveLength(1);
		engine.forget();
		feed.emit(...Array.from({ length: 60 }, (_, index) => ({ action: 'start', id: `other${index}` })));
		await received(160);
		await app.runtime.idle();
		expect(engine.of('containers.list').map(({ args }) => Object.keys(args[0] as object))).toEqual([['signal']]);
	});

	test('are fetched again, each for its own events', async () => {
		const { feed, engine } = await withFeed();
		feed.emit(
			{ type: 'image', action: 'tag' },
			{ type: 'volume', action: 'mount' },
			{ type: 'network', action: 'create' },
		);
		await received(3);
		await app.runtime.idle();
		expect(
			engine.calls
				.filter(({ name }) => lists.includes(name))
				.map(({ name }) => name)
				.sort(),
		).toEqual(['containers.list', 'images.list', 'networks.list']);
	});

	test('lose a container with its event, without a request', async () => {
		const { feed, engine, web } = await withFeed();
		feed.emit({ action: 'destroy', id: web.id });
		await app.until(state => !state.lists.containers.byKey.has(web.id));
		await app.runtime.idle();
		expect(engine.of('containers.list')).toEqual([]);
	});

	test('do not override an event when they are older', async () => {
		let change: Partial<Container> = {};
		const source = createDemoEngine({ latency: 0 });
		const list = async (call: never) =>
			(await source.containers.list(call)).map(row => (row.name === 'web' ? { ...row, ...change } : row));
		const { feed, engine, web } = await withFeed({ 'containers.list': list });
		const states: unknown[] = [];
		app.runtime.store.subscribe(state => states.push(state.lists.containers.byKey.get(web.id)?.state));
		feed.emit({ action: 'die', id: web.id, attributes: { exitCode: '137' } });
		await app.until(() => engine.of('containers.list').length > 1);
		expect(app.state().lists.containers.byKey.get(web.id)).toMatchObject({ state: 'exited', exitCode: 137 });
		change = { state: 'exited', status: 'Exited (137) now' };
		await app.until(state => state.lists.containers.byKey.get(web.id)?.status === 'Exited (137) now');
		expect(states.slice(states.indexOf('exited'))).not.toContain('running');
		source.close();
	});

	test('have a new container by its event alone, and all of it after the engine’s answer', async () => {
		const source = createDemoEngine({ latency: 0 });
		let answer: (rows: readonly Container[]) => void = () => {};
		const held = new Promise<readonly Container[]>(resolve => {
			answer = resolve;
		});
		let holds = false;
		const { feed, engine, web } = await withFeed({
			'containers.list': (call: never) => (holds ? held : source.containers.list(call)),
		});
		const selected = app.state().panes.containers.selected;
		holds = true;
		feed.emit({ action: 'create', id: 'guest', at: 7, attributes: { name: 'guest', image: 'redis:7', tier: 'cache' } });
		await app.until(state => state.lists.containers.byKey.has('guest'));
		const row = () => app.state().lists.containers.byKey.get('guest');
		expect(row()).toMatchObject({ name: 'guest', image: 'redis:7', state: 'created', labels: { tier: 'cache' } });
		expect(app.text()).toContain('guest');
		feed.emit({ action: 'start', id: 'guest', at: 8 });
		await app.until(() => row()?.state === 'running' && engine.of('containers.list').length > 0);
		expect(engine.of('containers.list').map(({ args }) => (args[0] as { filters: unknown }).filters)).toEqual([
			{ id: ['guest'] },
		]);
		answer([{ ...web, id: 'guest', name: 'guest', mounts: ['cache'] }]);
		await app.until(() => row()?.mounts.length === 1);
		expect(row()).toMatchObject({ state: 'running', startedAt: 8, command: web.command });
		expect(app.state().panes.containers.selected).toBe(selected);
		await app.runtime.idle();
		source.close();
	});

	test('lose a new container again that the engine no longer has', async () => {
		const { feed } = await withFeed();
		const seen: boolean[] = [];
		app.runtime.store.subscribe(state => seen.push(state.lists.containers.byKey.has('guest')));
		feed.emit({ action: 'create', id: 'guest', attributes: { name: 'guest', image: 'redis:7' } });
		await app.until(state => state.events.some(({ action }) => action === 'create'));
		await app.runtime.idle();
		expect(seen).toContain(true);
		expect(seen.at(-1)).toBe(false);
	});

	test('keep a new container when an older answer lacks it', async () => {
		const source = createDemoEngine({ latency: 0 });
		let answer = () => {};
		const held = new Promise<void>(resolve => {
			answer = resolve;
		});
		let holds = false;
		const list = async (call: Call & { filters?: Filters }) => {
			const rows = await source.containers.list({ signal: call.signal });
			if (call.filters) {
				return [{ ...rows[0], id: 'guest', name: 'guest' }];
			}
			if (holds) {
				await held;
			}
			return rows;
		};
		const { feed, engine } = await withFeed({ 'containers.list': list as never });
		holds = true;
		const seen: boolean[] = [];
		app.runtime.store.subscribe(state => seen.push(state.lists.containers.byKey.has('guest')));
		feed.emit(...Array.from({ length: 60 }, (_, index) => ({ action: 'start', id: `other${index}` })));
		await app.until(() => engine.of('containers.list').length === 1);
		feed.emit({ action: 'create', id: 'guest', attributes: { name: 'guest', image: 'redis:7' } });
		await app.until(state => state.lists.containers.byKey.has('guest'));
		answer();
		await app.until(state => state.lists.containers.byKey.get('guest')?.command !== '');
		expect(seen.slice(seen.indexOf(true))).not.toContain(false);
		source.close();
	});

	test('that fail keep their rows, show the error, and come back by themselves', async () => {
		let fails = false;
		const volumes = createDemoEngine({ latency: 0 });
		const { feed } = await withFeed({
			'volumes.list': (call: never) =>
				fails ? Promise.reject(new EngineError('server', 'disk on fire')) : volumes.volumes.list(call),
		});
		const before = app.state().lists.volumes.items;
		fails = true;
		feed.emit({ type: 'volume', action: 'create' });
		await app.until(state => state.lists.volumes.status === 'failed');
		expect(app.state().lists.volumes.items).toEqual(before);
		expect(app.state().toasts.map(({ text }) => text)).toEqual(['Volumes not refreshed: disk on fire']);
		fails = false;
		await app.until(state => state.lists.volumes.status === 'ready');
	});
});
