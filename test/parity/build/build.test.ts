import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	type BuildValues,
	engineOptions,
	firstValues,
	readBuild,
	shownArgv,
} from '../../../source/actions/flows/build/build-options.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { loadCredentials } from '../../../source/engine/docker/registry/credentials.js';
import { createFiles } from '../../../source/runtime/files.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { type RecordedRequest, type RecordingProxy, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { dockerClis } from '../docker-clis.js';

const { skip, engine: real } = engineOrSkip();
const clis = dockerClis();

/** The values of a build form that differ from its defaults. */
const cases: Readonly<Record<string, Partial<BuildValues>>> = {
	'as it starts': {},
	'without a tag': { tags: [] },
	'several tags, one of a registry': { tags: ['shop', 'shop:2', 'registry.example.com:5000/team/shop:v2'] },
	'another Dockerfile': { dockerfile: 'docker/Dockerfile.dev' },
	'a Dockerfile outside of the folder': { dockerfile: '../outside.Dockerfile' },
	'a folder below': { context: 'docker', dockerfile: 'docker/Dockerfile.dev' },
	'a folder with a slash at its end': { context: './docker/', dockerfile: './docker/Dockerfile.dev' },
	'arguments with blanks, quotes, commas and equal signs': {
		buildArgs: ['A=1', 'B=two words', `C='x' "y"`, 'D=a=b,c', 'E=', 'F=line\none'],
	},
	'an argument from the environment, and one that is not there': { buildArgs: ['HOME', 'PLIMSOLL_NOT_THERE'] },
	labels: { labels: ['com.example.a=1', 'b', 'c=x=y', 'd=ü '] },
	'target, no cache and pull': { target: 'run', noCache: true, pull: true },
	'a platform': { platform: 'linux/amd64' },
};

describe.skipIf(skip || clis.length === 0)('docker build', () => {
	let folder: string;
	let proxy: RecordingProxy;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-build-parity-'));
		proxy = await startRecordingProxy({ target: real.host, listen: path.join(folder, 'proxy.sock') });
		const write = (name: string, text: string) => {
			mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
			writeFileSync(path.join(folder, name), text);
		};
		write('shop/Dockerfile', 'FROM scratch AS run\nCOPY . /\n');
		write('shop/docker/Dockerfile.dev', 'FROM scratch\nCOPY . /\n');
		write('outside.Dockerfile', 'FROM scratch\n');
		write('shop/.dockerignore', '# not sent\nnode_modules\n**/*.log\n!keep.log\n');
		write('shop/app.py', 'print(1)\n');
		write('shop/run.sh', '#!/bin/sh\n');
		chmodSync(path.join(folder, 'shop/run.sh'), 0o755);
		write('shop/ünïcode name', '');
		write('shop/node_modules/x/index.js', 'x');
		write('shop/a/keep.log', 'k');
		write('shop/a/drop.log', 'd');
		write('shop/keep.log', 'k');
		symlinkSync('../app.py', path.join(folder, 'shop/a/link'));
		linkSync(path.join(folder, 'shop/app.py'), path.join(folder, 'shop/same.py'));
		execFileSync('mkfifo', ['-m', '640', path.join(folder, 'shop/pipe')]);
		const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
		const auths = { 'https://index.docker.io/v1/': auth('ada:pw'), 'registry.example.com:5000': auth('bob:pä:ss') };
		write('.docker/config.json', JSON.stringify({ auths }));
	});
	beforeEach(() => {
		proxy.fault('POST /build', { kind: 'fail', status: 500, type: 'application/json', body: '{"message":"seen"}' });
	});
	afterEach(() => proxy.clearFaults());
	afterAll(async () => {
		await proxy.close();
		rmSync(folder, { recursive: true });
	});

	const only = (): RecordedRequest => {
		const seen = proxy.of('POST /build');
		proxy.forget();
		expect(seen).toHaveLength(1);
		return seen[0]!;
	};

	type Builder = 'classic' | 'buildkit';
	async function ours(
		values: BuildValues,
		builder: Builder,
	): Promise<{ argv: readonly string[]; request: RecordedRequest }> {
		const files = createFiles(path.join(folder, 'shop'));
		const build = readBuild(values);
		const credentials = loadCredentials({ DOCKER_CONFIG: path.join(folder, '.docker') });
		const engine = createDockerEngine(await openClient({ url: proxy.host, origin: 'test' }));
		const { signal } = new AbortController();
		const options = { ...engineOptions(files, build), builder, auth: await credentials.all() };
		const events = engine.images.build(options, { signal })[Symbol.asyncIterator]();
		await expect(drain(events)).rejects.toMatchObject({ message: 'seen' });
		engine.close();
		return { argv: shownArgv(files, build), request: only() };
	}

	async function theirs(cli: string, argv: readonly string[], builder: Builder): Promise<RecordedRequest> {
		const env = { HOME: folder, DOCKER_HOST: proxy.host, DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' };
		const run = promisify(execFile)(cli, argv.slice(1), { cwd: path.join(folder, 'shop'), env });
		await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('seen') });
		return only();
	}

	/** Returns our request and the request of the shown command, from the same home folder. */
	async function both(file: string, name: string, builder: Builder) {
		const home = process.env.HOME;
		process.env.HOME = folder;
		const values = { ...firstValues(path.join(folder, 'shop')), ...cases[name] };
		const { argv, request } = await ours(values, builder).finally(() => {
			process.env.HOME = home;
		});
		return [await comparable(request), await comparable(await theirs(file, argv, builder))] as const;
	}

	describe.each(clis)('in CLI $version, given the shown command', ({ file }) => {
		test.each(Object.keys(cases))('sends our request for a form with %s', async name => {
			const [sent, expected] = await both(file, name, 'classic');
			expect(sent).toEqual(expected);
		});
	});

	// Later CLIs have their BuildKit client in a plugin, which uses another interface of the engine.
	const old = clis.filter(({ version }) => Number.parseInt(version, 10) < 23);
	describe.each(old)('with BuildKit in CLI $version, given the shown command', ({ file }) => {
		test.each(Object.keys(cases))('sends our request for a form with %s', async name => {
			const [sent, expected] = await both(file, name, 'buildkit');
			// With BuildKit the builder requests credentials in the session.
			expect(sent).toEqual({ ...expected, auth: sent.auth, type: sent.type });
			expect(sent.query).toEqual(expect.arrayContaining(['remote client-session', 'version 2']));
		});
	});
});

