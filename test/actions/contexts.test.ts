import { afterEach, describe, expect, test } from 'vitest';
import { refusal } from '../../source/actions/keymap.js';
import { actionTable } from '../../source/actions/table/table.js';
import type { Endpoint } from '../../source/domain/nouns/host.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Connector, Opened, Target } from '../../source/runtime/connection/connector.js';
import { shownItems } from '../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { dockerContext } from '../helpers/state/builders.js';

let app: Dashboard;
let targets: Target[];
/** From now on an engine answers. */
let answersNow = false;
afterEach(() => app.close());

const local = { url: 'unix:///var/run/docker.sock', context: 'default', origin: 'current context' };
const known = [
	dockerContext('default', { url: local.url, origin: 'default socket', file: undefined }),
	dockerContext('prod', { url: 'ssh://me@prod', current: true, description: 'the shop' }),
	dockerContext('safe', { tls: { folder: '/certs', verify: true } }),
	dockerContext('broken', { url: '', description: 'cannot find docker endpoint in context' }),
];

/** A dashboard that talks to `endpoint`, and remembers which engines it was told to connect to. */
async function open(
	options: { endpoint?: Endpoint; nothingAnswers?: boolean } & Partial<Pick<Connector, 'contexts'>> = {},
): Promise<void> {
	targets = [];
	answersNow = false;
	const engine = { ...createDemoEngine({ latency: 0 }), endpoint: options.endpoint ?? local };
	const attempts = [{ endpoint: local, kind: 'unreachable', reason: 'nobody there' }];
	const opened: Opened = options.nothingAnswers
		? { attempts, readOnly: false }
		: { engine, attempts: [], readOnly: false };
	app = await openDashboard({
		engine,
		connector: {
			async open(target) {
				targets.push(target);
				return answersNow ? { engine, attempts: [], readOnly: false } : opened;
			},
			contexts: options.contexts ?? (async () => known),
		},
	});
}

const names = () => shownItems(app.state(), 'contexts').map(({ name }) => name);
const reconnected = (count: number) =>
	app.until(({ connection }) => connection.status === 'connected' && targets.length === count);

describe('C', () => {
	test('lists the contexts with endpoint, TLS and description, the one in use first', async () => {
		await open();
		await app.press('C');
		expect(names()).toEqual(['default', 'broken', 'prod', 'safe']);
		expect(app.text()).toMatch(/5 Contexts 4/);
		expect(app.text()).toMatch(/● default in use +unix:\/\/\/var\/run\/docker.sock/);
		expect(app.text()).toMatch(/○ prod current +ssh:\/\/me@prod/);
		expect(app.text()).toMatch(/○ safe +tcp:\/\/safe:2375 +verified/);
		expect(app.text()).toMatch(/○ broken +cannot be read/);
		await app.press('z');
		expect(app.text()).toMatch(/○ prod current +ssh:\/\/me@prod +-- +context file +the shop/);
	});

	test('connects to the selected context by Enter, and to another one by c', async () => {
		await open();
		await app.press('C', 'down', 'down', 'enter');
		await reconnected(2);
		expect(app.state().pane).toBe('containers');
		await app.press('C', 'G', 'c');
		await reconnected(3);
		expect(targets).toEqual(['default', { context: 'prod' }, { context: 'safe' }]);
	});

	test('connects to the initial engine, to the demo, and to a host by its URL', async () => {
		await open();
		await app.press('C', 's');
		await reconnected(2);
		await app.press('C', 'd');
		await reconnected(3);
		await app.press('C', 'h');
		await app.type('tcp://far:2375');
		await app.press('enter');
		await reconnected(4);
		expect(targets).toEqual(['default', 'default', 'demo', { host: 'tcp://far:2375' }]);
	});

	test('opens the menu by Enter on the context in use, with the reason why it does not connect', async () => {
		await open();
		await app.press('C', 'enter');
		expect(app.text()).toMatch(/c +Connect +already connected/);
		for (const way of ['Another host…', 'Initial engine', 'Demo engine']) {
			expect(app.text()).toContain(way);
		}
		await app.press('down', 'down', 'enter');
		await reconnected(2);
		expect(targets.at(-1)).toBe('default');
		await app.press('C', 'down', 'c');
		expect(app.text()).toContain('Connect: cannot find docker endpoint in context');
		expect(targets).toHaveLength(2);
	});

	test('shows the host in use when it is none of the contexts', async () => {
		await open({ endpoint: { url: 'tcp://10.0.0.5:2375', origin: '--host' } });
		await app.press('C');
		expect(app.text()).toMatch(/● --host in use +tcp:\/\/10.0.0.5:2375/);
		await app.press('y');
		expect(app.text()).not.toContain('docker context use');
	});

	test('filters and sorts like any list, and copies the command that changes the docker CLI’s context', async () => {
		await open();
		await app.press('C', '/');
		await app.type('shop');
		await app.press('enter');
		expect(names()).toEqual(['prod']);
		await app.press('y', 'c');
		expect(app.copied).toEqual(['docker context use prod']);
		await app.press('escape', 'O');
		expect(names()).toEqual(['safe', 'prod', 'broken', 'default']);
	});

	test('shows why the contexts cannot be listed, and lists them again on refresh', async () => {
		let works = false;
		await open({
			contexts: () => (works ? Promise.resolve(known) : Promise.reject(new Error('permission denied'))),
		});
		await app.press('C');
		expect(app.text()).toContain('✗ permission denied');
		works = true;
		await app.press('ctrl-r');
		await app.until(({ lists }) => lists.contexts.status === 'ready');
		expect(names()).toHaveLength(4);
	});
});

