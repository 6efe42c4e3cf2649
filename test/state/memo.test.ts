import { describe, expect, test } from 'vitest';
import { memo, memoEach, memoEachRecent, memoLines, memoRecent } from '../../source/state/memo.js';

/** A function that counts its calls and returns a new object each time. */
function counted<A extends readonly unknown[]>() {
	const calls: A[] = [];
	const compute = (...inputs: A) => {
		calls.push(inputs);
		return { inputs };
	};
	return { calls, compute };
}

describe('memo', () => {
	test('computes again only if an input is another object', () => {
		const { calls, compute } = counted<[object, number]>();
		const remembered = memo(compute);
		const [one, other] = [{}, {}];
		expect(remembered(one, 1)).toBe(remembered(one, 1));
		remembered(other, 1);
		remembered(other, 2);
		remembered(one, 1);
		expect(calls).toHaveLength(4);
	});

	test('computes again for fewer or more inputs', () => {
		const { calls, compute } = counted<number[]>();
		const remembered = memo(compute);
		for (const inputs of [[], [], [1], [1, 2], [1], [undefined as unknown as number], []]) {
			remembered(...inputs);
		}
		expect(calls).toEqual([[], [1], [1, 2], [1], [undefined], []]);
	});

	test('caches undefined, but no call that threw', () => {
		let calls = 0;
		const remembered = memo((fails: boolean) => {
			calls++;
			if (fails) {
				throw new Error('no');
			}
		});
		remembered(false);
		remembered(false);
		expect(calls).toBe(1);
		expect(() => remembered(true)).toThrow('no');
		expect(() => remembered(true)).toThrow('no');
		expect(calls).toBe(3);
	});
});

describe('memoEach', () => {
	test('caches the last result of each object', () => {
		const { calls, compute } = counted<[object, string]>();
		const remembered = memoEach(compute);
		const [one, other] = [{}, {}];
		const first = remembered(one, 'a');
		const second = remembered(other, 'b');
		expect([remembered(one, 'a'), remembered(other, 'b')]).toEqual([first, second]);
		expect(calls).toHaveLength(2);
		expect(remembered(one, 'b')).not.toBe(first);
		expect(remembered(one, 'a')).not.toBe(first);
		expect(remembered(other, 'b')).toBe(second);
	});
});

describe('memoRecent', () => {
	test('computes again only for keys that were not used lately', () => {
		const made: number[] = [];
		const recent = memoRecent(3, (key: number) => {
			made.push(key);
			return { key };
		});
		const one = recent(1);
		for (const key of [2, 3, 1, 4, 1, 5]) {
			recent(key);
		}
		expect(recent(1)).toBe(one);
		expect(made).toEqual([1, 2, 3, 4, 5]);
		for (let key = 10; key < 20; key++) {
			recent(key);
		}
		expect(recent(1)).not.toBe(one);
	});
});

describe('memoEachRecent', () => {
	test('computes again for other inputs, and for objects that are no longer among the latest', () => {
		const made: string[] = [];
		const recent = memoEachRecent(2, (key: { readonly name: string }, input: number) => {
			made.push(`${key.name}${input}`);
			return [input];
		});
		const a = { name: 'a' };
		expect(recent(a, 1)).toBe(recent(a, 1));
		expect(recent(a, 2)).toEqual([2]);
		expect(made).toEqual(['a1', 'a2']);
		for (const name of ['b', 'c', 'd', 'e']) {
			recent({ name }, 1);
		}
		recent(a, 2);
		expect(made).toEqual(['a1', 'a2', 'b1', 'c1', 'd1', 'e1', 'a2']);
	});
});

describe('memoLines', () => {
	const age = memoLines((name: string, seconds: number) => [
		[{ text: name }],
		[{ text: 'up ' }, { text: `${Math.floor(seconds / 60)} min`, role: seconds < 60 ? 'good' : 'text' }],
	]);

	test('returns the same lines while they are equal', () => {
		const first = age('web', 61);
		expect(age('web', 62)).toBe(first);
		expect(age('web', 119)).toBe(first);
	});

	test('returns the same objects for the equal lines among others', () => {
		const first = age('web', 61);
		const later = age('web', 121);
		expect(later).not.toBe(first);
		expect(later[0]).toBe(first[0]);
		expect(later[1]).toEqual([{ text: 'up ' }, { text: '2 min', role: 'text' }]);
		expect(age('db', 121)[0]).toEqual([{ text: 'db' }]);
	});
});
