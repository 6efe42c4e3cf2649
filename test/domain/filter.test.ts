import { describe, expect, test } from 'vitest';
import { applyFilter, filterWords, fuzzyFind } from '../../source/domain/filter.js';

type Item = { name: string; status: string; labels: string[] };
const items: Item[] = [
	{ name: 'web', status: 'running', labels: ['env=prod', 'tier=front'] },
	{ name: 'web-db', status: 'exited', labels: ['env=prod'] },
	{ name: 'Batch', status: 'running', labels: [] },
];
const textOf = (item: Item) => `${item.name} ${item.status}`;
const fieldOf = (item: Item, key: string) =>
	key === 'status' ? item.status : key === 'label' ? item.labels : key === 'name' ? item.name : undefined;

const filtered = (filter: string) => applyFilter(items, filter, textOf, fieldOf).map(item => item.name);

describe('applyFilter', () => {
	test.each([
		['WEB', ['web', 'web-db']],
		['web run', ['web']],
		['!web', ['Batch']],
		['web !db', ['web']],
		['status=running', ['web', 'Batch']],
		['!status=running', ['web-db']],
		['label=env=prod name=db', ['web-db']],
		['label=tier', ['web']],
		['image=web', []],
		['zzz', []],
		['!', ['web', 'web-db', 'Batch']],
	])('keeps the matching items of %s', (filter, expected) => {
		expect(filtered(filter)).toEqual(expected);
	});

	test('returns the same array when all items match', () => {
		expect(applyFilter(items, '  ', textOf)).toBe(items);
		expect(applyFilter(items, '!zzz', textOf)).toBe(items);
	});
});

describe('fuzzyFind', () => {
	test('finds items with the letters in order, the best match first', () => {
		const actions = ['Restart container', 'Remove image', 'Rename container', 'Start'];
		const find = (query: string) => fuzzyFind(actions, query, action => action);
		expect(find('start')).toEqual(['Start', 'Restart container']);
		expect(find('RENCO')).toEqual(['Rename container']);
		expect(find('xyz')).toEqual([]);
		expect(find('')).toBe(actions);
	});
});

test('filterWords requires one of several values of a key, but all labels', () => {
	const words = filterWords({ status: ['exited', 'paused'], label: ['a=1', 'b'] });
	expect(words).toBe('status=exited,paused label=a=1 label=b');
	const rows = ['exited', 'running', 'paused'];
	expect(
		applyFilter(
			rows,
			'status=exited,paused',
			row => row,
			row => row,
		),
	).toEqual(['exited', 'paused']);
});
