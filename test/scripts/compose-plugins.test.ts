import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { composeOrSkip } from '../helpers/engine/compose-plugins.js';

const { skip, compose } = composeOrSkip();

describe.skipIf(skip)('scripts/compose-plugins.sh', () => {
	const docker = (...args: string[]) =>
		execFileSync(compose.docker, args, { encoding: 'utf8', env: { ...process.env, DOCKER_CONFIG: compose.config } });

	test('fetches Compose 2.29 or later as a plugin of the docker CLI', () => {
		const [major = 0, minor = 0] = docker('compose', 'version', '--short').split('.').map(Number);
		expect(major > 2 || minor >= 29).toBe(true);
	});

	test('fetches buildx as a plugin of the docker CLI', () => {
		expect(docker('buildx', 'version')).toContain('docker/buildx');
	});

	test('uses the folder of an earlier run', () => {
		expect(composeOrSkip().compose).toEqual(compose);
	});
});
