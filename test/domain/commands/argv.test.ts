import { describe, expect, test } from 'vitest';
import { buildArgv } from '../../../source/domain/commands/build.js';
import { commitRequest } from '../../../source/domain/commands/commit.js';
import { tagRequest } from '../../../source/domain/commands/image.js';
import { loginArgv, logoutArgv } from '../../../source/domain/commands/login.js';
import { pruneFilters } from '../../../source/domain/commands/prune.js';

const plain = { context: '.', tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false };

describe('the command line', () => {
	test('of docker build has all options', () => {
		expect(buildArgv(plain)).toEqual(['docker', 'build', '.']);
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
		expect(buildArgv(build).join(' ')).toBe(
			'docker build -t a:1 -t b -f Dockerfile.dev --build-arg A=b c --build-arg HTTP_PROXY --label x=y --target run --platform linux/arm64 --no-cache --pull ../app',
		);
	});

	test.each([
		[loginArgv('https://index.docker.io/v1/', 'me'), 'docker login --username me --password-stdin'],
		[loginArgv('localhost:5000', 'me'), 'docker login --username me --password-stdin localhost:5000'],
		[logoutArgv('localhost:5000'), 'docker logout localhost:5000'],
		[logoutArgv(''), 'docker logout'],
	])('of %j is %s', (argv, line) => {
		expect(argv.join(' ')).toBe(line);
	});
});

describe('commit and tag', () => {
	const commit = { container: 'web', author: '', message: '', pause: true, changes: [] };
	test.each([
		['Foo', 'invalid reference format: repository name (library/Foo) must be lowercase'],
		[`app@sha256:${'a'.repeat(64)}`, 'refusing to create a tag with a digest reference'],
	])('refuse the image name %s', (reference, message) => {
		expect(() => commitRequest({ ...commit, reference })).toThrow(message);
		expect(() => tagRequest('web', reference)).toThrow(message);
	});
});

test('pruneFilters includes named volumes with a filter from API 1.42 on', () => {
	expect(pruneFilters({ noun: 'volume', all: true }, '1.42')).toEqual({ all: ['true'] });
	expect(pruneFilters({ noun: 'volume', all: true }, '1.41')).toEqual({});
	expect(pruneFilters({ noun: 'image' }, '1.41')).toEqual({ dangling: ['true'] });
});
