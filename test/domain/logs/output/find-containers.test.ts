import { describe, expect, test } from 'vitest';
import { findContainers, findProjects, unknownWords } from '../../../../source/domain/logs/output/find-containers.js';
import { similarNames } from '../../../../source/domain/logs/output/similar-names.js';
import { container } from '../../../helpers/state/builders.js';
import { replica } from '../../../helpers/state/compose.js';

const all = [
	container('web'),
	container('web-2'),
	replica('web', { project: 'shop' }),
	replica('db', { project: 'shop' }),
	replica('db', { project: 'edge' }),
	container('edge-cache'),
];
const named = (...words: string[]) => findContainers(all, words).containers.map(({ name }) => name);

describe('the containers that words name', () => {
	test('are those of the nearest kind: a container, then a service, then a project', () => {
		expect(named('web')).toEqual(['web']);
		expect(named('db')).toEqual(['shop-db-1', 'edge-db-1']);
		expect(named('shop')).toEqual(['shop-web-1', 'shop-db-1']);
	});

	test('are found by project/service and by patterns, in the order of the list and each once', () => {
		expect(named('shop/web')).toEqual(['shop-web-1']);
		expect(named('*/db', 'shop/*')).toEqual(['shop-web-1', 'shop-db-1', 'edge-db-1']);
		expect(named('web*')).toEqual(['web', 'web-2', 'shop-web-1']);
		expect(named('web-?', 'web-2')).toEqual(['web-2']);
		expect(named('web.2', '(.*)')).toEqual([]);
	});

	test('are found by the beginning of an id', () => {
		expect(named(all[1]!.id.slice(0, 12))).toEqual(['web-2']);
	});

	test('leave unknown words out, with names that they may mean', () => {
		const { containers, unknown } = findContainers(all, ['wbe', 'web', 'x*', 'nothing-like-it']);
		expect(containers.map(({ name }) => name)).toEqual(['web']);
		expect(unknown.map(each => unknownWords(each))).toEqual([
			'no container, service or project is named wbe. Similar names: web',
			'no container, service or project matches x*',
			'no container, service or project is named nothing-like-it',
		]);
	});

	test('of projects are found by projects alone', () => {
		expect(findProjects(all, ['edge']).containers.map(({ name }) => name)).toEqual(['edge-db-1']);
		expect(findProjects(all, ['web', 'shp']).unknown).toEqual([
			{ word: 'web', similar: [] },
			{ word: 'shp', similar: ['shop'] },
		]);
	});
});

describe('similar names', () => {
	test('differ by a few typing errors, or have the word in them', () => {
		expect(similarNames('cahce', ['cache', 'edge-cache', 'web'])).toEqual(['cache']);
		expect(similarNames('cache', ['edge-cache', 'web'])).toEqual(['edge-cache']);
		expect(similarNames('', ['a', 'bb'])).toEqual(['a']);
		expect(similarNames('w', ['web', 'worker', 'a', 'b', 'c', 'd'])).toHaveLength(3);
	});
});
