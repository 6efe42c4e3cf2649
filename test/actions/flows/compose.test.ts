import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { topModal } from '../../../source/state/modals/modals.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';

let app: Dashboard | undefined;
let engine: Engine;
afterEach(() => {
	app?.close();
	engine.close();
});

type Options = Parameters<typeof openDashboard>[0] & { compose?: Partial<Engine['compose']> };

/** The dashboard on the demo, with the container `api` of the project `shop` selected. */
async function open(options: Options = {}): Promise<Dashboard> {
	const demo = createDemoEngine({ latency: 0 });
	engine = { ...demo, compose: { ...demo.compose, ...options.compose } };
	app = await openDashboard({ engine, ...options });
	await app.untilText('api');
	await select(app, 'api');
	return app;
}

async function select(dashboard: Dashboard, name: string): Promise<void> {
	await dashboard.press('g');
	const items = dashboard.state().lists.containers.items;
	const isSelected = () => {
		const { selected } = dashboard.state().panes.containers;
		return items.find(({ id }) => id === selected)?.name === name;
	};
	for (let step = 0; step < items.length && !isSelected(); step++) {
		await dashboard.press('j');
	}
	expect(isSelected()).toBe(true);
}

const containers = async (name: string) =>
	(await engine.containers.list({ signal: new AbortController().signal })).filter(each => each.name === name);

