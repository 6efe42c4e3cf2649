import { describe, expect, test } from 'vitest';
import { isSuccessor, withReplacements } from '../../../source/domain/nouns/replacement.js';
import { container, longId, minute, now } from '../../helpers/state/builders.js';

const compose = (number = '1', more: Record<string, string> = {}) => ({
	'com.docker.compose.project': 'shop',
	'com.docker.compose.service': 'web',
	'com.docker.compose.container-number': number,
	'com.docker.compose.oneoff': 'False',
	...more,
});
const web = container('shop-web-1', { labels: compose() });
const temporary = `${longId('shop-web-1').slice(0, 12)}_shop-web-1`;
const fresh = container(temporary, {
	labels: compose('1', { 'com.docker.compose.replace': 'web-1' }),
	state: 'created',
	createdAt: now - 2000,
});

describe('the successor of a container', () => {
	test.each([
		['the same name', container('web', { id: longId('new') }), container('web'), true],
		['the same place in compose under a temporary name', fresh, web, true],
		['another replica of the service', container('shop-web-2', { labels: compose('2') }), web, false],
		[
			'the same service and number of another project',
			container('x-web-1', { labels: compose('1', { 'com.docker.compose.project': 'x' }) }),
			web,
			false,
		],
		[
			'a one-off of `docker compose run`',
			container('shop-web-run-1', { labels: compose('1', { 'com.docker.compose.oneoff': 'True' }) }),
			web,
			false,
		],
		[
			'two of one service without numbers',
			container('b', { labels: compose('') }),
			container('a', { labels: compose('') }),
			false,
		],
		[
			'tasks of Swarm with the labels of a replica',
			container('b.1', { labels: compose('1', { 'com.docker.swarm.task.name': 'b.1' }) }),
			container('a.1', { labels: compose('1', { 'com.docker.swarm.task.name': 'a.1' }) }),
			false,
		],
		['another name without labels', container('web2'), container('web'), false],
		['the container itself', web, web, false],
		['a name that compose made before, now by hand', container('shop-web-1', { id: longId('hand') }), web, true],
	])('is decided for %s', (_, one, former, expected) => {
		expect(isSuccessor(one, former)).toBe(expected);
	});
});

describe('a replacement by compose', () => {
	const roles = (...rows: Parameters<typeof withReplacements>[0]) =>
		withReplacements(rows, now).map(({ name, replacement }) => [name, replacement]);

	test('is noted on both containers from the creation of the new one on', () => {
		expect(roles(web, fresh, container('db'))).toEqual([
			['shop-web-1', 'old'],
			[temporary, 'new'],
			['db', undefined],
		]);
	});

	test('lasts until the new container has started, and ends with its start', () => {
		expect(roles(fresh)).toEqual([[temporary, 'new']]);
		const renamed = { ...fresh, name: 'shop-web-1' };
		expect(roles(renamed)).toEqual([['shop-web-1', 'new']]);
		const noted = withReplacements([renamed], now);
		expect(withReplacements([{ ...noted[0]!, state: 'running' }], now)).toEqual([{ ...renamed, state: 'running' }]);
	});

	test('by the first version of compose, which renames the old container, is noted as well', () => {
		const old = { ...web, name: temporary, state: 'exited' as const };
		const replacing = container('shop-web-1', {
			id: longId('v1'),
			labels: compose(),
			createdAt: now - 500,
			state: 'created',
		});
		expect(roles(old, replacing)).toEqual([
			[temporary, 'old'],
			['shop-web-1', 'new'],
		]);
	});

	test('of two containers of one second takes the one that has not started as the new one', () => {
		expect(roles({ ...web, createdAt: now - 2000 }, { ...fresh, createdAt: now - 1800 })).toEqual([
			['shop-web-1', 'old'],
			[temporary, 'new'],
		]);
	});

	test('that was interrupted ends after a minute, so that both containers can be used again', () => {
		const noted = withReplacements([web, fresh], now);
		expect(withReplacements(noted, now + 2 * minute)).toEqual([web, fresh]);
	});

	test('is none between replicas, one-offs, or containers that were made long ago', () => {
		const rows = [
			web,
			container('shop-web-2', { labels: compose('2'), createdAt: now }),
			container('run', { labels: compose('1', { 'com.docker.compose.oneoff': 'True' }), createdAt: now }),
		];
		expect(withReplacements(rows, now)).toBe(rows);
		const late = [web, { ...fresh, createdAt: now - 2 * minute }];
		expect(withReplacements(late, now)).toBe(late);
	});
});
