import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../../source/engine/engine.js';
import { treeIn } from '../../../../source/state/selectors.js';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../../helpers/engine/scene.js';
import { createProject, goTo, openGrouped, taskEnd, taskRows } from './scene-project.js';

const { skip, engine: provided } = engineOrSkip();

describe.skipIf(skip)('verbs of a project on a real engine', () => {
	let scene: Scene;
	let project: ReturnType<typeof createProject>;
	let engine: Engine;
	let app: Dashboard;

	beforeEach(async () => {
		scene = createScene(provided, 'compose');
		project = createProject(scene);
		engine = createDockerEngine(await openClient({ url: provided.host, origin: 'test' }));
	});
	afterEach(async () => {
		app?.close();
		engine.close();
		await scene.clear();
		await project.clear();
	});

	const open = async (confirm: 'all' | 'destructive' | 'none' = 'none', on = engine) => {
		app = await openGrouped(on, confirm);
	};
	const name = (word: string) => scene.nameOf(word);
	const stateOf = async (id: string) =>
		((await scene.get(`/containers/${id}/json`)) as { State: { Status: string } }).State.Status;
	const lastCommand = () => app.state().commands.at(-1)?.command.join(' ');

	test('start waits until a dependency is healthy and says for what', async () => {
		const db = await project.service('db', { health: 'test -f /ok', started: false });
		const web = await project.service('web', { dependsOn: 'db:service_healthy:false', started: false });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await app.until(() => taskRows(app).includes(`${name('web-1')}: waiting for db: starting`));
		expect([await stateOf(db), await stateOf(web)]).toEqual(['running', 'created']);
		const exec = (await scene.post(`/containers/${db}/exec`, { Cmd: ['touch', '/ok'] })) as { Id: string };
		await scene.post(`/exec/${exec.Id}/start`, { Detach: true });
		expect(await taskEnd(app)).toMatchObject({ status: 'done', outcome: '2 containers started' });
		expect(await stateOf(web)).toBe('running');
		expect(lastCommand()).toBe(`docker compose -p ${project.name} start`);
	});

	test('start waits until a job has completed', async () => {
		await project.service('migrate', { command: ['sleep', '2'], started: false });
		const web = await project.service('web', {
			dependsOn: 'migrate:service_completed_successfully:false',
			started: false,
		});
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await app.until(() => taskRows(app).includes(`${name('web-1')}: waiting for migrate: running`));
		expect(await taskEnd(app)).toMatchObject({ status: 'done' });
		expect(await stateOf(web)).toBe('running');
	});

	test.each([
		['is unhealthy', { health: 'false' }, 'service_healthy', 'db is unhealthy'],
		['has no health check', {}, 'service_healthy', 'db has no health check'],
		['fails', { command: ['false'] }, 'service_completed_successfully', 'db did not complete successfully (1)'],
	])(
		'start leaves out what depends on a service that %s, and starts the rest',
		async (_, options, condition, words) => {
			await project.service('db', { ...options, started: false });
			const web = await project.service('web', { dependsOn: `db:${condition}:false`, started: false });
			const proxy = await project.service('proxy', { dependsOn: 'web:service_started:false', started: false });
			const cache = await project.service('cache', { started: false });
			await open();
			await goTo(app, project.name);
			await app.press('s');
			expect(await taskEnd(app)).toMatchObject({ status: 'failed', outcome: words });
			expect(taskRows(app)).toEqual(
				expect.arrayContaining([`${name('web-1')}: ${words}`, `${name('proxy-1')}: not started: web failed`]),
			);
			expect([await stateOf(web), await stateOf(proxy), await stateOf(cache)]).toEqual([
				'created',
				'created',
				'running',
			]);
		},
	);

	test('cancel while start waits leaves what is done', async () => {
		const db = await project.service('db', { health: 'test -f /ok', started: false });
		const web = await project.service('web', { dependsOn: 'db:service_healthy:false', started: false });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await app.until(() => taskRows(app).includes(`${name('web-1')}: waiting for db: starting`));
		await app.press('T', 'c');
		expect(await taskEnd(app)).toMatchObject({ status: 'cancelled' });
		expect([await stateOf(db), await stateOf(web)]).toEqual(['running', 'created']);
	});

	test('cancel while a container stops says so in its row', async () => {
		// Its process ignores SIGTERM, and its time to stop is 10 s.
		await project.service('web', { command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'] });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await app.until(() => taskRows(app).includes(`${name('web-1')}: stopping`));
		await app.press('T', 'c');
		expect(await taskEnd(app)).toMatchObject({ status: 'cancelled' });
		expect(taskRows(app)).toEqual([`${name('web-1')}: cancelled`]);
	});

	test('services of a cycle are stopped and started all the same', async () => {
		const a = await project.service('a', { dependsOn: 'b:service_started:true' });
		const b = await project.service('b', { dependsOn: 'a:service_started:true' });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		expect(await taskEnd(app)).toMatchObject({ status: 'done' });
		expect([await stateOf(a), await stateOf(b)]).toEqual(['exited', 'exited']);
		await app.until(state =>
			state.lists.containers.items.filter(each => [a, b].includes(each.id)).every(each => each.state === 'exited'),
		);
		await app.press('s');
		await app.until(({ tasks }) => tasks.length === 2);
		expect(await taskEnd(app)).toMatchObject({ status: 'done' });
		expect([await stateOf(a), await stateOf(b)]).toEqual(['running', 'running']);
	});

	test('stop leaves one-off containers and other projects alone', async () => {
		const web = await project.service('web');
		const run = await project.service('web', {
			number: 9,
			labels: { 'com.docker.compose.oneoff': 'True', 'com.docker.compose.container-number': '' },
		});
		const other = createProject(scene, `other${scene.mark}`);
		const foreign = await other.service('web', { number: 2 });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await taskEnd(app);
		expect([await stateOf(web), await stateOf(run), await stateOf(foreign)]).toEqual(['exited', 'running', 'running']);
	});

	test('works on one of two projects with the same name, and shows a command that does so, too', async () => {
		const here = await project.service('web', { folder: '/srv/a' });
		const there = await project.service('web', { folder: '/srv/b' });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await taskEnd(app);
		expect([await stateOf(here), await stateOf(there)]).toEqual(['exited', 'running']);
		expect(lastCommand()).toBe(`docker stop ${name('web-1-srv-a')}`);
	});

	test('works on all containers of podman-compose, which have no hash', async () => {
		const labels = { 'com.docker.compose.config-hash': '', 'io.podman.compose.project': project.name };
		const web = await project.service('web', { labels });
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await taskEnd(app);
		expect(await stateOf(web)).toBe('exited');
		expect(lastCommand()).toBe(`podman-compose -p ${project.name} stop`);
	});

	test('refuses a Swarm stack and containers without a project', async () => {
		const task = await scene.idle('task', {
			Labels: { 'com.docker.stack.namespace': project.name, 'com.docker.swarm.service.name': `${project.name}_web` },
		});
		await open();
		await goTo(app, project.name);
		await app.press('s');
		await app.untilText('is a Swarm stack');
		await scene.idle('alone');
		await goTo(app, 'no project');
		await app.press('s');
		await app.untilText('belong to no project');
		expect(await stateOf(task)).toBe('running');
	});

	test('works on marked projects and containers together', async () => {
		const web = await project.service('web');
		const other = createProject(scene, `other${scene.mark}`);
		const foreign = await other.service('db', { number: 2 });
		const alone = await scene.idle('alone');
		await open();
		await goTo(app, project.name);
		await app.press('space');
		await goTo(app, other.name);
		await app.press('space');
		await goTo(app, name('alone'));
		await app.press('space', 's');
		await taskEnd(app);
		await app.until(({ commands }) => commands.length === 3 && commands.every(({ status }) => status === 'done'));
		expect(await Promise.all([web, foreign, alone].map(stateOf))).toEqual(['exited', 'exited', 'exited']);
		expect(
			app
				.state()
				.commands.map(({ command }) => command.join(' '))
				.sort(),
		).toEqual(
			[
				`docker compose -p ${other.name} stop`,
				`docker compose -p ${project.name} stop`,
				`docker stop ${name('alone')}`,
			].sort(),
		);
	});

	test('down leaves a network that others use with a warning and goes on', async () => {
		const used = await project.network('used');
		const free = await project.network('free');
		const data = await project.volume('data');
		await project.service('web', { hostConfig: { NetworkMode: used } });
		await scene.idle('guest', {}, { NetworkMode: used });
		await open();
		await goTo(app, project.name);
		await app.press('d');
		expect(await taskEnd(app)).toMatchObject({
			status: 'done',
			outcome: `2 removed, Network ${used} is still in use by ${name('guest')}`,
		});
		const networks = (await scene.get('/networks')) as { Name: string }[];
		expect(networks.map(({ Name }) => Name)).toContain(used);
		expect(networks.map(({ Name }) => Name)).not.toContain(free);
		await app.until(state => treeIn(state).rows.some(({ item }) => item.name === project.name));
		await app.untilText(`${project.name} down · 1 network, 1 volume`);
		expect(await scene.get(`/volumes/${data}`)).toBeDefined();
	});

	test('down with volumes asks with their names and sizes, and removes what is left of a project', async () => {
		const data = await project.volume('data');
		await project.network('default');
		await project.service('web', {
			command: ['sh', '-c', 'head -c 3000000 /dev/zero > /data/zeros'],
			hostConfig: { Binds: [`${data}:/data`] },
		});
		await open('destructive');
		await goTo(app, project.name);
		await app.press('d');
		await app.untilText('Its volume stays. D removes it as well.');
		await app.press('escape', 'D');
		await app.untilText(`Volumes and all files in them: ${data} 3MB`);
		await app.untilText(`docker compose -p ${project.name} down --volumes`);
		await app.press('y');
		expect(await taskEnd(app)).toMatchObject({ status: 'done', outcome: '3 removed' });
		await app.until(state => treeIn(state).rows.every(({ item }) => item.name !== project.name));
		await expect(scene.get(`/volumes/${data}`)).rejects.toThrow();
	});

	test('down of volumes alone warns of no other files', async () => {
		const data = await project.volume('data');
		await open('destructive');
		await goTo(app, project.name);
		await app.press('D');
		await app.untilText(`Volumes and all files in them: ${data}`);
		expect(app.text()).not.toContain('Files that are not in a volume');
	});

	test('down keeps external volumes, which have no label', async () => {
		const external = await scene.volume('external');
		await project.service('web', { hostConfig: { Binds: [`${external}:/data`] } });
		await open();
		await goTo(app, project.name);
		await app.press('D');
		await taskEnd(app);
		expect(await scene.get(`/volumes/${external}`)).toBeDefined();
	});

	test('down warns of containers that docker compose up makes meanwhile', async () => {
		await project.service('web');
		const remove: Engine['containers']['remove'] = async (...input) => {
			await engine.containers.remove(...input);
			await project.service('web', { number: 2 });
		};
		await open('none', { ...engine, containers: { ...engine.containers, remove } });
		await goTo(app, project.name);
		await app.press('d');
		expect((await taskEnd(app)).outcome).toContain(`${name('web-2')} was created meanwhile`);
	});
});
