import { describe, expect, test } from 'vitest';
import { nextReference, nextVersion } from '../../../source/domain/registry/next-reference.js';

describe('the next reference', () => {
	test.each([
		['app', 'app:v1'],
		['app:latest', 'app:v1'],
		['app:v1', 'app:v2'],
		['app:v9', 'app:v10'],
		['app:1.4.9', 'app:1.4.10'],
		['app:v2.0.0', 'app:v2.0.1'],
		['postgres:16', 'postgres:v1'],
		['python:3.13', 'python:v1'],
		['alpine:3.22-slim', 'alpine:v1'],
		['localhost:5000/ada/app:v3', 'localhost:5000/ada/app:v4'],
		['docker.io/library/nginx:1.29', 'nginx:v1'],
		[`app@sha256:${'a'.repeat(64)}`, 'app:v1'],
	])('of %s is %s', (reference, expected) => {
		expect(nextReference(reference, [])).toBe(expected);
	});

	test('is one that no image has', () => {
		expect(nextReference('app:v1', ['app:v2', 'app:v3'])).toBe('app:v4');
		expect(nextVersion('ada/app', ['ada/app:v1'])).toBe('ada/app:v2');
	});

	test.each(['0123456789ab', `sha256:${'a'.repeat(64)}`, 'Not A Name', ''])('of %j does not exist', reference => {
		expect(nextReference(reference, [])).toBeUndefined();
	});
});
