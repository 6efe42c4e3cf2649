import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { registryKey } from '../../../../source/domain/registry/registry.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { base64, dockerConfig } from './docker-config.js';

const { skip, engine: real } = engineOrSkip('registry', 'dockerCli');

/** Runs the docker CLI with its own config. */
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
	])('are stored in the same form by docker login and by plimsoll: %s', async (kind, configOf) => {
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
			expect(helpers[1]?.stored(real.registry.server)).toEqual(helpers[0]?.stored(real.registry.server));
		}
		// Without a password, docker login uses the stored one and prints that.
		expect(await docker(ours.env, ['login', real.registry.server])).toContain('Login Succeeded');
	});

	test('are erased by docker logout when plimsoll stored them, and the other way round', async () => {
		const { credentials, env, json } = dockerConfig({ psFormat: 'x' });
		await credentials.store(mine());
		await docker(env, ['logout', real.registry.server]);
		expect(await credentials.list()).toEqual([]);
		await login(env, real.registry.server);
		expect(await credentials.erase(real.registry.server)).toBe(true);
		expect(json()).toEqual({ psFormat: 'x', auths: {} });
		await expect(docker(env, ['login', real.registry.server])).rejects.toThrow();
	});

	test('have the same key for every spelling of a registry', async () => {
		for (const typed of [`http://${real.registry.server}/v2/`, real.registry.server]) {
			const { env, json } = dockerConfig();
			await login(env, typed);
			expect(Object.keys(json().auths as object)).toEqual([registryKey(typed)]);
		}
	});

	test('of other registries stay', async () => {
		const { credentials, env, json } = dockerConfig({ auths: { 'other:5000': { auth: base64('a:b') } } });
		await login(env, real.registry.server);
		await credentials.store({ server: 'third:5000', username: 'u', password: 'p' });
		expect(Object.keys(json().auths as object).sort()).toEqual(
			[real.registry.server, 'other:5000', 'third:5000'].sort(),
		);
	});
});
