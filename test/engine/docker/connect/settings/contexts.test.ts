import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliSettings } from '../../../../../source/engine/docker/connect/settings/pick-context.js';
import { dockerContexts, resolveEndpoint } from '../../../../../source/engine/docker/connect/settings/resolve.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { makeCertificates } from '../helpers/certificates.js';
import { scratchFolder } from '../helpers/scratch.js';
import { around, contextFile } from '../helpers/settings.js';

test('dockerContexts sorts the contexts by name and number, includes default and marks the current one', async () => {
	const texts = {
		...contextFile('prod10', { Host: 'ssh://me@prod10' }),
		...contextFile('prod2', { Host: 'tcp://prod2:2375' }, 'second\u001b[2J'),
		...contextFile('alpha', { Host: 'unix:///a.sock' }),
		...contextFile('leaky', { Host: 'tcp://me:secret@h:1' }),
		'/cfg/config.json': '{"currentContext":"prod2"}',
	};
	const fromFile = (name: string) => ({
		kind: 'context',
		name,
		description: '',
		current: false,
		origin: 'context file',
		file: Object.keys(contextFile(name, {}))[0],
	});
	expect(await dockerContexts(around({ texts }))).toEqual([
		{ ...fromFile('alpha'), url: 'unix:///a.sock' },
		{
			kind: 'context',
			name: 'default',
			url: 'unix:///var/run/docker.sock',
			description: 'Current DOCKER_HOST based configuration',
			current: false,
			origin: 'default socket',
		},
		{ ...fromFile('leaky'), url: 'tcp://h:1' },
		{ ...fromFile('prod2'), url: 'tcp://prod2:2375', description: 'second', current: true },
		{ ...fromFile('prod10'), url: 'ssh://me@prod10' },
	]);
});

test('dockerContexts lists the other contexts beside an unreadable one, with the reason for a missing address', async () => {
	const texts = {
		...contextFile('good', { Host: 'unix:///a.sock' }),
		'/cfg/contexts/meta/0123/meta.json': '{',
		[Object.keys(contextFile('none', {}))[0] ?? '']: '{"Name":"none","Endpoints":{}}',
	};
	const found = await dockerContexts(around({ texts, env: { DOCKER_HOST: ':7' } }));
	expect(found.map(({ name, url, current }) => [name, url, current])).toEqual([
		['default', 'tcp://localhost:7', true],
		['good', 'unix:///a.sock', false],
		['none', '', false],
	]);
	expect(found[2]?.description).toContain('cannot find docker endpoint in context');
});

test('dockerContexts names the source of each address and the TLS settings', async () => {
	const texts = contextFile('careless', { Host: 'tcp://h:2376', SkipTLSVerify: true });
	const env = { DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
	const [careless, byDefault] = await dockerContexts(around({ texts, env }));
	expect(byDefault).toMatchObject({ origin: 'DOCKER_HOST', tls: { folder: '/certs', verify: true } });
	expect(careless).toMatchObject({ origin: 'context file', tls: { verify: false } });
});

const { skip, engine } = engineOrSkip('dockerCli');

describe.skipIf(skip)('the docker CLI’s own contexts', () => {
	type Row = { Name: string; Description: string; DockerEndpoint: string; Current: boolean };

	test('are listed and resolved as the docker CLI does', async () => {
		const folder = scratchFolder();
		const certificates = path.join(folder, 'certificates');
		mkdirSync(certificates);
		const { client } = makeCertificates(certificates);
		const env = { PATH: process.env.PATH, HOME: folder, DOCKER_CONFIG: path.join(folder, 'docker') };
		const docker = (...args: string[]) =>
			execFileSync(engine.dockerCli, args, { env, encoding: 'utf8', stdio: 'pipe' });
		docker('context', 'create', 'plain', '--description', 'two words', '--docker', `host=${engine.host}`);
		docker('context', 'create', 'far', '--docker', 'host=ssh://me@far:2222');
		const pems = `ca=${client}/ca.pem,cert=${client}/cert.pem,key=${client}/key.pem`;
		docker('context', 'create', 'safe', '--docker', `host=tcp://127.0.0.1:2376,${pems}`);
		docker('context', 'create', 'careless', '--docker', 'host=tcp://127.0.0.1:2376,skip-tls-verify=true');
		docker('context', 'use', 'plain');

		const rows = docker('context', 'ls', '--format', '{{json .}}').trim().split('\n');
		const theirs = rows.map(row => JSON.parse(row) as Row);
		const here = cliSettings({}, env);
		const ours = await dockerContexts(here);
		expect(ours.map(({ name, url, description, current }) => ({ name, url, description, current }))).toEqual(
			theirs.map(row => ({
				name: row.Name,
				url: row.DockerEndpoint,
				description: row.Description,
				current: row.Current,
			})),
		);

		const tlsOf = (name: string) => ours.find(context => context.name === name)?.tls?.verify;
		expect(['safe', 'careless', 'plain', 'far'].map(tlsOf)).toEqual([true, false, undefined, undefined]);

		const of = async (context: string) => (await resolveEndpoint({ ...here, flags: { context } })).candidates[0];
		expect((await resolveEndpoint(here)).candidates).toEqual([
			{ url: engine.host, context: 'plain', origin: 'current context' },
		]);
		const tls = (await of('safe'))?.tls;
		expect(tls?.verify).toBe(true);
		expect(execFileSync('cat', [`${tls?.folder}/ca.pem`], { encoding: 'utf8' })).toContain('BEGIN CERTIFICATE');
		expect((await of('careless'))?.tls?.verify).toBe(false);
		expect((await of('plain'))?.tls).toBeUndefined();
	});

	test('are refused in the docker CLI’s words when they are missing', async () => {
		const folder = scratchFolder();
		writeFileSync(path.join(folder, 'config.json'), '{"currentContext":"gone"}');
		const env = { PATH: process.env.PATH, HOME: folder, DOCKER_CONFIG: folder };
		const ours = await resolveEndpoint(cliSettings({}, env)).catch((error: Error) => error.message);
		expect(() => execFileSync(engine.dockerCli, ['ps'], { env, stdio: 'pipe' })).toThrow(/context.*gone.*not found/s);
		expect(ours).toMatch(/context.*gone.*not found/s);
	});
});
