import { describe, expect, test } from 'vitest';
import type { FoundProject } from '../../../source/domain/compose/found.js';
import { containersOf, isCreated } from '../../../source/domain/compose/project.js';
import { projectsOf } from '../../../source/domain/compose/projects.js';
import { leftoversOf } from '../../../source/domain/compose/summary.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import { container, network, volume } from '../../helpers/state/builders.js';
import {
	composeLabels,
	foundProject,
	ofBuiltImage,
	oneOff,
	podmanReplica,
	projectNetwork,
	projectVolume,
	replica,
	stackTask,
	swarmTask,
} from '../../helpers/state/compose.js';

const of = (containers: readonly Container[], more = {}) =>
	projectsOf({ containers, networks: [], volumes: [], ...more });

/** Projects as `name: service(containers)`. */
const tree = (containers: readonly Container[]) =>
	of(containers).projects.map(
		({ name, services }) =>
			`${name}: ${services
				.map(
					each =>
						`${each.name}(${containersOf(each)
							.map(one => one.name)
							.join(' ')})`,
				)
				.join(' ')}`,
	);

describe('projectsOf', () => {
	test('groups replicas under their service and project, in the order of names and numbers', () => {
		const all = [
			replica('web', { number: 10 }),
			replica('web', { number: 2 }),
			replica('db'),
			replica('proxy', { project: 'edge' }),
			replica('web', { number: 1 }),
		];
		expect(tree(all)).toEqual([
			'edge: proxy(edge-proxy-1)',
			'shop: db(shop-db-1) web(shop-web-1 shop-web-2 shop-web-10)',
		]);
	});

	test('follows replicas that are renumbered', () => {
		const before = of([replica('web', { number: 1 }), replica('web', { number: 2 })]);
		const after = projectsOf(
			{ containers: [replica('web', { number: 2 }), replica('web', { number: 3 })], networks: [], volumes: [] },
			before.byKey,
		);
		expect(containersOf(after.projects[0]!).map(({ name }) => name)).toEqual(['shop-web-2', 'shop-web-3']);
	});

	test('keeps containers without a project in a group of their own', () => {
		const { projects, standalone } = of([replica('web'), container('lonely'), container('other')]);
		expect(projects).toHaveLength(1);
		expect(standalone?.containers.map(({ name }) => name)).toEqual(['lonely', 'other']);
		expect(of([replica('web')]).standalone).toBeUndefined();
	});

	test('splits a name that is used in two folders into two projects', () => {
		const all = [
			replica('web', { folder: '/srv/a' }),
			replica('web', { folder: '/srv/b' }),
			replica('db', { folder: '/srv/b' }),
		];
		const { projects } = of(all);
		expect(projects.map(({ name, identity }) => [name, identity.workingDir, identity.sharesName])).toEqual([
			['shop', '/srv/a', true],
			['shop', '/srv/b', true],
		]);
		expect(projects.map(({ services }) => services.map(({ name }) => name))).toEqual([['web'], ['db', 'web']]);
	});

	test('keeps a container without a folder label in the only folder of its name', () => {
		const bare = container('shop_job_1', {
			labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'job' },
		});
		expect(tree([replica('web'), bare])).toEqual(['shop: job(shop_job_1) web(shop-web-1)']);
	});

	test('keeps one service name in two projects apart', () => {
		const { projects, byKey } = of([replica('web'), replica('web', { project: 'edge' })]);
		const keys = projects.flatMap(({ services }) => services.map(({ key }) => key));
		expect(new Set(keys).size).toBe(2);
		expect(keys.every(key => byKey.has(key))).toBe(true);
	});

	test('puts one-off containers and helpers behind the replicas of their service', () => {
		const hook = container('shop-web-hook', {
			labels: composeLabels('web', { labels: { 'com.docker.compose.hook': 'pre_start' } }),
		});
		const service = of([oneOff('web'), hook, replica('web')]).projects[0]!.services[0]!;
		expect(service.containers.map(({ name }) => name)).toEqual(['shop-web-1']);
		expect(service.extras.map(({ name }) => name)).toEqual(['shop-web-hook', 'shop-web-run-0a1b2c3d4e5f']);
	});

	test('keeps a Swarm stack and a compose project of one name apart', () => {
		const { projects } = of([replica('web'), stackTask('shop', 'web', 2), stackTask('shop', 'web', 1)]);
		expect(projects.map(({ name, identity }) => [name, identity.owner])).toEqual([
			['shop', 'compose'],
			['shop', 'stack'],
		]);
		expect(projects[1]!.services[0]!.containers.map(({ name }) => name)).toEqual([
			'shop_web.1.k3uq1',
			'shop_web.2.k3uq1',
		]);
	});

	test.each([
		['of a stack', stackTask('shop', 'web', 2, composeLabels('web', { number: 2 })), ['compose', 'stack']],
		['of a service without a stack', swarmTask('web', composeLabels('web', { number: 2 })), ['compose']],
	])('counts a task of Swarm %s as no replica, whatever labels of compose it has', (_, task, owners) => {
		const { projects } = of([replica('web'), task]);
		expect(projects.map(({ identity }) => identity.owner)).toEqual(owners);
		expect(containersOf(projects[0]!).map(({ name }) => name)).toEqual(['shop-web-1']);
	});

	test('counts a container with the labels of its image as no replica beside those that compose made', () => {
		const manual = ofBuiltImage('try', 'web');
		const { containers, extras } = of([manual, replica('web')]).projects[0]!.services[0]!;
		expect([containers, extras].map(all => all.map(({ name }) => name))).toEqual([['shop-web-1'], ['try']]);
		const alone = of([manual]).projects[0]!.services[0]!;
		expect(alone.containers.map(({ name }) => name)).toEqual(['try']);
	});

	test('lists a project of which only networks and volumes are left', () => {
		const { projects } = of([], {
			networks: [projectNetwork('old'), network('bridge')],
			volumes: [projectVolume('old', 'data'), projectVolume('old', 'cache'), volume('external')],
		});
		expect(projects.map(project => [project.name, leftoversOf(project)])).toEqual([['old', '1 network, 2 volumes']]);
	});

	test('gives a project its own networks and volumes only', () => {
		const [shop] = of([replica('web')], {
			networks: [projectNetwork('shop'), projectNetwork('edge'), network('shop_external')],
			volumes: [projectVolume('shop', 'data'), volume('shop_external')],
		}).projects.filter(({ name }) => name === 'shop');
		expect(shop?.networks.map(({ name }) => name)).toEqual(['shop_default']);
		expect(shop?.volumes.map(({ name }) => name)).toEqual(['shop_data']);
	});

	test('recognizes podman-compose by its labels and keeps its relative paths', () => {
		const { identity, services } = of([podmanReplica('web'), podmanReplica('db')]).projects[0]!;
		expect(identity).toMatchObject({
			owner: 'podman-compose',
			workingDir: '/home/ada/shop',
			configFiles: ['docker-compose.yaml'],
		});
		expect(services.map(({ dependsOn }) => dependsOn)).toEqual([[], []]);
	});

	test('marks a service as a job when another one waits for its completion', () => {
		const all = [replica('migrate'), replica('web', { dependsOn: 'migrate:service_completed_successfully:false' })];
		expect(of(all).projects[0]!.services.map(({ name, isJob }) => [name, isJob])).toEqual([
			['migrate', true],
			['web', false],
		]);
	});

	test('uses the objects of unchanged projects and services again', () => {
		const web = replica('web');
		const db = replica('db');
		const proxy = replica('proxy', { project: 'edge' });
		const alone = container('lonely');
		const sources = { containers: [web, db, proxy, alone], networks: [], volumes: [] };
		const before = projectsOf(sources);
		const same = projectsOf({ ...sources, containers: [...sources.containers] }, before.byKey);
		expect(same.projects).toEqual(before.projects);
		expect(same.projects.every((project, index) => project === before.projects[index])).toBe(true);
		expect(same.standalone).toBe(before.standalone);

		const stopped = { ...web, state: 'exited' as const };
		const after = projectsOf({ ...sources, containers: [stopped, db, proxy, alone] }, before.byKey);
		const [edge, shop] = after.projects;
		expect(edge).toBe(before.projects[0]);
		expect(shop).not.toBe(before.projects[1]);
		expect(shop!.services.map((service, index) => service === before.projects[1]!.services[index])).toEqual([
			true,
			false,
		]);
	});

	test('groups 200 services of a project', () => {
		const all = Array.from({ length: 200 }, (_, index) => replica(`service-${index}`));
		const { projects } = of(all);
		expect(projects).toHaveLength(1);
		expect(projects[0]!.services).toHaveLength(200);
	});
});

