import { describe, expect, test } from 'vitest';
import { resolveEndpoint } from '../../../../../source/engine/docker/connect/settings/resolve.js';
import { EngineError } from '../../../../../source/engine/errors.js';
import { around, contextFile, contextId, tlsFile } from '../helpers/settings.js';

const current = (name: string) => ({ '/cfg/config.json': JSON.stringify({ currentContext: name }) });
const harbour = contextFile('harbour', { Host: 'tcp://10.0.0.1:2376' });
const quay = contextFile('quay', { Host: 'unix:///quay.sock' });

/** Address and origin of all candidates. */
async function resolved(changes: Parameters<typeof around>[0]) {
	const { candidates } = await resolveEndpoint(around(changes));
	return candidates.map(({ url, origin }) => `${url} by ${origin}`);
}

describe('the order of precedence', () => {
	const texts = { ...harbour, ...quay, ...current('harbour') };
	const env = { DOCKER_HOST: 'unix:///env.sock', DOCKER_CONTEXT: 'quay' };

	test.each([
		['-c', { flags: { context: 'quay' }, env }, 'unix:///quay.sock by --context'],
		['-H', { flags: { host: ':1' }, env }, 'tcp://localhost:1 by --host'],
		['DOCKER_HOST', { env }, 'unix:///env.sock by DOCKER_HOST'],
		['DOCKER_CONTEXT', { env: { DOCKER_CONTEXT: 'quay' } }, 'unix:///quay.sock by DOCKER_CONTEXT'],
		['config.json', { env: {} }, 'tcp://10.0.0.1:2376 by current context'],
		['-c default', { flags: { context: 'default' }, env }, 'unix:///env.sock by DOCKER_HOST'],
		['-c default alone', { flags: { context: 'default' } }, 'unix:///var/run/docker.sock by default socket'],
		['an empty -c', { flags: { context: '' }, env }, 'unix:///env.sock by DOCKER_HOST'],
		['an empty -H', { flags: { host: '' }, env }, 'unix:///var/run/docker.sock by default socket'],
		['an empty DOCKER_HOST', { env: { DOCKER_HOST: '' } }, 'tcp://10.0.0.1:2376 by current context'],
	])('is that of the docker CLI for %s', async (_, changes, expected) => {
		expect(await resolved({ ...changes, texts })).toEqual([expected]);
	});

	test('does not allow -H and -c together, with the CLI’s words', async () => {
		await expect(resolved({ flags: { host: ':1', context: 'quay' }, texts })).rejects.toThrow(
			new EngineError('bad-request', 'conflicting options: cannot specify both --host and --context'),
		);
	});
});

describe('the usual sockets', () => {
	test('are the default socket first on Linux', async () => {
		const env = { XDG_RUNTIME_DIR: '/run/user/1000' };
		expect((await resolveEndpoint(around({ env }))).candidates.map(({ url }) => url)).toEqual([
			'unix:///var/run/docker.sock',
			'unix:///run/user/1000/docker.sock',
			'unix:///home/me/.docker/run/docker.sock',
			'unix:///home/me/.docker/desktop/docker.sock',
			'unix:///home/me/.colima/default/docker.sock',
			'unix:///home/me/.config/colima/default/docker.sock',
			'unix:///home/me/.orbstack/run/docker.sock',
			'unix:///home/me/.rd/docker.sock',
			'unix:///run/user/1000/podman/podman.sock',
			'unix:///run/podman/podman.sock',
		]);
	});

	test('are named pipes on Windows', async () => {
		const { candidates } = await resolveEndpoint(around({ platform: 'win32' }));
		expect(candidates[0]).toEqual({ url: 'npipe:////./pipe/docker_engine', origin: 'default socket' });
		expect(candidates.every(({ url }) => url.startsWith('npipe:////./pipe/'))).toBe(true);
	});

	test('are used with a broken config.json, too', async () => {
		const { candidates } = await resolveEndpoint(around({ texts: { '/cfg/config.json': '{' } }));
		expect(candidates[0]?.url).toBe('unix:///var/run/docker.sock');
	});
});

describe('TLS', () => {
	const first = async (changes: Parameters<typeof around>[0]) => (await resolveEndpoint(around(changes))).candidates[0];

	test('by environment variables applies to TCP only, with docker’s folder by default', async () => {
		const host = { DOCKER_HOST: 'tcp://h:1' };
		expect(await first({ env: { ...host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' } })).toEqual({
			url: 'tcp://h:1',
			origin: 'DOCKER_HOST',
			tls: { folder: '/certs', verify: true },
		});
		expect((await first({ env: { ...host, DOCKER_TLS: '1' } }))?.tls).toEqual({ folder: '/cfg', verify: false });
		expect((await first({ env: { ...host, DOCKER_CERT_PATH: '/certs' } }))?.tls).toBeUndefined();
		expect((await first({ env: { DOCKER_HOST: 'unix:///x', DOCKER_TLS_VERIFY: '1' } }))?.tls).toBeUndefined();
	});

	test('without a host uses the local TLS port', async () => {
		const { candidates } = await resolveEndpoint(around({ env: { DOCKER_TLS_VERIFY: '1' } }));
		expect(candidates.map(({ url }) => url)).toEqual(['tcp://localhost:2376']);
	});

	test('of a context comes from the context, not from the environment', async () => {
		const flags = { context: 'harbour' };
		const env = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
		expect((await first({ flags, env, texts: harbour }))?.tls).toBeUndefined();
		const texts = { ...harbour, [tlsFile('harbour', 'ca.pem')]: 'pem' };
		const folder = `/cfg/contexts/tls/${contextId('harbour')}/docker`;
		expect(await first({ flags, env, texts })).toEqual({
			url: 'tcp://10.0.0.1:2376',
			origin: '--context',
			context: 'harbour',
			tls: { folder, verify: true },
		});
		const careless = contextFile('harbour', { Host: 'tcp://10.0.0.1:2376', SkipTLSVerify: true });
		expect((await first({ flags, texts: careless }))?.tls).toEqual({ folder, verify: false });
	});
});

describe('an invalid context', () => {
	const refusal = (texts: Record<string, string>) =>
		resolveEndpoint(around({ flags: { context: 'harbour' }, texts })).then(
			() => expect.unreachable('it was resolved'),
			(error: unknown) => error as EngineError,
		);
	const file = `/cfg/contexts/meta/${contextId('harbour')}/meta.json`;

	test('is refused when it is missing', async () => {
		expect(await refusal({})).toMatchObject({
			kind: 'bad-request',
			message: `context "harbour": context not found: open ${file}: no such file or directory`,
		});
	});

	test('is refused when its file is broken', async () => {
		expect((await refusal({ [file]: '{' })).message).toContain(`context "harbour": parsing ${file}: `);
	});

	test('is refused when it has no docker endpoint', async () => {
		const meta = JSON.stringify({ Name: 'harbour', Endpoints: { kubernetes: {} } });
		expect((await refusal({ [file]: meta })).message).toContain('cannot find docker endpoint in context');
	});

	test('is refused when config.json names a missing one', async () => {
		await expect(resolveEndpoint(around({ texts: current('gone') }))).rejects.toThrow(
			'context "gone": context not found',
		);
	});
});
