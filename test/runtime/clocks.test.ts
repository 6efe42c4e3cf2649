import { afterEach, describe, expect, test, vi } from 'vitest';
import { statusText } from '../../source/domain/nouns/container-status.js';
import { elapsed } from '../../source/domain/text/elapsed.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../source/engine/errors.js';
import type { Clock } from '../../source/runtime/clock.js';
import { type FuzzApp, fuzzApp } from '../fuzz/keys/fuzz-app.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { eventually } from '../helpers/eventually.js';
import fc from '../helpers/fast-check.js';
import { container } from '../helpers/state/builders.js';
import { fakeClock } from './fake-clock.js';
import { eventFeed, recorded } from './recorded.js';

/** Random runs of a dashboard whose wall clock is set back and forth. */
const runs = Number(process.env.PLIMSOLL_FUZZ_CLOCKS) || 100;
const hourMs = 3_600_000;

let close = () => {};
afterEach(() => {
	close();
	vi.restoreAllMocks();
});

/** A dashboard on a steady clock, with a wall clock of its own that can be set, and an engine that can fail. */
async function begin() {
	const time = fakeClock();
	let offset = 0;
	let frozenAt: number | undefined;
	const clock: Clock = { ...time.clock, wallTime: () => frozenAt ?? time.clock.now() + offset };
	const feed = eventFeed();
	const fails = { volumes: false };
	const demo = createDemoEngine({ latency: 0 });
	const engine = recorded(demo, {
		'system.events': feed.stream as never,
		'system.ping': (async () => ({ time: Math.floor(time.clock.now() / 1000) * 1000 })) as never,
		'volumes.list': (call: never) =>
			fails.volumes ? Promise.reject(new EngineError('server', 'disk on fire')) : demo.volumes.list(call),
	});
	const app: FuzzApp = fuzzApp(engine.engine, clock);
	close = () => app.runtime.stop();
	app.runtime.start('default');
	await time.pass(1000);
	return {
		time,
		feed,
		fails,
		engine,
		app,
		set: (ms: number) => {
			frozenAt = undefined;
			offset += ms;
		},
		freeze: () => {
			frozenAt = clock.wallTime();
		},
	};
}

type Jump = { readonly kind: 'set'; readonly hours: number } | { readonly kind: 'freeze' } | { readonly kind: 'pass' };
const jump: fc.Arbitrary<Jump> = fc.oneof(
	fc.record({ kind: fc.constant('set' as const), hours: fc.integer({ min: -48, max: 48 }) }),
	fc.constantFrom({ kind: 'freeze' as const }, { kind: 'pass' as const }),
);

describe('a wall clock that is set back, set forward or frozen', () => {
	test(`delays no refresh, no retry, no toast and no task (${runs} runs)`, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(jump, { minLength: 1, maxLength: 12 }), async jumps => {
				const { time, feed, fails, engine, app, set, freeze } = await begin();
				try {
					for (const one of jumps) {
						if (one.kind === 'set') {
							set(one.hours * hourMs);
						} else if (one.kind === 'freeze') {
							freeze();
						}
						engine.forget();
						feed.emit({ type: 'image', action: 'tag' });
						await time.pass(1500);
						expect(engine.of('images.list')).toHaveLength(1);

						fails.volumes = true;
						app.runtime.key('ctrl-r');
						await time.pass(500);
						expect(app.state().lists.volumes.status).toBe('failed');
						expect(app.state().toasts.map(({ text }) => text)).toContain('Volumes not refreshed: disk on fire');
						fails.volumes = false;
						await time.pass(1500);
						expect(app.state().lists.volumes.status).toBe('ready');
						await time.pass(15_000);
						expect(app.state().toasts).toEqual([]);
						const { connection, commands, tasks, now, stats } = app.state();
						expect(connection.status).toBe('connected');
						for (const { milliseconds = 0 } of commands) {
							expect(milliseconds).toBeGreaterThanOrEqual(0);
						}
						for (const { startedAt, endedAt = startedAt } of tasks) {
							expect(endedAt - startedAt).toBeGreaterThanOrEqual(0);
						}
						expect(stats.size).toBeGreaterThan(0);
						// Ages follow the engine's clock, not ours.
						expect(Math.abs(now - time.clock.now())).toBeLessThan(25_000);
					}
				} finally {
					app.runtime.stop();
				}
			}),
			{ numRuns: runs },
		);
	});

	test('delays no refresh on the real clock', async () => {
		const feed = eventFeed();
		const engine = recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never });
		const app: Dashboard = await openDashboard({ engine: engine.engine });
		close = () => app.close();
		const real = Date.now;
		for (const hours of [-1, 5, -30]) {
			vi.spyOn(Date, 'now').mockImplementation(() => real() + hours * hourMs);
			engine.forget();
			feed.emit({ type: 'image', action: 'tag' });
			await eventually(() => expect(engine.of('images.list')).toHaveLength(1));
			app.runtime.key('ctrl-r');
			await eventually(() => expect(engine.of('networks.list')).toHaveLength(1));
			await app.runtime.idle();
		}
	});

	test('makes no displayed time negative', () => {
		const row = container('web', { startedAt: 5000 });
		expect(statusText(row, 5000 - 7 * hourMs)).toBe('Up Less than a second');
		expect(elapsed(-hourMs)).toBe('0.0s');
	});
});