describe('a project that was found by its files', () => {
	const projects = (found: FoundProject, sources: Partial<Parameters<typeof projectsOf>[0]> = {}) =>
		projectsOf({ containers: [], networks: [], volumes: [], ...sources, found }).projects;

	test('is a project without containers, with its services and their images', () => {
		const [shop] = projects(foundProject('shop', ['web db', 'db']));
		expect(shop?.identity).toMatchObject({ name: 'shop', workingDir: '/srv/shop', sharesName: false });
		expect(shop?.services.map(({ name, image, dependsOn }) => [name, image, dependsOn.length])).toEqual([
			['db', 'db:1', 0],
			['web', 'web:1', 1],
		]);
		expect(isCreated(shop!)).toBe(false);
	});

	test.each([
		['in its folder', replica('web')],
		[
			'of its file in another folder',
			replica('web', {
				folder: '/link/shop',
				labels: { 'com.docker.compose.project.config_files': '/srv/shop/compose.yaml' },
			}),
		],
		['without a folder', replica('web', { labels: { 'com.docker.compose.project.working_dir': '' } })],
	])('is the project of the containers %s', (_, web) => {
		const all = projects(foundProject('shop', ['web', 'db']), { containers: [web] });
		expect(all.map(({ services }) => services.map(({ name }) => name))).toEqual([['web']]);
	});

	test('is beside a project of its name in another folder, and leaves it its networks', () => {
		const containers = [replica('web', { folder: '/home/ada/shop' })];
		const all = projects(foundProject('shop', ['web']), { containers, networks: [projectNetwork('shop')] });
		expect(all.map(({ identity, networks }) => [identity.workingDir, identity.sharesName, networks.length])).toEqual([
			['/home/ada/shop', false, 1],
			['/srv/shop', true, 0],
		]);
	});

	test('has the networks and volumes that it left behind', () => {
		const [shop, ...others] = projects(foundProject('shop', ['web']), { volumes: [projectVolume('shop', 'data')] });
		expect([shop?.volumes.length, shop?.services.length, others.length]).toEqual([1, 1, 0]);
	});

	test('keeps its objects while nothing changes', () => {
		const sources = { containers: [], networks: [], volumes: [], found: foundProject('shop', ['web db', 'db']) };
		const first = projectsOf(sources);
		expect(projectsOf(sources, first.byKey).projects[0]).toBe(first.projects[0]);
	});
});
