import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { createForegroundWork } from '../../../source/runtime/concurrency/foreground-work.js';
import type { Connector } from '../../../source/runtime/connection/connector.js';
import { EngineConnection } from '../../../source/runtime/connection/engine-connection.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { createPollingInterval, quietMachine } from '../../../source/runtime/streams/polling-interval.js';
import { createTaskRunner } from '../../../source/runtime/tasks/task-runner.js';
import { initialState } from '../../../source/state/initial-state.js';
import { fakeClock } from '../fake-clock.js';
import { eventFeed, recorded } from '../recorded.js';

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) {
		stop();
	}
});

const endpoint = { url: 'unix:///run/docker.sock', origin: 'DOCKER_HOST' };
const refused = { endpoint, kind: 'unreachable' as const, reason: 'connection refused' };

function later<T>() {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>(done => {
		resolve = done;
	});
	return { promise, resolve };
}

/** A connection on a clock of its own; each attempt calls `open`, which returns the engine or none. */
function loop(open: () => Engine | undefined, change: Partial<Connector> = {}) {
	const time = fakeClock();
	const store = createAppStore(initialState({ endpoint, size: { columns: 120, rows: 40 }, now: time.clock.now() }));
	const foreground = createForegroundWork();
	const runner = createTaskRunner({ store, clock: time.clock, foreground });
	const polling = createPollingInterval({ store, clock: time.clock, machine: quietMachine });
	let attempts = 0;
	const connector: Connector = {
		async open() {
			attempts++;
			const engine = open();
			return { engine, attempts: engine ? [] : [refused], readOnly: false };
		},
		contexts: async () => [],
		...change,
	};
	const connection = new EngineConnection({ store, clock: time.clock, foreground, runner, polling, connector });
	stops.push(() => {
		connection.stop();
		runner.abortAll();
	});
	return { time, store, connection, attempts: () => attempts, status: () => store.getState().connection };
}

describe('an engine that does not answer', () => {
	test('is tried again after twice the time, up to half a minute, and its attempts are shown', async () => {
		const { time, connection, attempts, status } = loop(() => undefined);
		connection.connect('default');
		await time.settle();
		expect(status()).toMatchObject({ status: 'lost', attempt: 1, attempts: [refused] });
		const waits: number[] = [];
		for (let round = 0; round < 9; round++) {
			const now = time.clock.now();
			const { retryAt } = status() as { retryAt: number };
			waits.push(retryAt - now);
			await time.pass(retryAt - now - 1);
			expect(attempts()).toBe(round + 1);
			await time.pass(1);
			expect(attempts()).toBe(round + 2);
		}
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
	});

	test('is tried at once when the user refreshes', async () => {
		const { time, connection, attempts } = loop(() => undefined);
		connection.connect('default');
		await time.settle();
		connection.refresh();
		await time.settle();
		expect(attempts()).toBe(2);
	});

	test('is shown with the reason when the target makes no sense', async () => {
		const open = () => Promise.reject(new Error('context "nope" does not exist'));
		const { time, connection, status } = loop(() => undefined, { open });
		connection.connect({ context: 'nope' });
		await time.settle();
		expect(status()).toMatchObject({ status: 'lost', attempts: [{ reason: 'context "nope" does not exist' }] });
	});
});

