import { expect, test } from 'vitest';
import { elapsed } from '../../../source/domain/text/elapsed.js';

test.each([
	[-5, '0.0s'],
	[400, '0.4s'],
	[9940, '9.9s'],
	[9960, '10s'],
	[59_700, '1m 00s'],
	[185_000, '3m 05s'],
	[7_620_000, '2h 07m'],
])('elapsed(%d) is %s', (milliseconds, text) => {
	expect(elapsed(milliseconds)).toBe(text);
});
