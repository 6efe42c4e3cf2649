import { describe, expect, test } from 'vitest';
import { encodeJson } from '../../../../source/engine/docker/http/encode-json.js';

describe('the JSON of a request', () => {
	test('is that of JSON.stringify for all other values', () => {
		const value = { a: [1, -2.5, 'x"y', null, true, Number.MAX_SAFE_INTEGER], b: undefined, c: { 'd e': [] } };
		expect(encodeJson(value)).toBe(JSON.stringify(value));
	});

	test('has every digit of an integer beyond 2^53', () => {
		expect(encodeJson({ memory: 8589934591 * 1024 ** 3, all: [-(2 ** 63), 18446744073709551615n, 7n], last: 1 })).toBe(
			'{"memory":9223372035781033984,"all":[-9223372036854775808,18446744073709551615,7],"last":1}',
		);
	});
});
