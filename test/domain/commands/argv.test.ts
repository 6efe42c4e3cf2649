import { describe, expect, test } from 'vitest';
import { buildCommand } from '../../../source/domain/commands/build.js';
import { commitCommand } from '../../../source/domain/commands/commit.js';
import { pullCommand, pushCommand, tagCommand } from '../../../source/domain/commands/image.js';
import { loginCommand, logoutArgv } from '../../../source/domain/commands/login.js';
import { pruneCommand } from '../../../source/domain/commands/prune.js';

const plain = { context: '.', tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false };

describe('the words of a command', () => {
	test('include every option of docker build', () => {
		expect(buildCommand.argv(plain)).toEqual(['docker', 'build', '.']);
		const build = {
			...{
				context: '../app',
				dockerfile: 'Dockerfile.dev',
				tags: ['a:1', 'b'],
				target: 'run',
				platform: 'linux/arm64',
			},
			...{ buildArgs: { A: 'b c', HTTP_PROXY: undefined }, labels: { x: 'y' }, noCache: true, pull: true },
		};
		expect(buildCommand.argv(build).join(' ')).toBe(
			'docker build -t a:1 -t b -f Dockerfile.dev --build-arg A=b c --build-arg HTTP_PROXY --label x=y --target run --platform linux/arm64 --no-cache --pull ../app',
		);
	});

	test.each([
		[
			loginCommand.argv({ server: 'https://index.docker.io/v1/', username: 'me' }),
			'docker login --username me --password-stdin',
		],
		[
			loginCommand.argv({ server: 'localhost:5000', username: 'me' }),
			'docker login --username me --password-stdin localhost:5000',
		],
		[logoutArgv('localhost:5000'), 'docker logout localhost:5000'],
		[logoutArgv(''), 'docker logout'],
	])('are the same for %j as docker’s line: %s', (argv, line) => {
		expect(argv.join(' ')).toBe(line);
	});
});

describe('a request', () => {
	const commit = { author: '', message: '', pause: true, changes: [] };
	const withDigest = `app@sha256:${'a'.repeat(64)}`;

	test.each([
		['Foo', 'invalid reference format: repository name (library/Foo) must be lowercase'],
		[withDigest, 'refusing to create a tag with a digest reference'],
	])('refuses %s as the name of an image, as docker does', (reference, message) => {
		expect(() => commitCommand.request('web', { ...commit, reference })).toThrow(message);
		expect(() => tagCommand.request('web', reference)).toThrow(message);
	});

	test('refuses a push of a digest and invalid references, as docker does', () => {
		expect(() => pushCommand.request(withDigest)).toThrow('cannot push a digest reference');
		expect(() => pushCommand.request('a b')).toThrow('invalid reference format');
		expect(() => pullCommand.request('a b', {})).toThrow('invalid reference format');
	});
});

describe('a prune of volumes', () => {
	const prune = { noun: 'volume', all: true } as const;

	test('includes named volumes with a filter from API 1.42 on', () => {
		expect(pruneCommand.request(prune, { apiVersion: '1.42', product: 'Docker' }).query).toEqual({
			filters: '{"all":{"true":true}}',
		});
		expect(pruneCommand.argv(prune, { apiVersion: '1.42', product: 'Docker' }).join(' ')).toBe(
			'docker volume prune --all --force',
		);
	});

	test('includes named volumes without a filter before API 1.42', () => {
		expect(pruneCommand.request(prune, { apiVersion: '1.41', product: 'Docker' }).query).toEqual({
			filters: undefined,
		});
		expect(pruneCommand.argv(prune, { apiVersion: '1.41', product: 'Docker' }).join(' ')).toBe(
			'docker volume prune --force',
		);
	});
});