describe('the contexts pane', () => {
	test.each(['escape', 'q'])('returns by %s to the pane where C was pressed', async key => {
		await open();
		await app.press('2', 'i', 'z');
		const { pane, focus, zoom } = app.state();
		expect({ pane, focus, zoom }).toEqual({ pane: 'images', focus: 'detail', zoom: 'detail' });
		await app.press('C');
		expect(app.state()).toMatchObject({ pane: 'contexts', focus: 'list', zoom: 'none' });
		await app.press('/');
		await app.type('prod');
		await app.press('enter', key, key);
		expect(app.state()).toMatchObject({ pane, focus, zoom });
		expect(app.text()).not.toContain('Contexts');
		expect(app.left()).toBe(false);
	});

	test.each(['1', '4', 'tab', 'shift-tab'])('closes when %s chooses another pane', async key => {
		await open();
		await app.press('2', 'C');
		expect(app.text()).toContain('5 Contexts');
		await app.press(key);
		expect(app.text()).not.toContain('Contexts');
		// The way back is over with it.
		const { pane } = app.state();
		await app.press('escape');
		expect(app.state().pane).toBe(pane);
	});

	test('stays open when C is pressed again, and still returns to the first pane', async () => {
		await open();
		await app.press('3', 'C', 'C', 'escape');
		expect(app.state().pane).toBe('volumes');
	});

	test('is no target for Connect while it is closed', async () => {
		await open();
		await app.press('C', 'down', 'escape');
		const connect = actionTable.find(({ id }) => id === 'context.connect')!;
		expect(refusal(connect, app.state())).toBe('nothing is selected');
	});
});

describe('while no engine answers', () => {
	test('C lists only the contexts, Enter connects, and Esc and q return to the connect screen', async () => {
		await open({ nothingAnswers: true });
		expect(app.text()).toContain('No Docker Engine answers');
		for (const back of ['escape', 'q']) {
			await app.press('C');
			expect(app.text()).toMatch(/1 Contexts 4/);
			expect(app.text()).not.toMatch(/Containers|No Docker Engine answers/);
			await app.press('z', 'z', back);
			expect(app.text()).toContain('No Docker Engine answers');
			expect(app.left()).toBe(false);
		}
		const tried = targets.length;
		await app.press('C', 'G', 'enter');
		await app.until(({ connection }) => connection.status === 'lost' && targets.length > tried);
		expect(targets[tried]).toEqual({ context: 'safe' });
		expect(app.text()).toContain('No Docker Engine answers');
	});

	test('the contexts stay open when the engine comes back, and mark it as connected', async () => {
		await open({ nothingAnswers: true });
		await app.press('C', 'down');
		const { selected } = app.state().panes.contexts;
		answersNow = true;
		await app.press('ctrl-r');
		await app.until(({ connection }) => connection.status === 'connected');
		await app.untilText(/5 Contexts 4/);
		expect(app.text()).toMatch(/● default in use/);
		expect(app.state().panes.contexts.selected).toBe(selected);
		await app.press('escape');
		expect(app.state().pane).toBe('containers');
	});
});
