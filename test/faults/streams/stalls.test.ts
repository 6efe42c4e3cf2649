import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createConnector } from '../../../source/cli/engine/connector.js';
import { hasStats } from '../../../source/domain/nouns/container-gates.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Connector } from '../../../source/runtime/connection/connector.js';
import type { State } from '../../../source/state/state.js';
import { openDashboard } from '../../helpers/dashboard.js';
import { request, requestJson } from '../../helpers/engine/http.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { type Fault, fail, type RecordingProxy, stallAfter } from '../../helpers/proxy/recording-proxy.js';
import { coarseClock } from '../../nightly/soak/coarse-clock.js';
import { proxied, select, toasts } from '../kit.js';

const { skip, engine } = engineOrSkip();

/** A step of the dashboard's clock, in milliseconds. */
const stepMs = 500;

/** Opens the dashboard on the real engine with a clock that the test advances; the engine answers in real time. */
async function stepped(proxy: RecordingProxy) {
	const time = coarseClock();
	const real = createConnector({ host: proxy.host, context: undefined, isReadOnly: async () => false });
	let answers: Promise<unknown>[] = [];
	const awaited = <T>(answer: Promise<T>): Promise<T> => {
		answers.push(answer.catch(() => {}));
		return answer;
	};
	const watched = (inner: Engine): Engine => ({
		...inner,
		system: { ...inner.system, ping: call => awaited(inner.system.ping(call)) },
		containers: { ...inner.containers, list: call => awaited(inner.containers.list(call)) },
	});
	const connector: Connector = {
		contexts: real.contexts,
		async open(target, signal) {
			const opened = await real.open(target, signal);
			return { ...opened, engine: opened.engine && watched(opened.engine) };
		},
	};
	const opening = openDashboard({ connector, clock: time.clock });
	let app: Awaited<typeof opening> | undefined;
	void opening.then(opened => {
		app = opened;
	});
	/** Advances the clock by one step, and waits in real time for the answers to pings and lists. */
	async function step(): Promise<void> {
		await time.step(stepMs);
		await request(engine.host, 'GET', '/_ping');
		await Promise.all(answers);
		answers = [];
	}
	while (!app) {
		await step();
	}
	const opened = app;
	onTestFinished(() => opened.close());
	return {
		app: opened,
		/** Advances the clock until the state is as wanted, at most by `seconds`; resolves to the seconds that it took. */
		async within(seconds: number, wanted: (state: State) => boolean): Promise<number> {
			for (let passed = 0; passed <= seconds * 1000; passed += stepMs) {
				if (wanted(opened.state())) {
					return passed / 1000;
				}
				await step();
			}
			throw new Error(`not within ${seconds} s; the screen is\n${opened.text()}`);
		},
	};
}

/** Resolves two seconds later by the engine's clock: the engine counts whole seconds and ends the answer after them. */
async function engineSeconds(): Promise<void> {
	const { SystemTime } = (await requestJson(engine.host, 'GET', '/info')) as { SystemTime: string };
	await request(engine.host, 'GET', `/events?until=${Date.parse(SystemTime) / 1000 + 2}`);
}

const named = (state: State, name: string) => state.lists.containers.items.find(row => row.name === name);
const stalled = 'The engine’s events had stopped coming';

