import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeCalls } from '../../../../source/engine/docker/compose/compose.js';
import { drain } from '../../../helpers/drain.js';
import { composeOrSkip } from '../../../helpers/engine/compose-plugins.js';
import { findProgram } from '../../../helpers/engine/programs.js';
import { type SshServer, startSshServer } from '../connect/helpers/sshd.js';

const { skip, compose } = composeOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);
const call = { signal: new AbortController().signal };

describe.skipIf(skipSsh)('a project of an engine over ssh', () => {
	let server: SshServer;
	let folder: string;
	beforeAll(async () => {
		const docker = `env DOCKER_CONFIG=${compose.config} ${compose.docker}`;
		server = await startSshServer('unix:///nowhere/docker.sock', docker);
		// The remote shell must not read anything in the names.
		folder = mkdtempSync(path.join(os.tmpdir(), "plimsoll it's $HOME "));
		writeFileSync(
			path.join(folder, 'compose.yaml'),
			'services:\n  web:\n    image: busybox\n    command: echo $$HOME\n',
		);
	});
	afterAll(async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const calls = (socket = '') =>
		composeCalls({ url: `ssh://127.0.0.1:${server.port}${socket}`, origin: 'test' }, server.env);
	const files = (name = 'compose.yaml') => ({
		name: 'shop',
		workingDir: folder,
		configFiles: [path.join(folder, name)],
		environmentFiles: [],
	});

	test('has its compose on that machine', async () => {
		expect(await calls().tool(call)).toMatchObject({ kind: 'plugin', host: '127.0.0.1' });
	});

	test('is read where its files are, with hashes and sources', async () => {
		const { model, hashes, sources, watch } = await calls().read(files(), { profiles: [], first: new Map() }, call);
		expect(model.services.web).toMatchObject({ image: 'busybox', command: ['echo', '$HOME'] });
		expect(hashes.get('web')).toMatch(/^[0-9a-f]{64}$/);
		expect(sources[0]?.text).toContain('services:');
		expect(watch).toEqual({ files: [], host: '127.0.0.1', unknown: [] });
	});

	test('is refused with the path when its files are not on that machine', async () => {
		const gone = calls().read(files('gone.yaml'), { profiles: [], first: new Map() }, call);
		await expect(gone).rejects.toMatchObject({ kind: 'bad-request', message: expect.stringContaining('gone.yaml') });
	});

	test('is brought up on that machine with the words of its compose', async () => {
		const before = server.dockers().length;
		const up = calls('/srv/docker.sock').run(files(), { words: ['up', '-d'], profiles: [] }, call);
		await expect(drain(up)).rejects.toMatchObject({
			kind: 'stream',
			message: expect.stringContaining('/srv/docker.sock'),
		});
		const last = server.dockers().slice(before).at(-1)?.args;
		expect(last).toBe(`compose --progress json --ansi never -f ${folder}/compose.yaml -p shop up -d`);
	});

	test('is not looked for in the folder where plimsoll was started', async () => {
		expect(await calls().find(folder, call)).toBeUndefined();
	});

	test('reports the failure of ssh', async () => {
		const nobody = composeCalls({ url: 'ssh://127.0.0.1:1', origin: 'test' }, server.env);
		await expect(nobody.tool(call)).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(/refused/),
		});
	});
});
