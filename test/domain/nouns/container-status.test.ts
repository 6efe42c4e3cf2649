import { describe, expect, test } from 'vitest';
import type { Container, ContainerState } from '../../../source/domain/nouns/container.js';
import * as gates from '../../../source/domain/nouns/container-gates.js';
import { exitCodeMeaning, statusText } from '../../../source/domain/nouns/container-status.js';

const now = 1_700_000_000_000;
const minute = 60_000;

function container(state: ContainerState, more: Partial<Container> = {}): Container {
	const identity = { id: 'a', name: 'web', image: 'i', imageId: 'i', command: '', createdAt: 0 };
	const rest = { ports: [], labels: {}, mounts: [], networks: {} };
	return { ...identity, ...rest, state, status: "engine's words", health: 'none', ...more };
}

describe('statusText', () => {
	const startedAt = now - 3 * minute;
	const finishedAt = now - 5000;
	test.each<[Container, string]>([
		[container('running', { startedAt }), 'Up 3 minutes'],
		[container('running', { startedAt, health: 'healthy' }), 'Up 3 minutes (healthy)'],
		[container('running', { startedAt, health: 'unhealthy' }), 'Up 3 minutes (unhealthy)'],
		[container('running', { startedAt, health: 'starting' }), 'Up 3 minutes (health: starting)'],
		[container('running'), "engine's words"],
		[container('paused', { startedAt, health: 'healthy' }), 'Up 3 minutes (Paused)'],
		[container('restarting', { startedAt, finishedAt, exitCode: 1 }), 'Restarting (1) 5 seconds ago'],
		[container('exited', { startedAt, finishedAt, exitCode: 137 }), 'Exited (137) 5 seconds ago'],
		[container('exited', { finishedAt: 0, exitCode: 0 }), "engine's words"],
		[container('created'), 'Created'],
		[container('removing'), 'Removal In Progress'],
		[container('dead'), 'Dead'],
	])('returns the text of docker ps: row %#', (value, expected) => {
		expect(statusText(value, now)).toBe(expected);
	});
});

test('statusText uses the times of inspect, unless an event has given later times', () => {
	const ran = { startedAt: now - 120 * minute, finishedAt: now - 60 * minute, exitCode: 3 };
	const listed = (state: ContainerState) => container(state, { status: 'Up 2 seconds' });
	expect(statusText(listed('running'), now, { ...ran, finishedAt: 0 })).toBe('Up 2 hours');
	expect(statusText(listed('exited'), now, ran)).toBe('Exited (3) About an hour ago');
	const again = container('running', { startedAt: now - 5000 });
	expect(statusText(again, now, ran)).toBe('Up 5 seconds');
	const ended = container('exited', { finishedAt: now - 4000, exitCode: 137 });
	expect(statusText(ended, now, ran)).toBe('Exited (137) 4 seconds ago');
});

test('exitCodeMeaning explains the usual exit codes', () => {
	expect([0, 127, 130, 137, 139, 143, 170, 3, 128, 255].map(exitCodeMeaning)).toEqual([
		'success',
		'the command was not found',
		'interrupted (SIGINT)',
		'killed (SIGKILL)',
		'ended by SIGSEGV',
		'terminated (SIGTERM)',
		'ended by signal 42',
		'',
		'',
		'',
	]);
});

describe('the gates of a container', () => {
	const states: ContainerState[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
	const allowed = (gate: (one: Container) => string | undefined) =>
		states.filter(state => gate(container(state)) === undefined);

	test('allow the actions that the engine allows', () => {
		expect(allowed(gates.whyNotStart)).toEqual(['created', 'exited']);
		expect(allowed(gates.whyNotStop)).toEqual(['running', 'paused', 'restarting']);
		expect(allowed(gates.whyNotKill)).toEqual(['running', 'paused', 'restarting']);
		expect(allowed(gates.whyNotRestart)).toEqual(['created', 'running', 'paused', 'restarting', 'exited']);
		expect(allowed(gates.whyNotPause)).toEqual(['running']);
		expect(allowed(gates.whyNotUnpause)).toEqual(['paused']);
		expect(allowed(gates.whyNotExec)).toEqual(['running']);
		expect(allowed(gates.whyNotAttach)).toEqual(['running']);
		expect(allowed(gates.whyNotRemove)).toEqual(['created', 'exited', 'dead']);
		expect(allowed(gates.whyNotUpdate)).toEqual(allowed(gates.whyNotRename));
		expect(states.filter(state => gates.hasStats(container(state)))).toEqual(['running', 'paused']);
	});

	test('return a reason with the name of the container', () => {
		expect(gates.whyNotStop(container('exited'))).toBe('web is not running');
		expect(gates.whyNotPause(container('removing'))).toBe('web is being removed');
		expect(gates.whyNotRemove(container('paused'))).toBe('web is paused: stop it first, or remove it by force');
	});
});
