import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createReadOnlyEngines } from '../../source/cli/engine/read-only-engines.js';
import type { DockerContext, Endpoint } from '../../source/domain/nouns/host.js';

const hosts: Readonly<Record<string, readonly string[]>> = {
	'db.example.com': ['10.0.0.5'],
	'alias.example.com': ['10.0.0.5'],
	'other.example.com': ['10.0.0.6'],
	'here.example.com': ['127.0.0.1'],
};

/** A resolver and an ssh configuration that do not depend on the machine. */
const look = {
	async lookup(host: string) {
		const code = host.startsWith('slow') ? 'EAI_AGAIN' : 'ENOTFOUND';
		return hosts[host] ?? Promise.reject(Object.assign(new Error(code), { code }));
	},
	sshConfig: async (host: string) => (host === 'prod' ? { host: '10.0.0.5', port: '2222' } : { host, port: '22' }),
};

const context = (name: string, url: string): DockerContext => ({
	kind: 'context',
	...{ name, url, description: '', current: false, origin: 'test' },
});
const contexts = [
	context('default', 'unix:///var/run/docker.sock'),
	context('prod-1', 'ssh://ops@db.example.com'),
	context('staging', 'tcp://other.example.com:2376'),
	context('broken', ''),
];

const engines = (patterns: readonly string[], ids: Readonly<Record<string, string>> = {}) =>
	createReadOnlyEngines({ patterns, contexts: async () => contexts, idAt: async ({ url }) => ids[url], look });

const endpoint = (url: string, name?: string): Endpoint => ({ url, origin: 'test', ...(name && { context: name }) });

const isProtected = (patterns: readonly string[], url: string, name?: string) =>
	engines(patterns).isReadOnly(endpoint(url, name), async () => 'ID-OF-ITS-OWN');

