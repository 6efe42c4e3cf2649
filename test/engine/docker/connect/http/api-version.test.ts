import { expect, test } from 'vitest';
import {
	compareApiVersions,
	negotiateApiVersion,
	newestApi,
} from '../../../../../source/engine/docker/connect/http/api-version.js';

test('versions are compared by number, not by text', () => {
	expect(['1.44', '1.9', '1.41', '2.0', '1.10'].sort(compareApiVersions)).toEqual([
		'1.9',
		'1.10',
		'1.41',
		'1.44',
		'2.0',
	]);
});

test('the older of both is spoken', () => {
	expect(negotiateApiVersion('1.41')).toBe('1.41');
	expect(negotiateApiVersion('1.9')).toBe('1.9');
	expect(negotiateApiVersion('9.9')).toBe(newestApi);
});
