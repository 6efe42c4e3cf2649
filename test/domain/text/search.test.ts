import { describe, expect, test } from 'vitest';
import { matcher, searchRanges } from '../../../source/domain/text/search.js';

describe('a search', () => {
	test('ignores case unless it has an upper-case letter', () => {
		expect(matcher('err')?.('an Error')).toBe(true);
		expect(matcher('ERR')?.('an Error')).toBe(false);
		expect(searchRanges('Err err', 'err')).toEqual([
			{ start: 0, end: 3 },
			{ start: 4, end: 7 },
		]);
		expect(searchRanges('Err err', 'Err')).toEqual([{ start: 0, end: 3 }]);
	});

	test('takes its characters literally', () => {
		expect(matcher('a.c')?.('abc')).toBe(false);
		expect(searchRanges('a.c abc', 'a.c')).toEqual([{ start: 0, end: 3 }]);
	});

	test('keeps its place behind a letter that is longer in lower case', () => {
		expect(searchRanges('\u0130 err', 'err')).toEqual([{ start: 2, end: 5 }]);
	});

	test('finds hits that do not overlap', () => {
		expect(searchRanges('aaa', 'aa')).toEqual([{ start: 0, end: 2 }]);
	});

	test('finds nothing when it is empty', () => {
		expect(matcher('')).toBeUndefined();
		expect(searchRanges('text', '')).toEqual([]);
	});
});
