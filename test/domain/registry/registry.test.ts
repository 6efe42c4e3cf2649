import { describe, expect, test } from 'vitest';
import { hubKey, registryKey, registryName, registryProblem } from '../../../source/domain/registry/registry.js';

describe('a registry', () => {
	test.each([
		['', hubKey],
		['docker.io', hubKey],
		['index.docker.io', hubKey],
		['https://index.docker.io/v1/', hubKey],
		['https://registry-1.docker.io', hubKey],
		['registry.example.com:5000', 'registry.example.com:5000'],
		[' http://localhost:5000/v2/ ', 'localhost:5000'],
		['ghcr.io/owner', 'ghcr.io'],
		['[::1]:5000', '[::1]:5000'],
	])('typed as %j has the key %s', (typed, key) => {
		expect(registryKey(typed)).toBe(key);
		expect(registryProblem(typed)).toBeUndefined();
	});

	test('is shown by its name, Docker Hub as docker.io', () => {
		expect(registryName(hubKey)).toBe('docker.io');
		expect(registryName('r:5000')).toBe('r:5000');
	});

	test.each(['two words', '-r', 'r:port', 'r:', 'a@b', 'r:123456'])('cannot be %j', typed => {
		expect(registryProblem(typed)).toContain('registry.example.com');
	});
});
