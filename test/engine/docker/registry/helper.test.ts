import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadCredentials } from '../../../../source/engine/docker/registry/credentials.js';
import type { Call } from '../../../../source/engine/engine.js';
import { eventually } from '../../../helpers/eventually.js';
import { isRunning } from '../../../helpers/processes.js';
import { base64, dockerConfig } from './docker-config.js';

const hub = 'https://index.docker.io/v1/';
const canary = 'canary-"7\\d:é';

describe('credential helpers', () => {
	test('store, return, list and erase credentials, and the config only has the server', async () => {
		const { env, json, text, workingHelper } = dockerConfig({ credsStore: 'keep', x: 1 });
		const helper = workingHelper('keep');
		const given = JSON.stringify({ auths: { other: { auth: base64('u:canary') } } });
		const credentials = loadCredentials({ ...env, DOCKER_AUTH_CONFIG: given });
		expect(await credentials.get('r:5000')).toBeUndefined();
		expect(await credentials.store({ server: 'r:5000', username: 'me', password: canary })).toEqual({
			where: 'docker-credential-keep',
		});
		expect(helper.stored('r:5000')).toEqual({ ServerURL: 'r:5000', Username: 'me', Secret: canary });
		expect(json()).toEqual({ credsStore: 'keep', x: 1, auths: { 'r:5000': {} } });
		expect(await credentials.get('r:5000')).toEqual({ server: 'r:5000', username: 'me', password: canary });
		expect(await credentials.list()).toEqual([{ server: 'r:5000', username: 'me' }]);
		expect(await credentials.all()).toHaveLength(2);
		expect(await credentials.erase('r:5000')).toBe(true);
		expect(helper.stored('r:5000')).toBeUndefined();
		expect(json()).toEqual({ credsStore: 'keep', x: 1, auths: {} });
		expect(await credentials.erase('r:5000')).toBe(false);
		expect(`${helper.starts()}${text()}`).not.toMatch(/canary|Y2FuYXJ5|DOCKER_AUTH_CONFIG/);
	});

	test('store identity tokens under docker’s own user name', async () => {
		const { credentials, workingHelper } = dockerConfig({ credsStore: 'keep' });
		const helper = workingHelper('keep');
		await credentials.store({ server: 'r', username: 'me', identityToken: 'tok' });
		expect(helper.stored('r')).toEqual({ ServerURL: 'r', Username: '<token>', Secret: 'tok' });
		expect(await credentials.get('r')).toEqual({ server: 'r', identityToken: 'tok' });
	});

	test('are selected by registry before the common one, and an empty name means the file', async () => {
		const { credentials, workingHelper, json } = dockerConfig({
			credsStore: 'all',
			credHelpers: { 'one.example.com': 'one', 'plain.example.com': '', [hub]: 'one' },
			auths: { 'plain.example.com': { auth: base64('p:1') }, 'all.example.com': { auth: base64('stale:1') } },
		});
		const all = workingHelper('all');
		const one = workingHelper('one');
		await credentials.store({ server: 'one.example.com', username: 'a', password: '1' });
		await credentials.store({ server: hub, username: 'b', password: '2' });
		await credentials.store({ server: 'two.example.com', username: 'c', password: '3' });
		expect(one.stored('one.example.com')).toBeDefined();
		expect(one.stored(hub)).toBeDefined();
		expect(all.stored('two.example.com')).toBeDefined();
		expect(await credentials.get('plain.example.com')).toMatchObject({ username: 'p' });
		// The docker CLI reads the helper only, so the file's entry of an older login does not count.
		expect(await credentials.get('all.example.com')).toBeUndefined();
		const names = (await credentials.list()).map(({ server, username }) => `${username}@${server}`);
		expect(names.sort()).toEqual([`a@one.example.com`, `b@${hub}`, 'c@two.example.com', 'p@plain.example.com']);
		expect(json().auths).toMatchObject({ 'plain.example.com': { auth: base64('p:1') } });
	});

	test('are detected when the config has no credentials, as by docker login', async () => {
		const { credentials, json, program, workingHelper } = dockerConfig();
		program('pass', 'exit 0');
		const helper = workingHelper('pass');
		await credentials.store({ server: 'r', username: 'me', password: 'x' });
		expect(helper.stored('r')).toBeDefined();
		expect(json()).toEqual({ credsStore: 'pass', auths: { r: {} } });
	});

	test.each([
		['hangs', 'exec sleep 1000'],
		['does not obey', "trap '' TERM; while :; do sleep 0.1; done"],
	])('are ended with an aborted call, even one that %s', async (_, script) => {
		const { credentials, program, folder } = dockerConfig({ credsStore: 'slow' });
		program('docker-credential-slow', `echo $$ > ${folder}/started; mv ${folder}/started ${folder}/pid; ${script}`);
		const controller = new AbortController();
		const asked = credentials.get('r', { signal: controller.signal });
		const pid = Number(await eventually(() => readFileSync(path.join(folder, 'pid'), 'utf8')));
		expect(isRunning(pid)).toBe(true);
		controller.abort();
		await expect(asked).rejects.toBe(controller.signal.reason);
		await eventually(() => expect(isRunning(pid)).toBe(false));
	});

	test.each<[string, (credentials: ReturnType<typeof loadCredentials>, call: Call) => Promise<unknown>]>([
		['all', (credentials, call) => credentials.all(call)],
		['list', (credentials, call) => credentials.list(call)],
		['store', (credentials, call) => credentials.store({ server: 'r', username: 'me', password: 'x' }, call)],
		['erase', (credentials, call) => credentials.erase('r', call)],
	])('change nothing after an abort of %s, and the call does not wait for their children', async (_, ask) => {
		const { credentials, program, folder, json } = dockerConfig({ credsStore: 'slow', auths: { r: {} } });
		program(
			'docker-credential-slow',
			`sleep 60 & echo $! > ${folder}/started; mv ${folder}/started ${folder}/child; wait`,
		);
		const controller = new AbortController();
		const asked = ask(credentials, controller).then(
			() => 'an answer',
			(error: unknown) => error,
		);
		const child = Number(await eventually(() => readFileSync(path.join(folder, 'child'), 'utf8')));
		onTestFinished(() => void process.kill(child));
		controller.abort();
		expect(await asked).toBe(controller.signal.reason);
		expect(isRunning(child)).toBe(true);
		expect(json()).toEqual({ credsStore: 'slow', auths: { r: {} } });
	});

	test('do not fail a pull when they were detected and do not work', async () => {
		const { credentials, program } = dockerConfig();
		program('pass', 'exit 0');
		program('docker-credential-pass', 'echo no desktop >&2; exit 1');
		expect(await credentials.get('r')).toBeUndefined();
	});

	test.each<[string, string | undefined, RegExp]>([
		['is missing', undefined, /^docker-credential-bad is not installed/],
		['fails', 'echo "gpg: no \u001b[31msecret-less key"; exit 2', /^docker-credential-bad get failed: gpg: no/],
		['fails silently', 'exit 3', /^docker-credential-bad get failed$/],
		['hangs', 'sleep 30', /did not answer within 0\.3 seconds$/],
		['hangs in a child and does not mind being asked to stop', "trap '' TERM; sleep 30 & wait; wait", /did not answer/],
		['prints junk', 'echo "canary-7d and no JSON"', /did not answer with credentials$/],
		['prints JSON that is no answer', 'echo "[1]"', /did not answer with credentials$/],
		['leaves out the secret', 'echo "{\\"Username\\": \\"canary-7d\\"}"', /without a user name and secret$/],
		['prints without end', 'yes canary-7d', /more than 1 MiB/],
		['fails with credentials in its words', 'echo "{\\"Secret\\": \\"canary-7d\\"}"; exit 1', /get failed$/],
		['cannot be executed', '#no', /docker-credential-bad/],
	])('are reported without their secrets: one that %s', async (name, script, words) => {
		const { credentials, program, bin } = dockerConfig(
			{ credsStore: 'bad' },
			name.startsWith('hangs') ? 300 : undefined,
		);
		if (script !== undefined) {
			program('docker-credential-bad', script);
		}
		if (name === 'cannot be executed') {
			(await import('node:fs')).chmodSync(`${bin}/docker-credential-bad`, 0o644);
		}
		const error = (await credentials.get('r').catch((caught: unknown) => caught)) as Error;
		expect(error).toBeInstanceOf(Error);
		expect(error.message).toMatch(words);
		expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(/canary|\u001b/);
		expect(error.cause).toBeUndefined();
	});

	test('are reported without the password that a failed store repeats, and the config stays', async () => {
		const { credentials, json, program } = dockerConfig({ credsStore: 'bad' });
		program('docker-credential-bad', 'cat; exit 1');
		const error = (await credentials
			.store({ server: 'r', username: 'u', password: canary })
			.catch((caught: unknown) => caught)) as Error;
		expect(error.message).toBe('docker-credential-bad store failed');
		expect(json()).toEqual({ credsStore: 'bad' });
	});

	test('may exit without reading their input', async () => {
		const { credentials, program } = dockerConfig({ credsStore: 'bad' });
		program('docker-credential-bad', 'exit 0');
		await credentials.store({ server: 'r', username: 'u', password: 'x'.repeat(500_000) });
	});

	test('are not started with a path as their name', async () => {
		const { credentials } = dockerConfig({ credsStore: '../../bin/sh' });
		await expect(credentials.get('r')).rejects.toThrow(/not a valid name/);
	});
});
