import { afterEach, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { type FuzzApp, fuzzApp } from '../../fuzz/keys/fuzz-app.js';
import { fakeClock } from '../fake-clock.js';
import { eventFeed, recorded } from '../recorded.js';

let app: FuzzApp;
afterEach(() => app.runtime.stop());

const lists = ['containers.list', 'images.list', 'volumes.list', 'networks.list'];
const stalled = /had stopped coming/;

/** A dashboard whose engine has a history, an own clock, and a stream with only the events that the test emits. */
async function begin(change: { noTime?: boolean } = {}) {
	const time = fakeClock();
	const feed = eventFeed();
	const history: EngineEvent[] = [];
	const engineClock = { offset: 0, refuses: false };
	const seconds = () => (change.noTime ? undefined : Math.floor((time.clock.now() + engineClock.offset) / 1000) * 1000);
	const happen = (event: Partial<EngineEvent>): EngineEvent => {
		const at = time.clock.now() + engineClock.offset;
		const whole = { type: 'container', action: 'update', id: 'x', attributes: {}, at, ...event };
		history.push({ ...whole, timeNano: whole.at * 1e6 + (history.length % 900) * 1000 });
		return history.at(-1) as EngineEvent;
	};
	const engine = recorded(createDemoEngine({ latency: 0 }), {
		'system.ping': (async () => ({ time: seconds() })) as never,
		'system.events': async function* (call: Parameters<typeof feed.stream>[0] & { since?: number }) {
			const { since = 0, until } = call;
			if (until === undefined) {
				return yield* feed.stream({ ...call, ready: () => call.ready?.(seconds()) });
			}
			if (engineClock.refuses) {
				throw new EngineError('server', 'no history');
			}
			yield* history.filter(({ at }) => at >= since * 1000 && at <= until * 1000);
		} as never,
	});
	app = fuzzApp(engine.engine, time.clock);
	const said = new Set<string>();
	app.runtime.store.subscribe(({ toasts }) => {
		for (const { text } of toasts) {
			said.add(text);
		}
	});
	app.runtime.start('default');
	await time.pass(3000);
	engine.forget();
	return {
		time,
		feed,
		engine,
		engineClock,
		happen,
		asked: () => engine.calls.map(({ name }) => name).filter(name => lists.includes(name)),
		looks: () => engine.of('system.events').filter(({ args }) => 'until' in (args[0] as object)).length,
		subscriptions: () => engine.of('system.events').filter(({ args }) => !('until' in (args[0] as object))),
		/** The texts of all toasts so far. */
		toasts: () => [...said],
	};
}

describe('the check for missed events', () => {
	test('reads the history every half minute and costs nothing else while no event is missing', async () => {
		const { time, feed, happen, asked, looks, subscriptions } = await begin();
		for (let second = 0; second < 120; second++) {
			feed.emit(happen({ action: 'exec_create: true' }));
			await time.pass(1000);
		}
		expect(looks()).toBeGreaterThanOrEqual(3);
		expect(looks()).toBeLessThanOrEqual(4);
		expect(asked()).toEqual([]);
		expect(subscriptions()).toEqual([]);
	});

	test('is rare while the terminal lacks the focus', async () => {
		const { time, looks } = await begin();
		app.runtime.focus(false);
		await time.pass(240_000);
		expect(looks()).toBe(0);
		app.runtime.focus(true);
		await time.pass(6000);
		expect(looks()).toBe(1);
	});

	test('waits for an event that is on its way', async () => {
		const { time, feed, happen, looks, subscriptions, toasts } = await begin();
		for (let round = 0; round < 40 && looks() === 0; round++) {
			const late = happen({ action: 'exec_create: true' });
			await time.pass(1500);
			feed.emit(late);
		}
		await time.pass(5000);
		expect(looks()).toBe(1);
		expect(subscriptions()).toEqual([]);
		expect(toasts()).toEqual([]);
	});

	test('applies the missed events once, and subscribes again after them', async () => {
		const { time, feed, happen, asked, subscriptions, toasts } = await begin();
		const missed = happen({ action: 'die', id: app.state().lists.containers.items[0]!.id });
		await time.pass(40_000);
		expect(toasts()).toEqual([expect.stringMatching(stalled)]);
		expect(asked().sort()).toEqual([...lists].sort());
		const [again, ...more] = subscriptions();
		expect(more).toEqual([]);
		expect(((again?.args[0] ?? {}) as { since?: number }).since).toBeLessThan(time.clock.now() / 1000);
		// The engine sends it once more, as its history has it.
		feed.emit(missed, happen({ action: 'rename', attributes: { name: 'later' } }));
		await time.pass(1000);
		const told = app.state().events.map(({ action }) => action);
		expect(told.filter(action => action === 'die')).toHaveLength(1);
		expect(told).toContain('rename');
	});

	test('finds every further stall', async () => {
		const { time, happen, subscriptions } = await begin();
		for (let stall = 1; stall <= 3; stall++) {
			happen({});
			await time.pass(40_000);
			expect(subscriptions()).toHaveLength(stall);
		}
	});

	test('fetches the lists when there is no history, no time, or a clock that was set back', async () => {
		const { time, engine, engineClock, asked, subscriptions, looks } = await begin();
		engineClock.refuses = true;
		await time.pass(35_000);
		expect(asked().sort()).toEqual([...lists].sort());
		engineClock.refuses = false;
		engine.forget();
		engineClock.offset = -3_600_000;
		await time.pass(35_000);
		expect(asked().sort()).toEqual([...lists].sort());
		engine.forget();
		await time.pass(35_000);
		expect([asked(), looks(), subscriptions()]).toEqual([[], 1, []]);
		app.runtime.stop();
		const timeless = await begin({ noTime: true });
		await timeless.time.pass(35_000);
		expect(timeless.asked().sort()).toEqual([...lists].sort());
		expect(timeless.looks()).toBe(0);
	});

	test('finds a missed event after the engine’s clock was set back', async () => {
		const { time, engineClock, happen, toasts } = await begin();
		engineClock.offset = -3_600_000;
		await time.pass(40_000);
		happen({});
		await time.pass(40_000);
		expect(toasts()).toEqual([expect.stringMatching(stalled)]);
	});

	test('does not count events before the subscription as missed', async () => {
		const { time, happen, toasts, subscriptions } = await begin();
		happen({ at: time.clock.now() - 3000, id: 'before' });
		await time.pass(40_000);
		expect([toasts(), subscriptions()]).toEqual([[], []]);
	});
});

describe('a contradiction with the screen', () => {
	test('in a change of ours without an event fetches its list and reads the history', async () => {
		const { time, asked, looks } = await begin();
		app.runtime.key('1');
		app.runtime.key('p');
		await time.pass(6000);
		expect(asked()).toEqual(['containers.list']);
		expect(looks()).toBe(1);
	});

	test('does not arise from a change of ours with an event', async () => {
		const { time, feed, happen, asked, looks } = await begin();
		const { selected } = app.state().panes.containers;
		app.runtime.key('p');
		feed.emit(happen({ action: 'pause', id: selected }));
		await time.pass(6000);
		expect(asked()).toHaveLength(1);
		expect(looks()).toBe(0);
	});

	test('in a list that lacks a container without an event reads the history', async () => {
		const { time, engine, looks } = await begin();
		const gone = app.state().lists.containers.items.find(({ state }) => state === 'exited')!;
		await engine.engine.containers.remove(gone.id, { force: true, volumes: false }, { signal: AbortSignal.any([]) });
		app.runtime.key('ctrl-r');
		await time.pass(6000);
		expect(app.state().lists.containers.byKey.has(gone.id)).toBe(false);
		expect(looks()).toBe(1);
	});

	test('in the statistics of a container that ended without an event reads the history', async () => {
		const { time, engine, looks } = await begin();
		const { selected } = app.state().panes.containers;
		await engine.engine.containers.kill(selected as string, 'SIGKILL', { signal: AbortSignal.any([]) });
		await time.pass(8000);
		expect(app.state().lists.containers.byKey.get(selected as string)?.state).not.toBe('running');
		expect(looks()).toBeGreaterThanOrEqual(1);
	});
});