describe.skipIf(skip)('events that stall while everything else is answered', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-stalls');
		await scene.idle('steady');
	});
	afterAll(() => scene.clear());

	test.each<[string, Fault]>([
		['from the beginning', stallAfter(0)],
		['in the middle of an event', stallAfter(150)],
		['after some events', stallAfter(3000)],
	])('%s are noticed: changes of others are on screen within a minute, and events arrive again', async (how, fault) => {
		const proxy = await proxied(engine.host);
		proxy.fault('GET /events', fault, { times: 1 });
		const { app, within } = await stepped(proxy);
		const word = `stall-${how.length}`;
		// Events in the second of the subscription may be older than it.
		await engineSeconds();
		const leaves = await scene.idle(`${word}-leaves`);
		await within(5, state => named(state, scene.nameOf(`${word}-leaves`)) !== undefined).catch(() => {});
		for (let turn = 0; turn < 8; turn++) {
			await scene.post(`/containers/${leaves}/pause`);
			await scene.post(`/containers/${leaves}/unpause`);
		}
		const made = await scene.idle(`${word}-made`);
		const volume = await scene.volume(word);
		const network = await scene.network(word);
		await scene.delete(`/containers/${leaves}?force=1`);
		await engineSeconds();
		const took = await within(
			60,
			state =>
				state.lists.containers.byKey.get(made)?.state === 'running' &&
				!state.lists.containers.byKey.has(leaves) &&
				state.lists.volumes.byKey.has(volume) &&
				[...state.lists.networks.items].some(({ name }) => name === scene.nameOf(word) || network === name),
		);
		expect(took).toBeLessThanOrEqual(60);
		expect(toasts(app)).toContain(stalled);
		expect(app.state().connection.status).toBe('connected');
		const again = proxy.of('GET /events').at(-1);
		expect(again?.query.has('since')).toBe(true);
		expect(again?.query.has('until')).toBe(false);
		// The missed event is in the list of events, once.
		const destroys = app.state().events.filter(({ id, action }) => id === leaves && action === 'destroy');
		expect(destroys).toHaveLength(1);
		await scene.delete(`/containers/${made}?force=1`);
		await within(3, state => !state.lists.containers.byKey.has(made));
		await proxy.settled('GET /events', 1);
	});

	test.each<[string, Fault]>([
		['stalls as well', stallAfter(0)],
		['is refused', fail(500)],
	])('make the dashboard request all lists when the engine’s history %s', async (_, fault) => {
		const proxy = await proxied(engine.host);
		proxy.fault('GET /events', fault);
		proxy.fault('GET /events', stallAfter(0), { times: 1 });
		const { app, within } = await stepped(proxy);
		const made = await scene.idle(`without-history-${fault.kind}`);
		await engineSeconds();
		await within(60, state => state.lists.containers.byKey.get(made)?.state === 'running');
		await scene.delete(`/containers/${made}?force=1`);
		await engineSeconds();
		await within(60, state => !state.lists.containers.byKey.has(made));
		expect(app.state().connection.status).toBe('connected');
	});

	test('are noticed when a list contradicts them', async () => {
		const proxy = await proxied(engine.host);
		proxy.fault('GET /events', stallAfter(0), { times: 1 });
		const { app, within } = await stepped(proxy);
		await engineSeconds();
		const id = await scene.idle('listed');
		app.runtime.key('ctrl-r');
		await within(2, state => state.lists.containers.byKey.get(id)?.state === 'running');
		await engineSeconds();
		await within(40, () => toasts(app).includes(stalled));
	});

	test('do not keep a change of ours from the screen for more than seconds', async () => {
		const id = await scene.idle('stopped-by-us');
		const proxy = await proxied(engine.host);
		proxy.fault('GET /events', stallAfter(0), { times: 1 });
		const { app, within } = await stepped(proxy);
		const filtering = select(app, scene.nameOf('stopped-by-us'));
		await within(5, state => state.panes.containers.filter === scene.nameOf('stopped-by-us'));
		await filtering;
		await engineSeconds();
		app.runtime.key('s');
		await within(5, ({ modals, commands }) => modals.length > 0 || commands.length > 0);
		app.runtime.key('enter');
		await app.until(({ commands }) => commands.at(-1)?.status === 'done');
		await engineSeconds();
		await within(4, state => state.lists.containers.byKey.get(id)?.state === 'exited');
		await within(6, () => toasts(app).includes(stalled));
		expect(proxy.of(`POST /containers/${id}/stop`)).toHaveLength(1);
	});
});

describe.skipIf(skip)('another stream that stalls while everything else is answered', () => {
	let scene: Scene;
	let id: string;
	beforeAll(async () => {
		scene = createScene(engine, 'faults-stalled-streams');
		id = await scene.run('counts', ['sh', '-c', 'trap "exit 0" TERM; while :; do echo tick; sleep 1 & wait $!; done']);
	});
	afterAll(() => scene.clear());

	test('is subscribed to again if it carries statistics', async () => {
		const proxy = await proxied(engine.host);
		const route = `GET /containers/${id}/stats`;
		proxy.fault(route, stallAfter(10), { times: 1 });
		const { app, within } = await stepped(proxy);
		expect(hasStats(named(app.state(), scene.nameOf('counts'))!)).toBe(true);
		await within(60, () => proxy.of(route).length >= 2);
		await engineSeconds();
		await within(60, ({ stats }) => stats.has(id));
		expect(proxy.openOf(route)).toBe(1);
		expect(app.state().connection.status).toBe('connected');
	});

	test('is opened again where it stopped if it carries a log', async () => {
		const proxy = await proxied(engine.host);
		const route = `GET /containers/${id}/logs`;
		proxy.fault(route, stallAfter(100), { times: 1 });
		const { app, within } = await stepped(proxy);
		const filtering = select(app, scene.nameOf('counts'));
		await within(5, state => state.panes.containers.filter === scene.nameOf('counts'));
		await filtering;
		await app.until(({ logs }) => logs.container === id && logs.status !== 'loading').catch(() => {});
		await engineSeconds();
		await within(70, () => proxy.of(route).some(({ query }) => query.has('since') && query.get('follow') === '1'));
		const known = app.state().logs.lines.length;
		await within(2000, ({ logs }) => logs.lines.length > known + 1);
		const times = [...app.state().logs.lines].map(({ time }) => time);
		expect(times).toEqual([...new Set(times)].sort());
		await proxy.settled(route, 1);
	});
});