describe('an engine whose clock differs from ours', () => {
	test.each([-5, 3])('by %i hours sets the time of the ages on screen', async hours => {
		const { time, set, app } = await begin();
		set(-hours * hourMs);
		await time.pass(30_000);
		expect(Math.abs(app.state().now - time.clock.now())).toBeLessThan(25_000);
		expect(Math.abs(app.state().engineSkewMs - hours * hourMs)).toBeLessThan(2000);
		set(hours * hourMs);
		await time.pass(30_000);
		expect(app.state().engineSkewMs).toBe(0);
	});
});

describe('a laptop that slept for hours', () => {
	test('fires each timer once and does not show the engine as lost', async () => {
		const { time, engine, app } = await begin();
		await time.pass(20_000);
		engine.forget();
		await time.sleep(7 * hourMs);
		expect(app.state().connection.status).toBe('connected');
		await time.pass(3000);
		expect(app.state().connection.status).toBe('connected');
		const counts = new Map<string, number>();
		for (const { name } of engine.calls) {
			counts.set(name, (counts.get(name) ?? 0) + 1);
		}
		for (const [name, count] of counts) {
			// Each row may fetch its statistics and its detail again, once.
			const isOfRows = name === 'containers.stats' || name === 'containers.inspect';
			const most = isOfRows ? app.state().lists.containers.items.length : 2;
			expect([name, count <= most]).toEqual([name, true]);
		}
	});

	test('reads a ping’s answer that came during the sleep before it shows the engine as lost', async () => {
		const time = fakeClock();
		const held: (() => void)[] = [];
		let holds = false;
		const ping = () =>
			new Promise(resolve => {
				held.push(() => resolve({}));
				if (!holds) {
					answer();
				}
			});
		const answer = () => {
			for (const resolve of held.splice(0)) {
				resolve();
			}
		};
		const engine = recorded(createDemoEngine({ latency: 0 }), { 'system.ping': ping as never });
		const app = fuzzApp(engine.engine, time.clock);
		close = () => app.runtime.stop();
		app.runtime.start('default');
		await time.pass(1000);
		const reasons = new Set<string>();
		app.runtime.store.subscribe(({ connection }) => {
			if (connection.status === 'reconnecting') {
				reasons.add(connection.reason);
			}
		});
		holds = true;
		await time.pass(4000);
		await time.sleep(2 * hourMs);
		await time.pass(1000);
		expect([...reasons]).toEqual([]);
		holds = false;
		answer();
		await time.pass(20_000);
		expect([...reasons]).toEqual([]);
		holds = true;
		await time.pass(10_000);
		expect([...reasons]).toEqual(['the engine did not answer within 5 s']);
	});
});
