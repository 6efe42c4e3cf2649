import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { planProject } from '../../../source/actions/flows/compose/program/observe.js';
import { noChoices } from '../../../source/domain/compose/plan/plan.js';
import { composeCalls } from '../../../source/engine/docker/compose/compose.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { treeIn } from '../../../source/state/selectors.js';
import { goTo, openGrouped, taskEnd } from '../../actions/flows/compose/scene-project.js';
import { skipOwnEngine, startOwnEngine } from '../../faults/connection/own-engine.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { freePort } from '../../helpers/engine/free-port.js';
import { requestJson } from '../../helpers/engine/http.js';
import { eventually } from '../../helpers/eventually.js';
import { type ComposeProject, openProject } from './compose-project.js';

const { skip: noCompose, compose } = skipOwnEngine
	? { skip: true, compose: { docker: '', config: '' } }
	: composeOrSkip();
const idle = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'];
const { signal } = new AbortController();

describe.skipIf(skipOwnEngine || noCompose)('a Swarm stack and a Compose project of one name on a real engine', () => {
	let own: Awaited<ReturnType<typeof startOwnEngine>>;
	let engine: Engine;
	let shop: ComposeProject;
	let app: Dashboard;

	/** Makes a service of Swarm; its tasks are in the network of the host, which needs no port of other swarms here. */
	const swarmService = (name: string, labels: Readonly<Record<string, string>>, replicas = 1) =>
		requestJson(own.test.host, 'POST', '/services/create', {
			Name: name,
			Mode: { Replicated: { Replicas: replicas } },
			TaskTemplate: {
				ContainerSpec: { Image: own.test.busybox, Command: idle, Labels: labels, StopGracePeriod: 1e9 },
				Networks: [{ Target: 'host' }],
			},
		});
	const running = async (service: string) => {
		const all = await engine.containers.list({ signal });
		return all.filter(
			({ labels, state }) => labels['com.docker.swarm.service.name'] === service && state === 'running',
		);
	};

	beforeAll(async () => {
		own = await startOwnEngine();
		const client = await openClient({ url: own.test.host, origin: 'test' });
		const env = {
			...process.env,
			PATH: `${path.dirname(compose.docker)}:${process.env.PATH}`,
			DOCKER_CONFIG: compose.config,
		};
		engine = { ...createDockerEngine(client), compose: composeCalls(client.endpoint, env) };
		const listen = `127.0.0.1:${await freePort('127.0.0.1')}`;
		await requestJson(own.test.host, 'POST', '/swarm/init', { ListenAddr: listen, AdvertiseAddr: '127.0.0.1' });
		const service = { image: own.test.busybox, command: ['sleep', '1000000'], init: true, network_mode: 'none' };
		shop = openProject(compose, own.test.host, 'shop', { services: { web: service, db: service } });
		await shop.run('up', '-d');
		await swarmService('shop_web', { 'com.docker.stack.namespace': 'shop' }, 2);
		await swarmService('alone', {});
		await eventually(async () => expect(await running('shop_web')).toHaveLength(2));
		await eventually(async () => expect(await running('alone')).toHaveLength(1));
	});
	afterEach(() => app?.close());
	afterAll(async () => {
		engine?.close();
		await shop?.clear();
		await requestJson(own.test.host, 'POST', '/swarm/leave?force=1');
		await own.stop();
	});

	test('are two groups; a service without a stack belongs to no project', async () => {
		app = await openGrouped(engine, 'none');
		const rows = treeIn(app.state()).rows.map(({ item }) => item.name.replace(/\.[a-z0-9]{25}$/, ''));
		const web = ['web', 'shop_web.1', 'shop_web.2'];
		expect(rows).toEqual(['shop', 'db', 'web', 'shop', ...web, 'no project', 'alone.1']);
		expect(app.text()).toMatch(/▾ shop 2\/2 {2}/);
		expect(app.text()).toMatch(/▾ shop 2\/2 Swarm/);
	});

	test.each(['U', 'P', 's', 'r', 'p', 'd', 'D'])('keep the stack from the key %s, with the reason', async key => {
		app = await openGrouped(engine, 'none');
		const stack = app
			.state()
			.lists.compose.items.find(item => item.kind === 'project' && item.identity.owner === 'stack');
		await goTo(app, 'web', 'db');
		await app.press('down');
		expect(app.state().panes.containers.selected).toBe(stack?.key);
		await app.press(key);
		expect(app.text()).toMatch(/shop is a Swarm stack/);
		expect(app.state().modals).toEqual([]);
		expect(app.state().tasks).toEqual([]);
	});

	test('leave tasks of the stack out of the plan of the project', async () => {
		const files = { name: 'shop', workingDir: shop.cwd, configFiles: [path.join(shop.cwd, 'compose.yaml')] };
		const { plan } = await planProject(engine, { ...files, environmentFiles: [] }, noChoices, signal);
		const fates = plan.services.flatMap(({ containers }) => containers.map(({ name, fate }) => `${name} ${fate}`));
		expect(fates.sort()).toEqual(['shop-db-1 keep', 'shop-web-1 keep']);
		expect(plan.orphans).toEqual([]);
	});

	test('refuse a plan on a task whose service has labels of Compose as well', async () => {
		const labels = {
			'com.docker.stack.namespace': 'shop',
			'com.docker.compose.project': 'other',
			'com.docker.compose.service': 'web',
			'com.docker.compose.config-hash': 'abc',
		};
		await swarmService('shop_both', labels);
		await eventually(async () => expect(await running('shop_both')).toHaveLength(1));
		app = await openGrouped(engine, 'none');
		await app.press('.');
		await app.press('/');
		await app.type('shop_both');
		await app.press('enter');
		await app.untilText('1 found');
		await app.untilText('shop, a Swarm stack, service both');
		await app.press('U');
		await app.untilText('belongs to a Swarm stack');
	});

	test('plan a task that has all labels of a replica as compose counts it, and say so; the list does not count it', async () => {
		const labels = {
			'com.docker.compose.project': 'shop',
			'com.docker.compose.service': 'web',
			'com.docker.compose.container-number': '2',
			'com.docker.compose.oneoff': 'False',
			'com.docker.compose.config-hash': 'abc',
		};
		await swarmService('posing', labels);
		await eventually(async () => expect(await running('posing')).toHaveLength(1));
		const [task] = await running('posing');
		app = await openGrouped(engine, 'none');
		await app.untilText(/▾ shop 2\/2 {2}/);
		app.close();

		const files = { name: 'shop', workingDir: shop.cwd, configFiles: [path.join(shop.cwd, 'compose.yaml')] };
		const { plan } = await planProject(engine, { ...files, environmentFiles: [] }, noChoices, signal);
		const web = plan.services.find(({ service }) => service === 'web');
		expect(web?.containers.map(({ name, fate }) => [name, fate])).toContainEqual([task?.name, 'remove']);
		expect(plan.warnings).toEqual([
			`${task?.name} is a task of Swarm with the labels of compose: up counts it as a replica of web`,
		]);
		await shop.run('up', '-d');
		const left = await engine.containers.list({ signal });
		expect(left.map(({ id }) => id)).not.toContain(task?.id);
		await requestJson(own.test.host, 'DELETE', '/services/posing');
		await eventually(async () => expect(await running('posing')).toEqual([]));
	});

	test('are apart when the project goes down with its volumes', async () => {
		app = await openGrouped(engine, 'none');
		await goTo(app, 'shop');
		await app.press('D');
		expect(await taskEnd(app)).toMatchObject({ status: 'done' });
		const left = await engine.containers.list({ signal });
		expect(left.filter(({ labels }) => labels['com.docker.compose.project'] === 'shop')).toEqual([]);
		expect(await running('shop_web')).toHaveLength(2);
	});
});
