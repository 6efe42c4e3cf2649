import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSshUrl, sshSession } from '../../../../../source/engine/docker/connect/ssh/ssh-url.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { scratchFolder } from '../helpers/scratch.js';

const base = ['-o', 'ConnectTimeout=30', '-T'];
const dial = ['system', 'dial-stdio'];

// The docker CLI shows these arguments in the error for an unreachable address.
test.each([
	['ssh://h', [...base, '--', 'h', 'docker', ...dial]],
	['ssh://h/', [...base, '--', 'h', 'docker', ...dial]],
	['ssh://u@h:22/run/x', [...base, '-l', 'u', '-p', '22', '--', 'h', 'docker', '--host', 'unix:///run/x', ...dial]],
	['ssh://[::1]:22', [...base, '-p', '22', '--', '::1', 'docker', ...dial]],
	['ssh://dom%5Cu@h', [...base, '-l', 'dom\\u', '--', 'h', 'docker', ...dial]],
])('sshSession of %s are those of the docker CLI', (url, expected) => {
	expect(sshSession(parseSshUrl(url))).toEqual(expected);
});

test('sshSession quotes a socket path for the remote shell', () => {
	const args = sshSession(parseSshUrl("ssh://h/a b;it's $(x)"));
	expect(args).toContain(`'unix:///a b;it'\\''s $(x)'`);
});

test.each([
	'ssh://-oProxyCommand=x',
	'ssh://-u@h',
	'ssh://u@-h',
	'ssh://a b',
	'ssh://h;x',
	'ssh://$(x)',
	'ssh://h:22x',
	'ssh://u:p@h',
	'ssh://',
])('parseSshUrl refuses %j', url => {
	expect(() => parseSshUrl(url)).toThrow('ssh host connection is not valid: invalid SSH URL: ');
});

const { skip, engine } = engineOrSkip('dockerCli');

describe.skipIf(skip)('the docker CLI', () => {
	test.each(['ssh://h', 'ssh://me@h:2222', 'ssh://[::1]:22'])('starts the same ssh for %s', async url => {
		const folder = scratchFolder();
		const seen = path.join(folder, 'seen');
		writeFileSync(path.join(folder, 'ssh'), `#!/bin/sh\necho "$*" > ${seen}\nexit 255\n`);
		chmodSync(path.join(folder, 'ssh'), 0o755);
		const env = { PATH: `${folder}:${process.env.PATH}`, DOCKER_CONFIG: folder };
		await new Promise(resolve => execFile(engine.dockerCli, ['-H', url, 'version'], { env }, resolve));
		// Older CLIs pass no options, newer ones pass them behind the user and the port.
		const bare = (line: string) => line.replace('-o ConnectTimeout=30 -T ', '').trim();
		expect(bare(readFileSync(seen, 'utf8'))).toBe(bare(sshSession(parseSshUrl(url)).join(' ')));
	});
});
