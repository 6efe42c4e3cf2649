import { describe, expect, test } from 'vitest';
import type { Dependency } from '../../../source/domain/compose/labels.js';
import {
	type Order,
	predecessors,
	restartedWith,
	startedWith,
	startSteps,
} from '../../../source/domain/compose/order.js';

/** `web db cache!`: web depends on db and cache, and restarts with cache. */
const services = (...lines: string[]) =>
	lines.map(line => {
		const [name = '', ...others] = line.split(' ');
		const dependsOn = others.map(
			(other): Dependency => ({
				service: other.replace('!', ''),
				condition: 'service_started',
				restart: other.endsWith('!'),
			}),
		);
		return { name, dependsOn };
	});

const namesOf = (steps: readonly (readonly { name: string }[])[]) => steps.map(step => step.map(({ name }) => name));

describe('startSteps', () => {
	test('starts a service after all that it depends on', () => {
		expect(namesOf(startSteps(services('web db cache', 'db', 'worker db', 'cache', 'proxy web')))).toEqual([
			['db', 'cache'],
			['web', 'worker'],
			['proxy'],
		]);
	});

	test('ignores dependencies that are not in the list and dependencies on itself', () => {
		expect(namesOf(startSteps(services('web gone web')))).toEqual([['web']]);
		expect(startSteps([])).toEqual([]);
	});

	test('starts the services of a cycle together, and those that depend on it after them', () => {
		expect(namesOf(startSteps(services('proxy a', 'a b', 'b c', 'c a', 'db')))).toEqual([
			['db'],
			['a', 'b', 'c'],
			['proxy'],
		]);
	});

	test('starts one cycle after the other when one depends on the other', () => {
		expect(namesOf(startSteps(services('a b', 'b a', 'c d a', 'd c')))).toEqual([
			['a', 'b'],
			['c', 'd'],
		]);
	});

	test('orders a chain of 200 services', () => {
		const chain = services(...Array.from({ length: 200 }, (_, index) => `s${index} s${index + 1}`));
		expect(startSteps(chain)).toHaveLength(200);
		expect(namesOf(startSteps(chain))[0]).toEqual(['s199']);
	});
});

describe('predecessors', () => {
	const earlier = (order: Order, ...lines: string[]) =>
		Object.fromEntries(
			[...predecessors(services(...lines), order)].map(([name, all]) => [name, all.map(one => one.name)]),
		);

	test('are the services that a service depends on when it starts', () => {
		expect(earlier('start', 'web db gone', 'db', 'proxy web')).toEqual({ web: ['db'], db: [], proxy: ['web'] });
	});

	test('are the services that depend on a service when it stops', () => {
		expect(earlier('stop', 'web db', 'db', 'proxy web db')).toEqual({
			web: ['proxy'],
			db: ['web', 'proxy'],
			proxy: [],
		});
	});

	test('do not exist in no order', () => {
		expect(earlier('none', 'web db', 'db')).toEqual({ web: [], db: [] });
	});

	test.each(['start', 'stop'] as const)('of the services of a cycle are not in the cycle: %s', order => {
		const all = earlier(order, 'a b', 'b a', 'proxy a', 'db');
		expect(all.a).not.toContain('b');
		expect(all.b).not.toContain('a');
		expect(order === 'start' ? all.proxy : all.a).toEqual(order === 'start' ? ['a'] : ['proxy']);
	});
});

describe('restartedWith', () => {
	test('adds the services that depend with restart on a named one, over several steps', () => {
		const all = services('web db!', 'db', 'proxy web!', 'worker db', 'cache');
		expect(restartedWith(all, new Set(['db'])).map(({ name }) => name)).toEqual(['web', 'db', 'proxy']);
		expect(restartedWith(all, new Set(['web'])).map(({ name }) => name)).toEqual(['web', 'proxy']);
	});

	test('ends for a cycle', () => {
		expect(restartedWith(services('a b!', 'b a!'), new Set(['a'])).map(({ name }) => name)).toEqual(['a', 'b']);
	});
});

describe('startedWith', () => {
	test('adds the services that a named one needs, over several steps', () => {
		const all = services('proxy web', 'web db', 'db', 'worker db');
		expect(startedWith(all, new Set(['proxy'])).map(({ name }) => name)).toEqual(['proxy', 'web', 'db']);
		expect(startedWith(all, new Set(['db'])).map(({ name }) => name)).toEqual(['db']);
	});
});
