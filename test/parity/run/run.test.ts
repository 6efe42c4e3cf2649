import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { splitShellWords } from '../../../source/domain/command.js';
import { parseRunArgv } from '../../../source/domain/run/parse-argv.js';
import type { RequestContext } from '../../../source/domain/run/request/context.js';
import { createRequest } from '../../../source/domain/run/request.js';
import { type RunVerb, runArgv } from '../../../source/domain/run/to-argv.js';
import { UsageError } from '../../../source/domain/run/usage-error.js';
import { arbitraryOptions } from '../../domain/run/arbitrary-options.js';
import fc from '../../helpers/fast-check.js';
import { type DockerCli, dockerClis } from '../docker-clis.js';
import { comparable, essence } from '../normalize.js';
import { type CliRun, recordCli } from '../record-cli.js';
import { type Recorded, recordCall } from '../record-wire.js';
import { caseFiles, runCases } from './run-cases.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-run-'));
const cwd = path.join(folder, 'work');
mkdirSync(cwd);
for (const [name, text] of Object.entries(caseFiles)) {
	writeFileSync(path.join(cwd, name), text);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { GIVEN: 'from outside' };
const own = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch;

function contextOf(apiVersion: string): RequestContext {
	return { apiVersion, env, files: caseFiles, folder: cwd, platform: `linux/${own}`, consoleSize: [0, 0] };
}

/** Returns the request that the adapter sends, or the message with which plimsoll refuses the line. */
async function ours(words: readonly string[], verb: RunVerb, apiVersion: string): Promise<Recorded | string> {
	const parsed = parseRunArgv(words, verb);
	if (parsed.errors[0] !== undefined) {
		return parsed.errors[0].message;
	}
	try {
		const request = createRequest(parsed.options, verb, contextOf(apiVersion));
		const [sent] = await recordCall(apiVersion, ({ containers }, call) => containers.create(request, call));
		return sent!;
	} catch (error) {
		if (error instanceof UsageError) {
			return error.message;
		}
		throw error;
	}
}

function createOf(run: CliRun): Recorded | undefined {
	return run.requests.find(request => request.path === '/containers/create');
}

const theirs = (cli: DockerCli, words: readonly string[], apiVersion: string) =>
	recordCli(cli.file, words, { apiVersion, cwd, env });

const clis = dockerClis();
const modern = clis.filter(cli => cli.modern);
const old = clis.filter(cli => !cli.modern);

describe.each(modern)('docker create, compared with CLI $version,', cli => {
	test.concurrent.for(runCases.filter(isSame(cli)))('sends the same for %s', async (line, { expect }) => {
		const words = splitShellWords(line);
		for (const apiVersion of versionsFor(line)) {
			const run = await theirs(cli, ['create', ...words], apiVersion);
			const request = createOf(run);
			const mine = await ours(words, 'create', apiVersion);
			if (request === undefined || typeof mine === 'string') {
				expect({ refused: typeof mine === 'string', said: run.stderr, request }).toEqual({
					refused: true,
					said: hasOurWords(cli) ? expect.stringContaining(String(mine)) : expect.stringMatching(/./),
					request: undefined,
				});
			} else {
				expect(comparable(mine)).toEqual(comparable(request));
			}
		}
	});
});

/** Returns a filter for the cases that a CLI judges as we do: later ones refuse an IPv6 address without brackets. */
function isSame(cli: DockerCli): (line: string) => boolean {
	return line => hasOurWords(cli) || !line.startsWith('-p ::');
}

/** Returns true if a CLI refuses in the words that the forms show; later ones refuse the same in other words. */
function hasOurWords({ version }: DockerCli): boolean {
	return version.startsWith('28.2.');
}

/** Returns the API versions for a case: flags of newer APIs are tried on an old and a new one. */
function versionsFor(line: string): string[] {
	return /mac-address|start-interval|annotation|bind-recursive|network name=/.test(line) ? ['1.41', '1.50'] : ['1.41'];
}

const runLines = [
	'-d busybox',
	'-dit --rm --name web busybox sh',
	'-d -a stdin busybox',
	'-t --detach=false -p 80 busybox',
	'--sig-proxy=false -d --restart always busybox',
	'-d --memory 6m --foo busybox',
];

describe.each(modern)('docker run, compared with CLI $version,', cli => {
	test.concurrent.for(runLines)('sends the same for %s', async (line, { expect }) => {
		const words = splitShellWords(line);
		const run = await theirs(cli, ['run', ...words], '1.41');
		const mine = await ours(words, 'run', '1.41');
		const request = createOf(run);
		expect(request ?? run.stderr).toEqual(typeof mine === 'string' ? expect.stringContaining(mine) : mine);
	});
});

/** 20.10 sends relative paths and the names of capabilities unchanged. */
const unlikeOld = /-v \.|src=\.|--cap-/;

describe.each(old)('docker create, compared with the older CLI $version,', cli => {
	test.concurrent.for(runCases.filter(line => !unlikeOld.test(line)))(
		'sends the same for %s',
		async (line, { expect }) => {
			const words = splitShellWords(line);
			const mine = await ours(words, 'create', '1.41');
			const request = typeof mine === 'string' ? undefined : createOf(await theirs(cli, ['create', ...words], '1.41'));
			if (request !== undefined) {
				expect(essence(comparable(mine as Recorded))).toEqual(essence(comparable(request)));
			}
		},
	);
});

describe.each(modern)('docker create with proxies in the config file, compared with CLI $version,', cli => {
	const proxies = { httpProxy: 'http://p:1', httpsProxy: 'http://p:2', noProxy: 'x', ftpProxy: 'f', allProxy: 'all' };
	test.each(['busybox', '-e A=b -e http_proxy=mine -e NO_PROXY busybox'])(
		'sends the same environment for %s',
		async line => {
			const words = splitShellWords(line);
			const config = { proxies: { default: proxies } };
			const run = await recordCli(cli.file, ['create', ...words], { apiVersion: '1.41', cwd, env, config });
			const { body } = createRequest(parseRunArgv(words, 'create').options, 'create', {
				...contextOf('1.41'),
				proxies,
			});
			const sent = createOf(run)?.body as { Env: string[] };
			expect([...(body.Env as string[])].sort()).toEqual(sent.Env.sort());
		},
	);
});

if (clis.length === 0) {
	test('parity of docker run', context => context.skip('no docker CLI is installed'));
}

describe.each(modern)('docker create with generated options, compared with CLI $version,', cli => {
	const generated = fc.sample(arbitraryOptions, { seed: 20, numRuns: 80 });
	test.concurrent.for(generated)('sends the same in case %#', async (options, { expect }) => {
		const words = runArgv(options, 'create').slice(2);
		const run = await theirs(cli, ['create', ...words], '1.44');
		const request = createOf(run);
		expect(request, run.stderr).toBeDefined();
		expect(comparable((await ours(words, 'create', '1.44')) as Recorded)).toEqual(comparable(request!));
	});
});
