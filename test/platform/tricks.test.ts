import { afterEach, describe, expect, test, vi } from 'vitest';
import { isInUse } from '../../source/platform/tricks.js';

describe('PLIMSOLL_TRICKS', () => {
	afterEach(() => vi.unstubAllEnvs());

	test.each([
		[undefined, true, true],
		['', true, true],
		['-read-together', false, true],
		['-keep-young, -read-together', false, true],
		['-read-together,-tracked-views', false, false],
		['-all', false, false],
		['read-together', true, true],
		['-read', true, true],
	])('selects the tricks when it is %s', (value, readTogether, trackedViews) => {
		vi.stubEnv('PLIMSOLL_TRICKS', value);
		expect([isInUse('read-together'), isInUse('tracked-views')]).toEqual([readTogether, trackedViews]);
	});
});