describe('an address', () => {
	test.each<[pattern: string, url: string, expected: boolean]>([
		['tcp://localhost:2375', 'tcp://127.0.0.1:2375', true],
		['tcp://localhost', 'tcp://127.0.0.1:2375', true],
		['tcp://localhost', 'tcp://[::1]:2376', true],
		['tcp://127.0.0.1:2375', 'tcp://localhost:2375', true],
		['tcp://127.0.0.1:2375', 'tcp://127.1:2375', true],
		['tcp://127.0.0.1:2375', 'tcp://0x7f000001:2375/', true],
		['tcp://127.0.0.1:2375', 'tcp://[::ffff:127.0.0.1]:2375', true],
		['tcp://127.0.0.1:2375', 'tcp://0.0.0.0:2375', true],
		['tcp://127.0.0.1:2375', `tcp://${os.hostname()}:2375`, true],
		['tcp://127.0.0.1:2375', 'tcp://here.example.com:2375', true],
		['tcp://127.0.0.1:2375', 'tcp://LOCALHOST.:2375', true],
		['TCP://Localhost:2375', 'tcp://127.0.0.1:2375', true],
		['https://db.example.com:2376', 'tcp://db.example.com:2376', true],
		['tcp://db.example.com:2376', 'https://10.0.0.5:2376', true],
		['tcp://db.example.com:2376', 'tcp://alias.example.com:2376', true],
		['tcp://db.example.com', 'tcp://db.example.com:2376', true],
		['tcp://db.example.com:2376', 'tcp://db.example.com:02376//', true],
		['tcp://db.example.com:2376/', 'tcp://user@db.example.com:2376', true],
		['tcp://db.example.com:2376/a', 'tcp://db.example.com:2376/b', false],
		['tcp://db.example.com:2376/a', 'tcp://db.example.com:2376//a/', true],
		['tcp://db.example.com:2376', 'tcp://db.example.com:2375', false],
		['tcp://db.example.com:2376', 'tcp://other.example.com:2376', false],
		['db.example.com', 'tcp://10.0.0.5:2375', true],
		['10.0.0.5:2376', 'tcp://db.example.com:2376', true],
		['tcp://10.0.0.*', 'tcp://db.example.com:2375', true],
		['tcp://10.0.0.*', 'tcp://nowhere.example.com:2375', false],
		['tcp://*.example.com:2376', 'tcp://db.EXAMPLE.com:2376', true],
		['tcp://10.0.0.1:2376', 'tcp://10x0y0z1:2376', false],
		// Without an answer of the resolver it may be any address.
		['tcp://slow.example.com:2376', 'tcp://10.0.0.9:2376', true],
		['tcp://slow.example.com:2376', 'tcp://10.0.0.9:2375', false],
		['tcp://gone.example.com:2376', 'tcp://10.0.0.9:2376', false],
		['ssh://db.example.com', 'ssh://root@db.example.com:22', true],
		['ssh://root@db.example.com', 'ssh://db.example.com', true],
		['ssh://db.example.com:22', 'ssh://ops@DB.example.com/', true],
		['ssh://db.example.com', 'ssh://10.0.0.5', true],
		['ssh://prod', 'ssh://10.0.0.5:2222', true],
		['ssh://10.0.0.5:2222', 'ssh://me@prod', true],
		['ssh://prod', 'ssh://10.0.0.5', false],
		['prod', 'ssh://10.0.0.5:2222', true],
		['ssh://db.example.com', 'ssh://db.example.com/run/user/1000/docker.sock', true],
		['ssh://db.example.com/var/run/docker.sock', 'ssh://db.example.com//run/docker.sock', true],
		['ssh://db.example.com/var/run/docker.sock', 'ssh://db.example.com', true],
		['ssh://db.example.com/run/docker.sock', 'ssh://db.example.com/run/user/1000/docker.sock', false],
		['ssh://*.example.com', 'ssh://db.example.com', true],
		['ssh://*.example.com', 'ssh://me@db.example.com:22', true],
		['ssh://*.example.com', 'ssh://db.example.com.evil.net', false],
		['npipe:////./pipe/docker_engine', String.raw`npipe://\\.\pipe\Docker_Engine`, true],
		['npipe://', 'npipe:////./pipe/docker_engine', true],
		['', 'tcp://db.example.com:2376', false],
		['*', 'tcp://db.example.com:2376', true],
	])('%s protects %s: %s', async (pattern, url, expected) => {
		expect(await isProtected([pattern], url)).toBe(expected);
	});
});

describe('a context', () => {
	test.each<[pattern: string, url: string, name: string | undefined, expected: boolean]>([
		['prod*', 'unix:///run/x.sock', 'prod-9', true],
		['prod*', 'unix:///run/x.sock', 'staging', false],
		['prod-1', 'ssh://db.example.com', undefined, true],
		['prod-1', 'ssh://10.0.0.5:22', 'another', true],
		['prod*', 'ssh://root@alias.example.com', undefined, true],
		['staging', 'tcp://10.0.0.6:2376', undefined, true],
		['staging', 'tcp://10.0.0.5:2376', undefined, false],
		['ssh://db.example.com', 'ssh://ops@db.example.com', 'prod-1', true],
		['default', 'unix:///run/docker.sock', undefined, true],
		['broken', 'tcp://10.0.0.5:2376', undefined, false],
		// A context's name does not count as a host.
		['prod-1', 'tcp://10.0.0.9:2376', undefined, false],
	])('%s protects %s, opened as context %s: %s', async (pattern, url, name, expected) => {
		expect(await isProtected([pattern], url, name)).toBe(expected);
	});
});

