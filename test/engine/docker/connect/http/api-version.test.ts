import { expect, test } from 'vitest';
import {
	compareApiVersions,
	negotiateApiVersion,
	newestApi,
} from '../../../../../source/engine/docker/connect/http/api-version.js';

test('compareApiVersions compares numbers, not texts', () => {
	expect(['1.44', '1.9', '1.41', '2.0', '1.10'].sort(compareApiVersions)).toEqual([
		'1.9',
		'1.10',
		'1.41',
		'1.44',
		'2.0',
	]);
});

test('negotiateApiVersion returns the older version of both sides', () => {
	expect(negotiateApiVersion('1.41')).toBe('1.41');
	expect(negotiateApiVersion('1.9')).toBe('1.9');
	expect(negotiateApiVersion('9.9')).toBe(newestApi);
});
