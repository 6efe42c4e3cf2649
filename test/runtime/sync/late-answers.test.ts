import { afterEach, describe, expect, test } from 'vitest';
import type { Container } from '../../../source/domain/nouns/container.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Call, Filters } from '../../../source/engine/engine.js';
import type { State } from '../../../source/state/state.js';
import { type FuzzApp, fuzzApp } from '../../fuzz/keys/fuzz-app.js';
import { fakeClock } from '../fake-clock.js';
import { eventFeed, recorded } from '../recorded.js';

let app: FuzzApp;
afterEach(() => app.runtime.stop());

/** A dashboard whose engine sends only the test's events, and holds its answers to `name` until `release` while `holds`. */
async function withHeld(name: string) {
	const time = fakeClock();
	const feed = eventFeed();
	const demo = createDemoEngine({ latency: 0 });
	const [noun, call] = name.split('.') as ['containers', 'list'];
	let held: (() => void)[] = [];
	const gate = { holds: false, extra: [] as Container[], asked: 0 };
	const answer = async (...parameters: unknown[]) => {
		gate.asked++;
		const { filters } = (parameters[0] ?? {}) as Partial<Call> & { filters?: Filters };
		// The answer has the state at the time of the request.
		const { extra } = gate;
		const taken = await (demo[noun][call] as (...all: unknown[]) => Promise<unknown>)(...parameters);
		const found = name === 'containers.list' ? [...extra, ...(filters?.id ? [] : (taken as Container[]))] : taken;
		if (gate.holds) {
			await new Promise<void>(resolve => held.push(resolve));
		}
		return found;
	};
	const engine = recorded(demo, { 'system.events': feed.stream as never, [name]: answer as never });
	app = fuzzApp(engine.engine, time.clock);
	app.runtime.start('default');
	await time.pass(2000);
	return {
		time,
		feed,
		gate,
		async release() {
			for (const resolve of held) {
				resolve();
			}
			held = [];
			await time.settle();
		},
	};
}

const ghost = (state: State) => state.lists.containers.byKey.has('guest');
const made = { action: 'create', id: 'guest', attributes: { name: 'guest', image: 'redis:7' } };

describe('a container that is destroyed while a request for it is pending', () => {
	test.each([
		['its row', 1, 400],
		['its row', 1, 20_000],
		['the whole list', 60, 400],
		['the whole list', 60, 20_000],
	])('stays gone when the answer about %s (%i events) comes %i ms later', async (_, events, afterMs) => {
		const { time, feed, gate, release } = await withHeld('containers.list');
		const [row] = app.state().lists.containers.items;
		gate.extra = [{ ...(row as Container), id: 'guest', name: 'guest' }];
		gate.holds = true;
		const asked = gate.asked;
		feed.emit(made, ...Array.from({ length: events - 1 }, (_, index) => ({ action: 'start', id: `other${index}` })));
		await time.pass(400);
		expect(gate.asked).toBe(asked + 1);
		expect(ghost(app.state())).toBe(true);
		app.runtime.key('1');
		app.runtime.key('g');
		gate.extra = [];
		feed.emit({ action: 'destroy', id: 'guest' });
		await time.pass(afterMs);
		expect(ghost(app.state())).toBe(false);
		gate.holds = false;
		await release();
		await time.pass(10_000);
		const state = app.state();
		expect(ghost(state)).toBe(false);
		expect([...state.panes.containers.marks]).not.toContain('guest');
		expect(state.panes.containers.selected).not.toBe('guest');
		expect(state.resources.container.has('guest')).toBe(false);
	});

	test('stays gone on an engine that still lists it for a moment', async () => {
		const { time, feed, gate } = await withHeld('containers.list');
		const [row] = app.state().lists.containers.items as [Container];
		feed.emit({ action: 'die', id: row.id }, { action: 'destroy', id: row.id });
		await time.pass(100);
		const seen: boolean[] = [];
		app.runtime.store.subscribe(state => seen.push(state.lists.containers.byKey.has(row.id)));
		const asked = gate.asked;
		app.runtime.key('ctrl-r');
		await time.pass(1000);
		expect(gate.asked).toBeGreaterThan(asked);
		expect(seen).not.toContain(true);
	});
});

describe('an item that is gone', () => {
	test.each([
		['images', 'image', 'delete'],
		['volumes', 'volume', 'destroy'],
		['networks', 'network', 'destroy'],
	] as const)('leaves the %s at once, and an older list does not bring it back', async (noun, type, action) => {
		const { time, feed, gate, release } = await withHeld(`${noun}.list`);
		const key = [...app.state().lists[noun].byKey.keys()].at(-1) as string;
		gate.holds = true;
		feed.emit({ type, action: noun === 'images' ? 'tag' : 'create', id: 'other' });
		await time.pass(400);
		feed.emit({ type, action, id: key });
		await time.pass(60);
		expect(app.state().lists[noun].byKey.has(key)).toBe(false);
		const seen: boolean[] = [];
		app.runtime.store.subscribe(state => seen.push(state.lists[noun].byKey.has(key)));
		await release();
		expect(seen.length).toBeGreaterThan(0);
		expect(seen).not.toContain(true);
	});
});

test('a new name stays when an older list arrives', async () => {
	const { time, feed, gate, release } = await withHeld('containers.list');
	const [row] = app.state().lists.containers.items as [Container];
	gate.holds = true;
	app.runtime.key('ctrl-r');
	await time.pass(400);
	feed.emit({ action: 'rename', id: row.id, attributes: { name: 'renamed' } });
	await time.pass(60);
	const names: unknown[] = [];
	app.runtime.store.subscribe(state => names.push(state.lists.containers.byKey.get(row.id)?.name));
	await release();
	expect(new Set(names)).toEqual(new Set(['renamed']));
});

test('a detail is fetched again when an event came before its answer, the first time as well', async () => {
	const { time, feed, gate, release } = await withHeld('volumes.inspect');
	gate.holds = true;
	app.runtime.key('3');
	await time.pass(400);
	const name = app.state().panes.volumes.selected as string;
	expect(app.state().resources.volume.has(name)).toBe(false);
	expect(gate.asked).toBe(1);
	feed.emit({ type: 'volume', action: 'mount', id: name });
	await time.pass(60);
	gate.holds = false;
	await release();
	await time.pass(1000);
	expect(gate.asked).toBe(2);
	expect(app.state().resources.volume.get(name)?.status).toBe('ready');
});