describe('a socket', () => {
	/** A folder with a socket at `run/engine.sock`, and other ways to it. */
	async function places(): Promise<string> {
		const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-names-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const at = (name: string) => path.join(folder, name);
		mkdirSync(at('run'));
		const server = createServer().listen(at('run/engine.sock'));
		await new Promise(resolve => server.once('listening', resolve));
		onTestFinished(() => void server.close());
		symlinkSync('run', at('var-run'));
		symlinkSync('run/engine.sock', at('link.sock'));
		linkSync(at('run/engine.sock'), at('hard.sock'));
		return folder;
	}

	const ways = [
		'run/engine.sock',
		'run//engine.sock',
		'./run/../run/engine.sock',
		'run/./engine.sock',
		'run/engine.sock/',
		'var-run/engine.sock',
		'link.sock',
		'hard.sock',
	];

	test.each(ways.flatMap(pattern => ways.map(url => [pattern, url] as const)))(
		'is the same by the paths %s and %s',
		async (pattern, url) => {
			const folder = await places();
			expect(await isProtected([`unix://${folder}/${pattern}`], `unix://${folder}/${url}`)).toBe(true);
		},
	);

	test('is the same by its path alone, by a relative path, and by patterns through links', async () => {
		const folder = await places();
		const url = `unix://${folder}/run/engine.sock`;
		const relative = path.relative(process.cwd(), `${folder}/run/engine.sock`);
		for (const pattern of [
			`${folder}/var-run/engine.sock`,
			`unix://${relative}`,
			`unix://${folder}/var-run/*.sock`,
			`${folder}/var-run/*`,
			`unix://${folder}/*/engine.sock`,
		]) {
			expect(`${pattern} ${await isProtected([pattern], url)}`).toBe(`${pattern} true`);
		}
		for (const pattern of [`unix://${folder}/run/other.sock`, `unix://${folder}/none/*.sock`, 'unix:///nowhere']) {
			expect(`${pattern} ${await isProtected([pattern], url)}`).toBe(`${pattern} false`);
		}
		// The links of the folders count also for a socket that does not exist yet.
		expect(await isProtected([`unix://${folder}/var-run/new.sock`], `unix://${folder}/run/new.sock`)).toBe(true);
	});
});

describe('an id', () => {
	const remote = 'tcp://10.0.0.9:2376';

	test('protects its engine under any name, and no other', async () => {
		const opened = engines(['id:7TR2:ABCD']);
		expect(await opened.isReadOnly(endpoint(remote), async () => '7tr2:abcd')).toBe(true);
		expect(await opened.isReadOnly(endpoint(remote), async () => 'other')).toBe(false);
	});

	test('is remembered from a protected name for all other names', async () => {
		const opened = engines(['prod*']);
		expect(await opened.isReadOnly(endpoint('unix:///nowhere/a.sock'), async () => 'x')).toBe(false);
		expect(await opened.isReadOnly(endpoint('ssh://db.example.com', 'prod-1'), async () => 'x')).toBe(true);
		expect(await opened.isReadOnly(endpoint('unix:///nowhere/a.sock'), async () => 'x')).toBe(true);
		expect(await opened.isReadOnly(endpoint('unix:///nowhere/a.sock'), async () => 'y')).toBe(false);
	});

	test('of a protected address on this machine is compared with that of any other address', async () => {
		const socket = 'unix:///nowhere/docker.sock';
		const opened = engines([socket], { [socket]: 'x' });
		expect(await opened.isReadOnly(endpoint('tcp://localhost:2375'), async () => 'x')).toBe(true);
		expect(await opened.isReadOnly(endpoint('tcp://localhost:2375'), async () => 'y')).toBe(false);
		const byContext = engines(['default'], { 'unix:///var/run/docker.sock': 'x' });
		expect(await byContext.isReadOnly(endpoint('tcp://localhost:2375'), async () => 'x')).toBe(true);
	});

	test('that an engine does not say protects it when there is one to compare with', async () => {
		expect(await engines(['id:x']).isReadOnly(endpoint(remote), async () => undefined)).toBe(true);
		expect(await engines(['prod']).isReadOnly(endpoint(remote), async () => undefined)).toBe(false);
		expect(await engines([]).isReadOnly(endpoint(remote), async () => undefined)).toBe(false);
		expect(await engines(['id:x']).isReadOnly(endpoint('demo://'), async () => undefined)).toBe(false);
	});
});
