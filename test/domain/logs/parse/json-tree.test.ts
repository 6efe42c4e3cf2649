import { describe, expect, test } from 'vitest';
import { jsonPath, jsonTree } from '../../../../source/domain/logs/parse/json-tree.js';
import fc from '../../../helpers/fast-check.js';

const rows = (text: string) =>
	jsonTree(text)?.map((node, index, all) => `${node.depth} ${jsonPath(all, index)} ${node.value}`);

/** Puts a text together again from the nodes of its tree, by their keys and order alone. */
function rebuilt(text: string): unknown {
	const nodes = jsonTree(text)!;
	const build = (index: number): unknown => {
		const { kind, value, end } = nodes[index]!;
		if (kind !== 'object' && kind !== 'array') {
			return JSON.parse(value);
		}
		const entries: [string | number, unknown][] = [];
		for (let at = index + 1; at < end; at = nodes[at]!.end) {
			entries.push([nodes[at]!.key, build(at)]);
		}
		return kind === 'array' ? entries.map(([, each]) => each) : Object.fromEntries(entries);
	};
	return build(0);
}

describe('the tree of a JSON text', () => {
	test('has every value as it is written, with its path', () => {
		expect(rows('{"a":1.00, "b":[true,{"odd key":null}],"c":{}, "n":12345678901234567890}')).toEqual([
			'0 . {"a":1.00, "b":[true,{"odd key":null}],"c":{}, "n":12345678901234567890}',
			'1 .a 1.00',
			'1 .b [true,{"odd key":null}]',
			'2 .b[0] true',
			'2 .b[1] {"odd key":null}',
			'3 .b[1]["odd key"] null',
			'1 .c {}',
			'1 .n 12345678901234567890',
		]);
		expect(jsonTree('[1')).toBeUndefined();
		expect(jsonTree('')).toBeUndefined();
	});

	test('has all members of a key that occurs twice, an empty key, and names of JavaScript as plain keys', () => {
		expect(rows('{"a":1,"a":2,"":3,"__proto__":{"x":4},"constructor":5}')?.slice(1)).toEqual([
			'1 .a 1',
			'1 .a 2',
			'1 .[""] 3',
			'1 .__proto__ {"x":4}',
			'2 .__proto__.x 4',
			'1 .constructor 5',
		]);
		expect(Object.prototype).not.toHaveProperty('x');
	});

	test('loses no value and no order', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 5 }), text => {
				expect(rebuilt(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	test('has a hundred thousand levels, and strings of a megabyte', () => {
		const deep = jsonTree(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)!;
		expect(deep).toHaveLength(100_001);
		expect(deep.at(-1)).toMatchObject({ depth: 100_000, value: '1' });
		expect(jsonPath(deep, 100_000)).toBe('.a'.repeat(100_000));
		const long = 'x'.repeat(1_000_000);
		expect(jsonTree(JSON.stringify({ long }))![1]!.value).toBe(JSON.stringify(long));
	});
});
