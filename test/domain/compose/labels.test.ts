import { describe, expect, test } from 'vitest';
import { membershipOf } from '../../../source/domain/compose/labels.js';
import { containersNamed } from '../../../source/domain/compose/project.js';
import { nameInProject } from '../../../source/domain/compose/summary.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import { container } from '../../helpers/state/builders.js';
import { composeLabels, oneOff, replica, stackTask, swarmTask } from '../../helpers/state/compose.js';

describe('membershipOf', () => {
	test('reads conditions and the restart field of dependencies', () => {
		const labels = composeLabels('web', {
			dependsOn: 'db:service_healthy:true,migrate:service_completed_successfully:false,cache:service_started:true',
		});
		expect(membershipOf(labels)?.dependsOn).toEqual([
			{ service: 'db', condition: 'service_healthy', restart: true },
			{ service: 'migrate', condition: 'service_completed_successfully', restart: false },
			{ service: 'cache', condition: 'service_started', restart: true },
		]);
	});

	test.each([
		['db,cache', ['db', 'cache']],
		['', []],
		[',', []],
		['db:', ['db']],
		['db:service_invented:yes', ['db']],
	])('reads the dependencies %j of other versions as started services', (dependsOn, services) => {
		expect(membershipOf(composeLabels('web', { dependsOn }))?.dependsOn).toEqual(
			services.map(service => ({ service, condition: 'service_started', restart: false })),
		);
	});

	test('returns nothing for a container without a project', () => {
		expect(membershipOf({})).toBeUndefined();
		expect(membershipOf({ 'com.docker.compose.service': 'web' })).toBeUndefined();
		expect(membershipOf({ 'com.docker.compose.project': '' })).toBeUndefined();
	});

	test('reads several files, and a number that is none as no number', () => {
		const labels = composeLabels('web', {
			labels: {
				'com.docker.compose.project.config_files': '/srv/a.yaml,/srv/b.yaml',
				'com.docker.compose.project.environment_file': '/srv/.env.test',
				'com.docker.compose.container-number': 'one',
			},
		});
		expect(membershipOf(labels)).toMatchObject({
			configFiles: ['/srv/a.yaml', '/srv/b.yaml'],
			environmentFiles: ['/srv/.env.test'],
			number: undefined,
		});
	});
});

describe('containersNamed', () => {
	const names = (name: string, ...all: readonly Container[]) => containersNamed(name, all).map(each => each.name);

	test('has the containers of compose, and those of a stack only where compose has none', () => {
		const task = stackTask('shop', 'web', 1, composeLabels('web'));
		const others = [swarmTask('lonely', composeLabels('web')), container('alone'), replica('db', { project: 'edge' })];
		expect(names('shop', replica('web'), task, oneOff('web'), ...others)).toEqual([
			'shop-web-1',
			'shop-web-run-0a1b2c3d4e5f',
		]);
		expect(names('shop', task, ...others)).toEqual(['shop_web.1.k3uq1']);
		expect(names('none', task, ...others)).toEqual([]);
	});
});

describe('nameInProject', () => {
	test.each([
		['shop-web-1', 'web-1'],
		['shop_web_1', 'web_1'],
		['frontend', 'frontend'],
	])('shortens %s to %s', (name, expected) => {
		expect(nameInProject(container(name, { labels: composeLabels('web') }))).toBe(expected);
	});

	test('keeps the name of a container without a project', () => {
		expect(nameInProject(container('shop-web-1'))).toBe('shop-web-1');
	});
});
