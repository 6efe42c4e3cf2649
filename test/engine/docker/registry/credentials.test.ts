import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCredentials } from '../../../../source/engine/docker/registry/credentials.js';
import { base64, dockerConfig } from './docker-config.js';

const hub = 'https://index.docker.io/v1/';

describe('credentials in config.json', () => {
	test('are read as docker login writes them: passwords with colons, identity tokens, keys with a scheme', async () => {
		const { credentials } = dockerConfig({
			auths: {
				[hub]: { auth: base64('me:pä:ss') },
				'https://old.example.com/v1/': { auth: base64('old:pass') },
				'tokens.example.com': { auth: base64('you:'), identitytoken: 'long-token' },
				'empty.example.com': {},
				'broken.example.com': { auth: 'no colon in here' },
			},
		});
		expect(await credentials.get(hub)).toEqual({ server: hub, username: 'me', password: 'pä:ss' });
		expect(await credentials.get('old.example.com')).toMatchObject({ username: 'old', password: 'pass' });
		expect(await credentials.get('tokens.example.com')).toEqual({
			server: 'tokens.example.com',
			username: 'you',
			identityToken: 'long-token',
		});
		for (const server of ['empty.example.com', 'broken.example.com', 'other.example.com']) {
			expect(await credentials.get(server)).toBeUndefined();
		}
		expect((await credentials.list()).map(({ server, username }) => `${username}@${server}`)).toEqual([
			`me@${hub}`,
			'old@https://old.example.com/v1/',
			'you@tokens.example.com',
		]);
	});

	test('are read from the exact key before another spelling of the same host', async () => {
		const { credentials } = dockerConfig({
			auths: { 'https://r.example.com': { auth: base64('a:1') }, 'r.example.com': { auth: base64('b:2') } },
		});
		expect(await credentials.get('r.example.com')).toMatchObject({ username: 'b' });
	});

	test('are stored without a helper for the owner only, with a warning, and the rest of the file stays', async () => {
		const laidOut = '{\n  "psFormat": "table {{.Names}}",\n  "auths": {},\n  "HttpHeaders": {\n    "X": "1"\n  }\n}\n';
		const { credentials, file, folder, text } = dockerConfig(laidOut);
		const stored = await credentials.store({ server: 'r:5000', username: 'me', password: 'pass' });
		expect(stored.where).toBe(file);
		expect(stored.warning).toContain('unencrypted');
		expect(text()).toBe(
			laidOut.replace('"auths": {}', `"auths": {\n    "r:5000": {\n      "auth": "${base64('me:pass')}"\n    }\n  }`),
		);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder).sort()).toEqual(['bin', 'config.json']);
	});

	test('are stored in a new folder and file in the docker CLI’s layout', async () => {
		const { folder, env } = dockerConfig();
		const inner = path.join(folder, 'a', 'b');
		await loadCredentials({ ...env, DOCKER_CONFIG: inner }).store({ server: 'r', username: 'u', identityToken: 't' });
		expect(statSync(inner).mode & 0o777).toBe(0o700);
		expect(readFileSync(path.join(inner, 'config.json'), 'utf8')).toBe(
			`{\n\t"auths": {\n\t\t"r": {\n\t\t\t"auth": "${base64('u:')}",\n\t\t\t"identitytoken": "t"\n\t\t}\n\t}\n}`,
		);
	});

	test('are stored through a symbolic link, even if its target does not exist yet', async () => {
		for (const exists of [true, false]) {
			const { credentials, file, folder } = dockerConfig();
			const real = path.join(folder, 'dotfiles.json');
			if (exists) {
				writeFileSync(real, '{}', { mode: 0o644 });
			}
			symlinkSync('dotfiles.json', file);
			await credentials.store({ server: 'r', username: 'u', password: 'p' });
			expect(lstatSync(file).isSymbolicLink()).toBe(true);
			expect(lstatSync(real).isFile()).toBe(true);
			expect(statSync(real).mode & 0o777).toBe(0o600);
			expect(await credentials.get('r')).toMatchObject({ username: 'u', password: 'p' });
		}
	});

	test('are erased in every spelling of a registry, and with its tokens for Docker Hub', async () => {
		const { credentials, json } = dockerConfig({
			auths: {
				[hub]: { auth: base64('me:x') },
				[`${hub}access-token`]: { auth: base64('me:y') },
				[`${hub}refresh-token`]: { auth: base64('me:z') },
				'https://r.example.com': { auth: base64('a:1') },
				'r.example.com': { auth: base64('b:2') },
				keep: { auth: base64('c:3') },
			},
		});
		expect((await credentials.list()).map(({ server }) => server)).not.toContain(`${hub}access-token`);
		expect(await credentials.erase(hub)).toBe(true);
		expect(await credentials.erase('r.example.com')).toBe(true);
		expect(await credentials.erase('r.example.com')).toBe(false);
		expect(Object.keys(json().auths as object)).toEqual(['keep']);
	});

	test.each([
		['{"auths": {"r": {"auth": "c2VjcmV0"', /config\.json: not JSON: line 1, column 36: a comma or } is expected$/],
		['[]', /not a JSON object/],
		['{"auths": ["secret"]}', /"auths" is not an object$/],
		['{"auths": {"r": "secret"}}', /"auths" is not an object whose values are each an object$/],
		['{"credsStore": 5}', /"credsStore" is not a string$/],
		['{"credHelpers": {"r": ["secret"]}}', /"credHelpers" is not an object whose values are each a string$/],
	])(
		'are refused for a broken file, with its name and without its text, and the file stays: %s',
		async (broken, words) => {
			const { credentials, text } = dockerConfig(broken);
			await expect(credentials.get('r')).rejects.toThrow(words);
			await expect(credentials.store({ server: 'r', username: 'u', password: 'p' })).rejects.toThrow(words);
			await expect(credentials.get('r')).rejects.not.toThrow(/c2VjcmV0|secret/);
			expect(text()).toBe(broken);
		},
	);

	test('come from DOCKER_AUTH_CONFIG until another login', async () => {
		const { env, json } = dockerConfig({ auths: { r: { auth: base64('file:1') }, s: { auth: base64('file:2') } } });
		const auths = { r: { auth: base64('env:3') }, t: { auth: base64('env:4') } };
		const credentials = loadCredentials({ ...env, DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) });
		expect(await credentials.get('r')).toMatchObject({ username: 'env' });
		expect(await credentials.get('s')).toMatchObject({ username: 'file' });
		expect((await credentials.all()).map(({ server }) => server).sort()).toEqual(['r', 's', 't']);
		await credentials.store({ server: 'r', username: 'new', password: '5' });
		expect(await credentials.get('r')).toMatchObject({ username: 'new' });
		await credentials.erase('t');
		expect(await credentials.get('t')).toBeUndefined();
		expect(Object.keys(json().auths as object)).toEqual(['r', 's']);
	});

	test.each(['junk', '[]', '{"auths": 1}', '{"auths": {"r": null}}'])(
		'passes over a DOCKER_AUTH_CONFIG that is %s',
		async text => {
			const { env } = dockerConfig({ auths: { r: { auth: base64('file:1') } } });
			const credentials = loadCredentials({ ...env, DOCKER_AUTH_CONFIG: text });
			expect(await credentials.get('r')).toMatchObject({ username: 'file' });
		},
	);

	test('are all stored by several logins at the same time', async () => {
		const { credentials, json } = dockerConfig();
		await credentials.store({ server: 'a', username: 'u', password: 'p' });
		await credentials.store({ server: 'b', username: 'u', password: 'p' });
		await credentials.store({ server: 'a', username: 'v', password: 'q' });
		expect(json()).toEqual({ auths: { a: { auth: base64('v:q') }, b: { auth: base64('u:p') } } });
		expect(await credentials.all()).toHaveLength(2);
	});
});
