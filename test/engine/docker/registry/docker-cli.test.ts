import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { registryKey } from '../../../../source/domain/registry/registry.js';
import { engineOrSkip } from '../../../helpers/real-engine.js';
import { base64, dockerConfig } from './docker-config.js';

const { skip, engine: real } = engineOrSkip('registry', 'dockerCli');

/** Runs the docker CLI with a config of its own. */
const docker = (env: Readonly<Record<string, string>>, args: readonly string[], input = '') =>
	new Promise<string>((resolve, reject) => {
		const surroundings = { ...env, DOCKER_HOST: real.host };
		const child = execFile(real.dockerCli, args, { env: surroundings }, (error, stdout, stderr) =>
			error ? reject(new Error(stderr)) : resolve(stdout),
		);
		child.stdin?.end(input);
	});

describe.skipIf(skip)('credentials and the docker CLI', () => {
	const login = (env: Readonly<Record<string, string>>, server: string) =>
		docker(env, ['login', '--username', real.registry.username, '--password-stdin', server], real.registry.password);
	const mine = () => ({
		server: real.registry.server,
		username: real.registry.username,
		password: real.registry.password,
	});

	test.each<[string, (server: string) => object]>([
		['file', () => ({})],
		['helper', () => ({ credsStore: 'keep' })],
		['helper of one registry', server => ({ credHelpers: { [server]: 'keep' } })],
	])('docker login writes what we read, and we write just what it does: %s', async (kind, configOf) => {
		const config = configOf(real.registry.server);
		const theirs = dockerConfig(config);
		const ours = dockerConfig(config);
		const helpers = kind === 'file' ? undefined : [theirs.workingHelper('keep'), ours.workingHelper('keep')];
		await login(theirs.env, real.registry.server);
		expect(await theirs.credentials.get(real.registry.server)).toEqual(mine());
		expect(await theirs.credentials.list()).toEqual([
			{ server: real.registry.server, username: real.registry.username },
		]);
		await ours.credentials.store(mine());
		expect(ours.json()).toEqual(theirs.json());
		if (helpers) {
			expect(helpers[1]?.kept(real.registry.server)).toEqual(helpers[0]?.kept(real.registry.server));
		}
		// Without a password given, docker login takes the stored one, and says so.
		expect(await docker(ours.env, ['login', real.registry.server])).toContain('Login Succeeded');
	});

	test('docker logout forgets what we stored, and we forget what docker login stored', async () => {
		const { credentials, env, json } = dockerConfig({ psFormat: 'x' });
		await credentials.store(mine());
		await docker(env, ['logout', real.registry.server]);
		expect(await credentials.list()).toEqual([]);
		await login(env, real.registry.server);
		expect(await credentials.erase(real.registry.server)).toBe(true);
		expect(json()).toEqual({ psFormat: 'x', auths: {} });
		await expect(docker(env, ['login', real.registry.server])).rejects.toThrow();
	});

	test('a registry has the same key, however it is typed', async () => {
		for (const typed of [`http://${real.registry.server}/v2/`, real.registry.server]) {
			const { env, json } = dockerConfig();
			await login(env, typed);
			expect(Object.keys(json().auths as object)).toEqual([registryKey(typed)]);
		}
	});

	test('keeps what the docker CLI keeps of other registries', async () => {
		const { credentials, env, json } = dockerConfig({ auths: { 'other:5000': { auth: base64('a:b') } } });
		await login(env, real.registry.server);
		await credentials.store({ server: 'third:5000', username: 'u', password: 'p' });
		expect(Object.keys(json().auths as object).sort()).toEqual(
			[real.registry.server, 'other:5000', 'third:5000'].sort(),
		);
	});
});
