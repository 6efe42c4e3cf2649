import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { quote } from '../../source/domain/command.js';
import { type CommandCase, commandCases } from './command-cases.js';
import { dockerClis } from './docker-clis.js';
import { comparable, essence } from './normalize.js';
import { recordCli } from './record-cli.js';
import { recordCall } from './record-wire.js';

const env = { GIVEN: 'from outside', DOCKER_BUILDKIT: '0' };
const clis = dockerClis();
const named = (apiVersion: string) =>
	commandCases(apiVersion).map(one => ({ ...one, line: quote(one.argv), apiVersion }));

/** The requests that the CLI sent for the command line, and those that the adapter sent for the call. */
async function sides(cli: string, { argv, call, input, apiVersion }: CommandCase & { apiVersion: string }) {
	const run = await recordCli(cli, argv.slice(1), { apiVersion, env, input });
	const mine = await recordCall(apiVersion, call);
	const theirs = run.requests.map(comparable);
	return { theirs: theirs.length > 0 ? theirs : run.stderr, mine: mine.map(comparable) };
}

beforeAll(() => vi.stubEnv('GIVEN', env.GIVEN));
afterAll(() => vi.unstubAllEnvs());

describe.each(clis.filter(cli => cli.modern))('the adapter sends what CLI $version sends for', cli => {
	test.concurrent.for([...named('1.41'), ...named('1.50')])('$apiVersion $line', async (one, { expect }) => {
		const { theirs, mine } = await sides(cli.file, one);
		expect(mine).toEqual(theirs);
	});
});

describe.each(clis.filter(cli => !cli.modern))(
	'CLI $version, but for the build cache and for platforms, which it sends as they are typed',
	cli => {
		const known = named('1.41').filter(({ line }) => !/builder prune|--platform/.test(line));
		test.concurrent.for(known)('$line', async (one, { expect }) => {
			const { theirs, mine } = await sides(cli.file, one);
			expect(familiar(mine)).toEqual(familiar(theirs));
		});
	},
);

/** 20.10 sends short names where 28 sends whole ones; the engine takes both. */
function familiar(request: unknown): unknown {
	return JSON.parse(JSON.stringify(essence(request)).replaceAll(/docker\.io\/(library\/)?/g, ''));
}

if (clis.length === 0) {
	test('parity of commands', context => context.skip('no docker CLI is installed'));
}