describe('a failure that needs the user', () => {
	const refusal = {
		endpoint: { url: 'ssh://host', origin: 'DOCKER_HOST' },
		kind: 'unreachable',
		reason: 'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!\nHost key verification failed.',
		needsUser: true,
	};
	const denied = { endpoint, kind: 'permission', reason: 'permission denied', needsUser: true };

	test('is tried once, and again once for each refresh', async () => {
		let opened = 0;
		const open = async () => {
			opened++;
			return { attempts: [refusal], readOnly: false };
		};
		const { time, connection, status } = loop(() => undefined, { open });
		connection.connect('default');
		await time.settle();
		for (let asked = 1; asked <= 3; asked++) {
			expect(status()).toEqual({ status: 'lost', attempts: [refusal], attempt: asked, retryAt: undefined });
			await time.pass(24 * 3600_000);
			expect(opened).toBe(asked);
			connection.refresh();
			await time.settle();
		}
		expect(opened).toBe(4);
	});

	test('is shown as being tried during a try', async () => {
		const { promise: answer, resolve } = later<{ attempts: (typeof refusal)[]; readOnly: false }>();
		let opened = 0;
		const failed = { attempts: [refusal], readOnly: false } as const;
		const open = async () => (opened++ === 0 ? { ...failed, attempts: [refusal] } : await answer);
		const { time, connection, status } = loop(() => undefined, { open });
		connection.connect('default');
		await time.settle();
		connection.refresh();
		await time.settle();
		expect(status()).toMatchObject({ status: 'lost', retryAt: time.clock.now() });
		resolve({ attempts: [refusal], readOnly: false });
		await time.settle();
		expect(status()).toMatchObject({ status: 'lost', attempt: 2, retryAt: undefined });
	});

	test('does not delay a switch to another engine, nor the end', async () => {
		const open = async (target: unknown) =>
			target === 'demo'
				? { engine: createDemoEngine({ latency: 0 }), attempts: [], readOnly: false }
				: { attempts: [refusal], readOnly: false };
		const { time, connection, status, store } = loop(() => undefined, { open });
		connection.connect('default');
		await time.settle();
		const statuses = new Set<string>();
		store.subscribe(state => statuses.add(state.connection.status));
		connection.connect('demo');
		await time.pass(100);
		expect(status()).toEqual({ status: 'connected' });
		expect([...statuses]).toEqual(['connecting', 'connected']);
		connection.stop();
	});

	test('keeps the lists when it comes after a loss, and connects after a refresh', async () => {
		const feed = eventFeed();
		const make = () => recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never }).engine;
		let isCured = true;
		const open = async () =>
			isCured
				? { engine: make(), attempts: [], readOnly: false }
				: { attempts: [{ ...refusal, endpoint: make().endpoint }], readOnly: false };
		const { time, connection, status, store } = loop(() => undefined, { open });
		connection.connect('default');
		await time.pass(100);
		const rows = store.getState().lists.containers.items.length;
		isCured = false;
		feed.end();
		await time.pass(24 * 3600_000);
		expect(status()).toMatchObject({ status: 'lost', retryAt: undefined });
		expect(store.getState().lists.containers.items).toHaveLength(rows);
		isCured = true;
		connection.refresh();
		await time.pass(100);
		expect(status()).toEqual({ status: 'connected' });
	});

	test('is retried five times for a socket without permission while its engine restarts', async () => {
		const feed = eventFeed();
		const make = () => recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never }).engine;
		const here = make().endpoint;
		let opened = 0;
		const open = async () =>
			opened++ === 0
				? { engine: make(), attempts: [], readOnly: false }
				: { attempts: [{ ...denied, endpoint: here }], readOnly: false };
		const { time, connection, status } = loop(() => undefined, { open });
		connection.connect('default');
		await time.pass(100);
		feed.end();
		await time.pass(24 * 3600_000);
		expect(status()).toMatchObject({ status: 'lost', retryAt: undefined });
		// The loss itself was the first failure.
		expect(opened - 1).toBe(5);
	});

	test('is not retried for a socket without permission at the start', async () => {
		let opened = 0;
		const open = async () => {
			opened++;
			return { attempts: [denied], readOnly: false };
		};
		const { time, connection } = loop(() => undefined, { open });
		connection.connect('default');
		await time.pass(24 * 3600_000);
		expect(opened).toBe(1);
	});

	test('includes an address that makes no sense', async () => {
		let opened = 0;
		const open = async () => {
			opened++;
			throw new EngineError('bad-request', 'context "nope" does not exist');
		};
		const { time, connection, status } = loop(() => undefined, { open });
		connection.connect({ context: 'nope' });
		await time.pass(24 * 3600_000);
		expect(status()).toMatchObject({ status: 'lost', attempts: [{ reason: 'context "nope" does not exist' }] });
		expect(opened).toBe(1);
	});
});

test.each(['before', 'after'])(
	'containers that come with the ping, %s the first list, stay on screen until the list',
	async order => {
		const seen = await createDemoEngine({ latency: 0 }).containers.list({ signal: AbortSignal.any([]) });
		const { promise: list, resolve: answer } = later<typeof seen>();
		const { promise: containers, resolve: look } = later<typeof seen>();
		const { engine } = recorded(createDemoEngine({ latency: 0 }), { 'containers.list': () => list });
		const open = async () => ({ engine, attempts: [], readOnly: false, containers });
		const { time, connection, store } = loop(() => engine, { open });
		connection.connect('default');
		await time.settle();
		expect(store.getState().lists.containers.status).toBe('loading');
		if (order === 'before') {
			look(seen.slice(0, 1));
			await time.settle();
			expect(store.getState().lists.containers.items).toEqual(seen.slice(0, 1));
		}
		answer(seen);
		await time.settle();
		look(seen.slice(0, 1));
		await time.settle();
		expect(store.getState().lists.containers.items).toHaveLength(seen.length);
	},
);

describe('a lost engine', () => {
	for (const [what, error, reason] of [
		['ends its events', undefined, 'the engine closed the connection'],
		['breaks off', new EngineError('unreachable', 'read ECONNRESET'), 'read ECONNRESET'],
	] as const) {
		test(`that ${what} keeps its lists on screen and is connected again by itself`, async () => {
			const feed = eventFeed();
			let up = true;
			const make = () => recorded(createDemoEngine({ latency: 0 }), { 'system.events': feed.stream as never }).engine;
			const { time, connection, status, store } = loop(() => (up ? make() : undefined));
			connection.connect('default');
			await time.pass(100);
			expect(status()).toEqual({ status: 'connected' });
			const rows = store.getState().lists.containers.items.length;
			expect(rows).toBeGreaterThan(5);
			up = false;
			feed.end(error);
			await time.settle();
			expect(status()).toMatchObject({ status: 'reconnecting', reason });
			expect(store.getState().lists.containers.items).toHaveLength(rows);
			await time.pass(3000);
			expect(status()).toMatchObject({ status: 'reconnecting', reason: 'connection refused' });
			up = true;
			await time.pass(30_000);
			expect(status()).toEqual({ status: 'connected' });
			expect(store.getState().lists.containers.status).toBe('ready');
		});
	}

	test('has no stream or request left after the stop', async () => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		const { time, connection } = loop(() => engine.engine);
		connection.connect('default');
		await time.pass(1000);
		expect(engine.open('system.events')).toHaveLength(1);
		connection.stop();
		await time.settle();
		await time.settle();
		expect(engine.calls.filter(({ open }) => open).map(({ name }) => name)).toEqual([]);
		expect(connection.active).toEqual([]);
	});
});