async function drain(events: AsyncIterator<unknown>): Promise<void> {
	while (!(await events.next()).done) {}
}

/** The parameters that only the CLI sends: they are the engine's defaults. */
const defaults: Readonly<Record<string, string>> = {
	...{ cgroupparent: '', cpuperiod: '0', cpuquota: '0', cpusetcpus: '', cpusetmems: '', cpushares: '0', memory: '0' },
	...{ memswap: '0', networkmode: 'default', rm: '1', shmsize: '0', version: '1', ulimits: 'null' },
	...{ buildargs: '{}', labels: '{}', cachefrom: '[]', target: '' },
};

async function comparable({ query, headers, body }: RecordedRequest) {
	const said = [...query].filter(([name, value]) => defaults[name] !== value);
	const entries = await readTar(body);
	// A Dockerfile from outside the context is sent under a random name.
	const named = (text: string) => text.replace(/\.dockerfile\.[0-9a-f]{20}/, '.dockerfile.*');
	const told = (name: string, value: string) =>
		['buildid', 'session'].includes(name) ? '*' : name === 'dockerfile' ? named(value || 'Dockerfile') : sorted(value);
	return {
		query: said.map(([name, value]) => [name, told(name, value)].join(' ')).sort(),
		auth: JSON.parse(Buffer.from(String(headers['x-registry-config'] ?? 'e30'), 'base64url').toString()),
		type: headers['content-type'],
		entries: entries.map(named).sort(),
	};
}

/** Returns JSON with sorted keys, and any other text unchanged. */
function sorted(text: string): string {
	if (!text.startsWith('{')) {
		return text;
	}
	return JSON.stringify(Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the entries of a tar: name, kind, permissions (older CLIs add the kind to them), owner, target and content. */
async function readTar(body: Buffer): Promise<string[]> {
	const all: string[] = [];
	// The CLI omits the end of a tar to which it adds a Dockerfile from outside.
	const end = Buffer.alloc(1024 + 512 - (body.length % 512));
	const tar = Readable.from([Buffer.concat([body, end])]).pipe(extract());
	for await (const entry of tar) {
		const { name, type, mode, uid, gid, linkname } = entry.header;
		const chunks: Buffer[] = [];
		for await (const chunk of entry) {
			chunks.push(chunk as Buffer);
		}
		const content = Buffer.concat(chunks).toString();
		all.push([name, type, ((mode ?? 0) & 0o7777).toString(8), uid, gid, linkname, JSON.stringify(content)].join(' '));
	}
	return all;
}
