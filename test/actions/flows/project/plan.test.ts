import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { topModal } from '../../../../source/state/modals/modals.js';
import { openProject } from './project-app.js';

describe('the plan of a project', () => {
	test('says what up would do with each service, and why', async () => {
		const app = await openProject();
		await app.dashboard.press('U');
		const text = app.dashboard.text();
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
		const app = await openProject();
		await app.dashboard.press('U');
		expect(app.dashboard.text()).not.toMatch(/t0ps3cret|n3wS3cret/);
		await app.dashboard.press('v');
		expect(app.dashboard.text()).toContain('API_TOKEN: ••••••');
		expect(app.dashboard.text()).not.toMatch(/t0ps3cret|n3wS3cret/);
	});

	test('puts services with volumes that are recreated first', async () => {
		const app = await openProject();
		await app.dashboard.press('U');
		const modal = topModal(app.dashboard.state());
		expect(modal?.kind === 'plan' && modal.planned.plan.services[0]?.service).toBe('db');
	});

	test('changes nothing, and closes with Esc', async () => {
		const app = await openProject();
		const [before] = await app.containers('api');
		await app.dashboard.press('U', 'escape');
		expect((await app.containers('api'))[0]?.id).toBe(before?.id);
		expect(app.dashboard.state().modals).toEqual([]);
		expect(app.dashboard.state().tasks).toEqual([]);
	});

	test('is what Enter then does, with a row for each container', async () => {
		const app = await openProject();
		const [db] = await app.containers('db');
		const [cache] = await app.containers('cache');
		await app.dashboard.press('U', 'enter');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect((await app.containers('db'))[0]?.id).not.toBe(db?.id);
		expect((await app.containers('cache'))[0]?.id).toBe(cache?.id);
		expect(await app.containers('shop-worker-2')).toHaveLength(1);
		expect(app.dashboard.text()).toMatch(/shop-mailer-1\s+Started/);
		await app.dashboard.press('escape');
		await app.select('cache');
		await app.dashboard.press('U');
		const modal = topModal(app.dashboard.state());
		const fates = modal?.kind === 'plan' ? modal.planned.plan.services.flatMap(each => each.containers) : [];
		expect(new Set(fates.map(({ fate }) => fate))).toEqual(new Set(['keep']));
	});

	test('runs for the chosen services alone, and for those that they depend on', async () => {
		const app = await openProject();
		await app.select('worker');
		const [api] = await app.containers('api');
		await app.dashboard.press('U', 'space');
		expect(app.dashboard.text()).toContain('up -d worker');
		expect(app.dashboard.text()).toMatch(/api\s+not chosen/);
		await app.dashboard.press('enter');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(await app.containers('shop-worker-2')).toHaveLength(1);
		expect((await app.containers('api'))[0]?.id).toBe(api?.id);
		expect(await app.containers('shop-mailer-1')).toHaveLength(0);
	});

	test.each([
		['b', '--build'],
		['p', '--pull always'],
		['f', '--force-recreate'],
		['o', '--remove-orphans'],
	])('adds and removes with %s the flag %s', async (key, flag) => {
		const app = await openProject();
		await app.dashboard.press('U', key);
		expect(app.dashboard.text()).toContain(flag);
		await app.dashboard.press(key);
		expect(app.dashboard.text()).not.toContain(flag);
	});

	test('recreates every service by force, and says so', async () => {
		const app = await openProject();
		await app.dashboard.press('U', 'f');
		expect(app.dashboard.text()).toMatch(/cache\s+recreate\s+forced/);
	});

	test('is run with the choices: each container waits for what force does to it', async () => {
		const app = await openProject({
			compose: {
				async *run(_files, _command, { signal }) {
					await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));
				},
			},
		});
		await app.dashboard.press('U', 'f', 'enter');
		await app.dashboard.untilText('0 of 8');
		expect(app.dashboard.text()).toMatch(/ cache\s+to recreate/);
	});

	test('keeps the selection on its service while the choices change', async () => {
		const app = await openProject();
		await app.dashboard.press('U', 'f', 'b', 'f', 'space', 'space');
		const modal = topModal(app.dashboard.state());
		expect(modal?.kind === 'plan' && modal.planned.plan.services[modal.index]?.service).toBe('api');
	});

	test('fails in the words of the engine when a profile needs a port that is taken', async () => {
		const app = await openProject();
		await app.dashboard.press('U', 'P');
		expect(app.dashboard.text()).toContain('Labels do not say which profiles were on.');
		await app.dashboard.press('space', 'enter');
		expect(app.dashboard.text()).toContain('--profile debug');
		await app.dashboard.press('enter');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
		expect(app.dashboard.state().tasks.at(-1)?.outcome).toMatch(/port is already allocated/);
	});

	test('is shown again instead of run when the project has changed meanwhile', async () => {
		const app = await openProject();
		await app.dashboard.press('U');
		const [cache] = await app.containers('cache');
		await app.engine.containers.remove(cache!.id, { force: true }, { signal: new AbortController().signal });
		await app.dashboard.press('enter');
		expect(app.dashboard.text()).toContain('The files or the containers have changed since the last plan.');
		expect(app.dashboard.text()).toMatch(/cache\s+create/);
		expect(app.dashboard.state().tasks).toEqual([]);
	});

	test('is not run by an Enter that came before it was shown', async () => {
		let show = () => {};
		const demo = createDemoEngine({ latency: 0 }).compose;
		const app = await openProject({
			compose: {
				async read(...args) {
					await new Promise<void>(resolve => {
						show = resolve;
					});
					return demo.read(...args);
				},
			},
		});
		app.dashboard.runtime.key('U');
		await app.dashboard.until(({ opening }) => opening?.text === 'Planning shop');
		app.dashboard.runtime.key('enter');
		show();
		await app.dashboard.untilText('Plan for shop');
		await app.dashboard.runtime.idle();
		expect(topModal(app.dashboard.state())?.kind).toBe('plan');
		expect(app.dashboard.state().tasks).toEqual([]);
		expect(app.dashboard.text()).toContain('1 key was dropped');
	});

	test('is given up with Esc while it is made', async () => {
		const app = await openProject({
			compose: {
				read: (_, __, { signal }) =>
					new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
			},
		});
		app.dashboard.runtime.key('U');
		await app.dashboard.until(({ opening }) => opening !== undefined);
		await app.dashboard.press('escape');
		expect(app.dashboard.state()).toMatchObject({ modals: [], opening: undefined });
	});

	test('copies the command', async () => {
		const app = await openProject();
		await app.dashboard.press('U', 'o', 'y');
		expect(app.dashboard.copied).toEqual([
			'docker compose -f /home/ada/shop/compose.yaml -p shop up -d --remove-orphans',
		]);
		expect(topModal(app.dashboard.state())?.kind).toBe('plan');
	});

	test('can be read but not run in read-only mode', async () => {
		const app = await openProject({ readOnly: true });
		await app.dashboard.press('U', 'enter');
		expect(app.dashboard.text()).toContain('plimsoll runs read-only');
		expect(app.dashboard.state().tasks).toEqual([]);
	});

	test('of the other project names the image that was rebuilt', async () => {
		const app = await openProject();
		await app.select('proxy');
		await app.dashboard.press('U');
		expect(app.dashboard.text()).toMatch(/proxy\s+recreate\s+image rebuilt: [0-9a-f]{12} → [0-9a-f]{12}/);
	});

	test('is not there for a container without a project', async () => {
		const app = await openProject();
		await app.select('sandbox');
		await app.dashboard.press('U');
		expect(app.dashboard.text()).toContain('the container belongs to no Compose project');
	});

	test.each([
		[new EngineError('unsupported', 'docker has no compose plugin here'), 'No plan without Compose 2'],
		[new EngineError('not-found', '/srv/compose.yaml: not on this machine'), 'No plan for shop'],
		[new EngineError('bad-request', 'yaml: line 3: did not find expected key'), 'Edit the file'],
		[new EngineError('protocol', 'compose printed no JSON: Segmentation fault'), 'No plan for shop'],
	])('that cannot be made says why, and offers the command: %s', async (error, words) => {
		const app = await openProject({ compose: { read: () => Promise.reject(error) } });
		await app.dashboard.press('U');
		expect(app.dashboard.text()).toContain(words);
		expect(app.dashboard.text()).toContain(error.message);
		await app.dashboard.press('y');
		expect(app.dashboard.copied).toEqual(['docker compose -f /home/ada/shop/compose.yaml -p shop up -d']);
	});

	test('is made again after a failure when the user asks for it', async () => {
		const demo = createDemoEngine({ latency: 0 }).compose;
		let isBroken = true;
		const app = await openProject({
			compose: {
				read: (...args) =>
					isBroken ? Promise.reject(new EngineError('bad-request', 'yaml: line 3')) : demo.read(...args),
			},
		});
		await app.dashboard.press('U');
		isBroken = false;
		await app.dashboard.press('r');
		expect(app.dashboard.text()).toContain('Plan for shop');
	});

	test('of the start folder is made without any container', async () => {
		const files = {
			name: '',
			workingDir: '/home/ada/edge',
			configFiles: ['/home/ada/edge/compose.yaml'],
			environmentFiles: [],
		};
		const demo = createDemoEngine({ latency: 0 }).compose;
		const app = await openProject({
			compose: {
				find: async () => files,
				read: (of, options, call) => demo.read({ ...of, name: 'edge' }, options, call),
			},
		});
		const [proxy] = await app.containers('proxy');
		await app.engine.containers.remove(proxy!.id, { force: true }, { signal: new AbortController().signal });
		await app.dashboard.press(':');
		await app.dashboard.type('start folder');
		await app.dashboard.press('enter');
		expect(app.dashboard.text()).toMatch(/proxy\s+create/);
	});

	test('says why the file cannot be edited, and stays as it is', async () => {
		const runs: (readonly string[])[] = [];
		const { compose: demo } = createDemoEngine({ latency: 0 });
		let reads = 0;
		const app = await openProject({
			env: { EDITOR: 'nano -w' },
			compose: {
				read: (...call) => {
					reads++;
					return demo.read(...call);
				},
			},
			terminal: {
				run: async ({ argv }) => {
					runs.push(argv);
					return 0;
				},
			},
		});
		await app.dashboard.press('U', 'e');
		// The demo has no file on this machine.
		expect(runs).toEqual([]);
		expect(app.dashboard.text()).toContain('is not on this machine');
		expect(topModal(app.dashboard.state())?.kind).toBe('plan');
		expect(reads).toBe(1);
		await app.dashboard.press('r');
		expect(app.dashboard.text()).not.toContain('is not on this machine');
	});
});