describe('the plan of a project', () => {
	test('says what up would do with each service, and why', async () => {
		const dashboard = await open();
		await dashboard.press('U');
		const text = dashboard.text();
		expect(text).toMatch(/Plan for shop/);
		expect(text).toMatch(/db\s+recreate\s+health check interval 10s → 30s/);
		expect(text).toMatch(/keeps volumes shop_db, shop_backup/);
		expect(text).toMatch(/api\s+recreate\s+env API_TOKEN •••••• → ••••••/);
		expect(text).toMatch(/port \+127\.0\.0\.1:9229:9229/);
		expect(text).toMatch(/worker\s+scale 1 → 2/);
		expect(text).toMatch(/mailer\s+create/);
		expect(text).toMatch(/cache\s+keep/);
		expect(text).toMatch(/debug\s+profile debug is off/);
		expect(text).toContain('2 recreate · 1 create · 1 scale · 3 keep');
		expect(text).toContain('$ docker compose -f /home/ada/shop/compose.yaml -p shop up -d');
	});

	test('shows no secret of either side', async () => {
		const dashboard = await open();
		await dashboard.press('U');
		expect(dashboard.text()).not.toMatch(/t0ps3cret|n3wS3cret/);
		await dashboard.press('v');
		expect(dashboard.text()).toContain('API_TOKEN: ••••••');
		expect(dashboard.text()).not.toMatch(/t0ps3cret|n3wS3cret/);
	});

	test('puts services with volumes that are recreated first', async () => {
		const dashboard = await open();
		await dashboard.press('U');
		const modal = topModal(dashboard.state());
		expect(modal?.kind === 'plan' && modal.planned.plan.services[0]?.service).toBe('db');
	});

	test('changes nothing, and closes with Esc', async () => {
		const dashboard = await open();
		const [before] = await containers('api');
		await dashboard.press('U', 'escape');
		expect((await containers('api'))[0]?.id).toBe(before?.id);
		expect(dashboard.state().modals).toEqual([]);
		expect(dashboard.state().tasks).toEqual([]);
	});

	test('is what Enter then does, with a row for each container', async () => {
		const dashboard = await open();
		const [db] = await containers('db');
		const [cache] = await containers('cache');
		await dashboard.press('U', 'enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect((await containers('db'))[0]?.id).not.toBe(db?.id);
		expect((await containers('cache'))[0]?.id).toBe(cache?.id);
		expect(await containers('shop-worker-2')).toHaveLength(1);
		expect(dashboard.text()).toMatch(/shop-mailer-1\s+Started/);
		await dashboard.press('escape');
		await select(dashboard, 'cache');
		await dashboard.press('U');
		const modal = topModal(dashboard.state());
		const fates = modal?.kind === 'plan' ? modal.planned.plan.services.flatMap(each => each.containers) : [];
		expect(new Set(fates.map(({ fate }) => fate))).toEqual(new Set(['keep']));
	});

	test('runs for the chosen services alone, and for those that they depend on', async () => {
		const dashboard = await open();
		await select(dashboard, 'worker');
		const [api] = await containers('api');
		await dashboard.press('U', 'space');
		expect(dashboard.text()).toContain('up -d worker');
		expect(dashboard.text()).toMatch(/api\s+not chosen/);
		await dashboard.press('enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(await containers('shop-worker-2')).toHaveLength(1);
		expect((await containers('api'))[0]?.id).toBe(api?.id);
		expect(await containers('shop-mailer-1')).toHaveLength(0);
	});

	test.each([
		['b', '--build'],
		['p', '--pull always'],
		['f', '--force-recreate'],
		['o', '--remove-orphans'],
	])('adds and removes with %s the flag %s', async (key, flag) => {
		const dashboard = await open();
		await dashboard.press('U', key);
		expect(dashboard.text()).toContain(flag);
		await dashboard.press(key);
		expect(dashboard.text()).not.toContain(flag);
	});

	test('recreates every service by force, and says so', async () => {
		const dashboard = await open();
		await dashboard.press('U', 'f');
		expect(dashboard.text()).toMatch(/cache\s+recreate\s+forced/);
	});

	test('keeps the selection on its service while the choices change', async () => {
		const dashboard = await open();
		await dashboard.press('U', 'f', 'b', 'f', 'space', 'space');
		const modal = topModal(dashboard.state());
		expect(modal?.kind === 'plan' && modal.planned.plan.services[modal.index]?.service).toBe('api');
	});

	test('fails in the words of the engine when a profile needs a port that is taken', async () => {
		const dashboard = await open();
		await dashboard.press('U', 'P');
		expect(dashboard.text()).toContain('Labels do not say which profiles were on.');
		await dashboard.press('space', 'enter');
		expect(dashboard.text()).toContain('--profile debug');
		await dashboard.press('enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
		expect(dashboard.state().tasks.at(-1)?.outcome).toMatch(/port is already allocated/);
	});

	test('is shown again instead of run when the project has changed meanwhile', async () => {
		const dashboard = await open();
		await dashboard.press('U');
		const [cache] = await containers('cache');
		await engine.containers.remove(cache!.id, { force: true }, { signal: new AbortController().signal });
		await dashboard.press('enter');
		expect(dashboard.text()).toContain('The files or the containers have changed since the last plan.');
		expect(dashboard.text()).toMatch(/cache\s+create/);
		expect(dashboard.state().tasks).toEqual([]);
	});

	test('copies the command', async () => {
		const dashboard = await open();
		await dashboard.press('U', 'o', 'y');
		expect(dashboard.copied).toEqual(['docker compose -f /home/ada/shop/compose.yaml -p shop up -d --remove-orphans']);
		expect(topModal(dashboard.state())?.kind).toBe('plan');
	});

	test('can be read but not run in read-only mode', async () => {
		const dashboard = await open({ readOnly: true });
		await dashboard.press('U', 'enter');
		expect(dashboard.text()).toContain('plimsoll runs read-only');
		expect(dashboard.state().tasks).toEqual([]);
	});

	test('of the other project names the image that was rebuilt', async () => {
		const dashboard = await open();
		await select(dashboard, 'proxy');
		await dashboard.press('U');
		expect(dashboard.text()).toMatch(/proxy\s+recreate\s+image rebuilt: [0-9a-f]{12} → [0-9a-f]{12}/);
	});

	test('is not there for a container without a project', async () => {
		const dashboard = await open();
		await select(dashboard, 'sandbox');
		await dashboard.press('U');
		expect(dashboard.text()).toContain('the container belongs to no Compose project');
	});

	test.each([
		[new EngineError('unsupported', 'docker has no compose plugin here'), 'No plan without Compose 2'],
		[new EngineError('not-found', '/srv/compose.yaml: not on this machine'), 'No plan for shop'],
		[new EngineError('bad-request', 'yaml: line 3: did not find expected key'), 'Edit the file'],
		[new EngineError('protocol', 'compose printed no JSON: Segmentation fault'), 'No plan for shop'],
	])('that cannot be made says why, and offers the command: %s', async (error, words) => {
		const dashboard = await open({ compose: { read: () => Promise.reject(error) } });
		await dashboard.press('U');
		expect(dashboard.text()).toContain(words);
		expect(dashboard.text()).toContain(error.message);
		await dashboard.press('y');
		expect(dashboard.copied).toEqual(['docker compose -f /home/ada/shop/compose.yaml -p shop up -d']);
	});

	test('is made again after a failure when the user asks for it', async () => {
		const demo = createDemoEngine({ latency: 0 }).compose;
		let isBroken = true;
		const dashboard = await open({
			compose: {
				read: (...args) =>
					isBroken ? Promise.reject(new EngineError('bad-request', 'yaml: line 3')) : demo.read(...args),
			},
		});
		await dashboard.press('U');
		isBroken = false;
		await dashboard.press('r');
		expect(dashboard.text()).toContain('Plan for shop');
	});

	test('of the start folder is made without any container', async () => {
		const files = {
			name: '',
			workingDir: '/home/ada/edge',
			configFiles: ['/home/ada/edge/compose.yaml'],
			environmentFiles: [],
		};
		const demo = createDemoEngine({ latency: 0 }).compose;
		const dashboard = await open({
			compose: {
				find: async () => files,
				read: (of, options, call) => demo.read({ ...of, name: 'edge' }, options, call),
			},
		});
		const [proxy] = await containers('proxy');
		await engine.containers.remove(proxy!.id, { force: true }, { signal: new AbortController().signal });
		await dashboard.press(':');
		await dashboard.type('start folder');
		await dashboard.press('enter');
		expect(dashboard.text()).toMatch(/proxy\s+create/);
	});

	test('says why the file cannot be edited', async () => {
		const runs: (readonly string[])[] = [];
		const dashboard = await open({
			env: { EDITOR: 'nano -w' },
			terminal: {
				run: async ({ argv }) => {
					runs.push(argv);
					return 0;
				},
			},
		});
		await dashboard.press('U', 'e');
		// The demo has no file on this machine.
		expect(runs).toEqual([]);
		expect(dashboard.text()).toContain('is not on this machine');
		expect(topModal(dashboard.state())?.kind).toBe('plan');
	});
});

describe('the menu of a project', () => {
	test('shows the config of a service with its file and line, and secrets masked', async () => {
		const dashboard = await open();
		await dashboard.press('P', 'v');
		expect(dashboard.text()).toContain('Config of api in shop');
		expect(dashboard.text()).toMatch(/api: {2}# \/home\/ada\/shop\/compose\.yaml:6/);
		expect(dashboard.text()).toContain('API_TOKEN: ••••••');
	});

	test('scales a service and shows the command', async () => {
		const dashboard = await open();
		await select(dashboard, 'worker');
		await dashboard.press('P', 's');
		await dashboard.press('down', 'ctrl-u', '3');
		expect(dashboard.text()).toContain('worker=3 worker');
		await dashboard.press('enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(dashboard.state().tasks.at(-1)?.command.slice(6)).toEqual(
			'up -d --no-recreate --no-deps --scale worker=3 worker'.split(' '),
		);
		expect(await containers('shop-worker-3')).toHaveLength(1);
	});

	test.each(['x', '-1', '1.5', ''])('refuses "%s" as a number of replicas', async count => {
		const dashboard = await open();
		await dashboard.press('P', 's', 'down', 'ctrl-u');
		await dashboard.type(count);
		await dashboard.press('enter');
		expect(dashboard.text()).toContain('a whole number, 0 or more');
		expect(dashboard.state().tasks).toEqual([]);
	});

	test('pulls the images as a task', async () => {
		const dashboard = await open();
		await dashboard.press('P', 'p');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(dashboard.state().tasks.at(-1)?.title).toBe('Pull shop');
	});

	test('runs a one-off command with the words of a shell line', async () => {
		const commands: (readonly string[])[] = [];
		const dashboard = await open({
			compose: {
				async *run(_, { words }) {
					commands.push(words);
					yield { kind: 'line' as const, text: 'hello' };
				},
			},
		});
		await dashboard.press('P', 'r', 'down');
		await dashboard.type('sh -c "echo hello"');
		await dashboard.press('enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(commands).toEqual([['run', '-T', '--rm', 'api', 'sh', '-c', 'echo hello']]);
		expect(dashboard.text()).toContain('hello');
	});
});
