import { describe, expect, test } from 'vitest';
import { projectsOf } from '../../../source/domain/compose/projects.js';
import { type MayEnd, mayEnd, summaryOf, troubles } from '../../../source/domain/compose/summary.js';
import type { Container, ContainerDetail } from '../../../source/domain/nouns/container.js';
import { container, detail, exited } from '../../helpers/state/builders.js';
import { oneOff, replica } from '../../helpers/state/compose.js';

const always: MayEnd = () => false;
const no: MayEnd = () => true;
const unknown: MayEnd = () => undefined;

const ended = (exitCode: number) => {
	const { id: _id, name: _name, labels: _labels, ...rest } = exited('any', exitCode);
	return rest;
};

function summary(containers: readonly Container[], ends: MayEnd) {
	const { running, expected, done, failed, health } = summaryOf(
		projectsOf({ containers, networks: [], volumes: [] }).projects[0]!,
		ends,
	);
	return { count: `${running}/${expected}`, done, failed, health };
}

describe('summaryOf', () => {
	test('counts the replicas that run among those that should', () => {
		const all = [replica('web'), replica('web', { number: 2 }), replica('web', { number: 3 }, ended(137))];
		expect(summary(all, always)).toEqual({ count: '2/3', done: 0, failed: 1, health: 'none' });
	});

	test('counts a replica once while compose replaces it', () => {
		const other = replica('web', { number: 2 });
		const old = replica('web', {}, { replacement: 'old' });
		const fresh = { ...replica('web', { folder: '/new' }), labels: old.labels, replacement: 'new' as const };
		const created = { ...fresh, state: 'created' as const };
		expect(summary([other, old, created], always).count).toBe('2/2');
		expect(summary([other, { ...old, ...ended(0) }, created], always).count).toBe('1/2');
		expect(summary([other, created], always).count).toBe('1/2');
		expect(summary([other, fresh], always).count).toBe('2/2');
	});

	test('counts all services of a project that was stopped, unless all may have been jobs', () => {
		const stopped = ['web', 'db', 'cache'].map(name => replica(name, {}, ended(0)));
		const allButDb: MayEnd = id => id !== stopped[1]!.id;
		expect(summary(stopped, allButDb)).toMatchObject({ count: '0/3', done: 0 });
		expect(summary(stopped, no)).toMatchObject({ count: '0/0', done: 3 });
	});

	test('counts the replicas of a service as its stopped project does', () => {
		const stopped = [
			replica('db', {}, ended(0)),
			replica('worker', {}, ended(0)),
			replica('worker', { number: 2 }, ended(0)),
		];
		const allButDb: MayEnd = id => id !== stopped[0]!.id;
		const serviceCount = (containers: readonly Container[], ends: MayEnd) => {
			const worker = projectsOf({ containers, networks: [], volumes: [] }).projects[0]!.services.at(-1)!;
			const { expected, done } = summaryOf(worker, ends);
			return { expected, done };
		};
		expect(serviceCount(stopped, allButDb)).toEqual({ expected: 2, done: 0 });
		expect(serviceCount(stopped, no)).toEqual({ expected: 0, done: 2 });
		expect(serviceCount([replica('db'), ...stopped.slice(1)], allButDb)).toEqual({ expected: 0, done: 2 });
	});

	test('returns the worst health of the running replicas', () => {
		const healths = (...all: Container['health'][]) =>
			summary(
				all.map((health, index) => replica('web', { number: index + 1 }, { health })),
				always,
			).health;
		expect(healths('healthy', 'none')).toBe('healthy');
		expect(healths('healthy', 'starting')).toBe('starting');
		expect(healths('starting', 'unhealthy', 'healthy')).toBe('unhealthy');
		const dead = [replica('web', {}, { ...ended(0), health: 'unhealthy' }), replica('db')];
		expect(summary(dead, always).health).toBe('none');
	});

	test.each([
		['that may end by itself', no, '1/1', 1],
		['that is to run on', always, '1/2', 0],
		['that is not known yet', unknown, '1/2', 0],
	])('counts a container %s and ended with 0', (_, ends, count, done) => {
		expect(summary([replica('web'), replica('migrate', {}, ended(0))], ends)).toMatchObject({ count, done });
	});

	test('counts a service as done that another one waited for, whatever its policy is', () => {
		const all = [
			replica('web', { dependsOn: 'migrate:service_completed_successfully:false' }),
			replica('migrate', {}, ended(0)),
		];
		expect(summary(all, unknown)).toMatchObject({ count: '1/1', done: 1 });
	});

	test('counts a job that failed as expected and failed', () => {
		expect(summary([replica('web'), replica('migrate', {}, ended(1))], no)).toMatchObject({
			count: '1/2',
			done: 0,
			failed: 1,
		});
	});

	test('leaves out one-off containers, running or failed', () => {
		expect(summary([replica('web'), oneOff('web')], no)).toMatchObject({ count: '1/1', failed: 0 });
		expect(summary([replica('web'), oneOff('web', ended(3))], no)).toMatchObject({ count: '1/1', failed: 0 });
		expect(summary([replica('web'), oneOff('web', ended(0))], no)).toMatchObject({ count: '1/1', done: 1 });
	});

	test('counts paused and restarting containers as running, and names what is wrong with the worst first', () => {
		const all = [
			replica('a', {}, { state: 'paused' }),
			replica('b', {}, { state: 'restarting' }),
			replica('c', {}, { health: 'unhealthy' }),
			replica('d', {}, { health: 'starting' }),
			replica('e', {}, ended(1)),
			replica('f', {}, { state: 'dead' }),
		];
		const whole = summaryOf(projectsOf({ containers: all, networks: [], volumes: [] }).projects[0]!, always);
		expect(`${whole.running}/${whole.expected}`).toBe('4/6');
		expect(troubles(whole)).toEqual(['1 unhealthy', '2 failed', '1 restarting', '1 starting', '1 paused']);
	});

	test('sums up containers without a project', () => {
		const { standalone } = projectsOf({ containers: [container('a'), exited('b', 1)], networks: [], volumes: [] });
		expect(summaryOf(standalone!, always)).toMatchObject({ running: 1, expected: 2 });
	});
});

describe('a container that may end by itself', () => {
	const passed = { at: 0, exitCode: 0, output: '' };
	const published = { HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } } };
	const policy = (name: ContainerDetail['restartPolicy']['name']) => ({
		restartPolicy: { name, maximumRetryCount: 0 },
	});
	test.each([
		['has the policy no', policy('no'), true],
		['has the policy on-failure', policy('on-failure'), true],
		['has the policy always', policy('always'), false],
		['has the policy unless-stopped', policy('unless-stopped'), false],
		['publishes a port', { ...policy('no'), raw: published }, false],
		['has passed its health check', { ...policy('no'), probes: [passed] }, false],
		['only has the health check of its image', { ...policy('no'), probes: [{ ...passed, exitCode: 1 }] }, true],
	])('%s: %j', (_, change: Partial<ContainerDetail>, expected) => {
		expect(mayEnd(detail('a', change))).toBe(expected);
	});
});
