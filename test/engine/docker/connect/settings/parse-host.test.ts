import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parseHost } from '../../../../../source/engine/docker/connect/settings/parse-host.js';
import { EngineError } from '../../../../../source/engine/errors.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { waitLimit } from '../../../../helpers/limits/limits.js';

const accepted: readonly (readonly [string, string])[] = [
	['unix:///x.sock', 'unix:///x.sock'],
	['unix://', 'unix:///var/run/docker.sock'],
	['unix:///odd/../place.sock', 'unix:///odd/../place.sock'],
	['unix://relative.sock', 'unix://relative.sock'],
	['tcp://127.0.0.1:1', 'tcp://127.0.0.1:1'],
	['tcp://127.0.0.1', 'tcp://127.0.0.1:2375'],
	['127.0.0.1:1', 'tcp://127.0.0.1:1'],
	['127.0.0.1:', 'tcp://127.0.0.1:2375'],
	['localhost:1', 'tcp://localhost:1'],
	['tcp://', 'tcp://localhost:2375'],
	['tcp://:2375', 'tcp://localhost:2375'],
	[':1', 'tcp://localhost:1'],
	['127.0.0.1:1/prefix', 'tcp://127.0.0.1:1/prefix'],
	['tcp://127.0.0.1:1?x=1', 'tcp://127.0.0.1:1'],
	['tcp://user@127.0.0.1:1', 'tcp://127.0.0.1:1'],
	['tcp://[::1]:1', 'tcp://[::1]:1'],
	['[::1]:1', 'tcp://[::1]:1'],
	['::1', 'tcp://[::1]:2375'],
	['  unix:///x.sock ', 'unix:///x.sock'],
];

const refused: readonly (readonly [string, string])[] = [
	['foo://bar', 'invalid bind address format: foo://bar'],
	['TCP://x', 'invalid bind address format: TCP://x'],
	['http://127.0.0.1:1', 'invalid bind address format: http://127.0.0.1:1'],
	['https://127.0.0.1:1', 'invalid bind address format: https://127.0.0.1:1'],
	['unix://tcp://x', 'invalid proto, expected unix: tcp://x'],
	['tcp://a:b', 'parse "tcp://a:b": invalid port ":b" after host'],
	['tcp://[::1', 'parse "tcp://[::1": missing \']\' in host'],
	['tcp://x y', 'parse "tcp://x y": invalid character " " in host name'],
	['ssh://', 'ssh host connection is not valid: invalid SSH URL: hostname is empty'],
	['ssh://u:p@h', 'ssh host connection is not valid: invalid SSH URL: plain-text password is not supported'],
	['ssh://h/p?x=1', 'ssh host connection is not valid: invalid SSH URL: query parameters are not allowed: "x=1"'],
	['ssh://h#f', 'ssh host connection is not valid: invalid SSH URL: fragments are not allowed: "f"'],
];

test.each(accepted)('parseHost completes %j to %s', (text, url) => {
	expect(parseHost(text)).toBe(url);
});

test.each(refused)('parseHost refuses %j', (text, message) => {
	expect(() => parseHost(text)).toThrow(new EngineError('bad-request', message));
});

test.each([
	['npipe://', 'npipe:////./pipe/docker_engine'],
	['npipe:////./pipe/other', 'npipe:////./pipe/other'],
	['ssh://me@host:22/run/docker.sock', 'ssh://me@host:22/run/docker.sock'],
])('parseHost keeps or completes %j as %s', (text, url) => {
	expect(parseHost(text)).toBe(url);
});

test.each(['fd://', 'fd://3', 'tcp://127.0.0.1:99999', 'tcp:127.0.0.1:1'])(
	'parseHost refuses %j, although docker tries it',
	text => {
		expect(() => parseHost(text)).toThrow(EngineError);
	},
);

const { skip, engine } = engineOrSkip('dockerCli');

/** The docker CLI's output for an address. */
function docker(host: string): Promise<string> {
	const env = { PATH: process.env.PATH, HOME: '/nowhere', DOCKER_CONFIG: '/nowhere' };
	return new Promise(resolve => {
		execFile(engine.dockerCli, ['-H', host, 'version'], { env, timeout: waitLimit() }, (_, stdout, stderr) =>
			resolve(stdout + stderr),
		);
	});
}

describe.skipIf(skip)('the docker CLI', () => {
	test.each(refused)('refuses %j with the same message', async (text, message) => {
		// Older CLIs begin with a capital letter, and have other reasons for an invalid ssh address.
		const words = message.replace(/invalid SSH URL: .*/, '').toLowerCase();
		expect((await docker(text)).toLowerCase()).toContain(words);
	});

	// No engine listens on these addresses: the CLI's error contains the completed address.
	test.each(accepted.filter(([text, url]) => url.includes(':1') && !text.startsWith('unix')))(
		'completes %j in the same way',
		async (text, url) => {
			expect(await docker(text)).toContain(`Cannot connect to the Docker daemon at ${url}. `);
		},
	);
});
