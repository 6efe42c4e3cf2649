import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { quote } from '../../../source/domain/command.js';
import { dockerClis } from '../docker-clis.js';
import { comparable, essence } from '../normalize.js';
import { recordCli } from '../record-cli.js';
import { recordCall } from '../record-wire.js';
import { type CommandCase, commandCases } from './command-cases.js';

const env = { GIVEN: 'from outside', DOCKER_BUILDKIT: '0' };
const clis = dockerClis();
const named = (apiVersion: string) =>
	commandCases(apiVersion).map(one => ({ ...one, line: quote(one.argv), apiVersion }));

/** Returns the requests that the CLI sent for the command line, and those that the adapter sent for the call. */
async function sides(cli: string, { argv, call, input, apiVersion }: CommandCase & { apiVersion: string }) {
	const run = await recordCli(cli, argv.slice(1), { apiVersion, env, input });
	const mine = await recordCall(apiVersion, call);
	const theirs = run.requests.map(comparable);
	return { theirs: theirs.length > 0 ? theirs : run.stderr, mine: mine.map(comparable) };
}

beforeAll(() => vi.stubEnv('GIVEN', env.GIVEN));
afterAll(() => vi.unstubAllEnvs());

describe.each(clis.filter(cli => cli.modern))('the adapter, compared with CLI $version,', cli => {
	test.concurrent.for([...named('1.41'), ...named('1.50')])(
		'sends the same on API $apiVersion for $line',
		async (one, { expect }) => {
			const { theirs, mine } = await sides(cli.file, one);
			expect(mine).toEqual(theirs);
		},
	);
});

describe.each(clis.filter(cli => !cli.modern))(
	// Older CLIs send a prune of the build cache differently, and platforms as they are typed.
	'the adapter, compared with CLI $version,',
	cli => {
		const known = named('1.41').filter(({ line }) => !/builder prune|--platform/.test(line));
		test.concurrent.for(known)('sends the same for $line', async (one, { expect }) => {
			const { theirs, mine } = await sides(cli.file, one);
			expect(familiar(mine)).toEqual(familiar(theirs));
		});
	},
);

/** Shortens names: 20.10 sends short names where 28 sends full ones; the engine accepts both. */
function familiar(request: unknown): unknown {
	return JSON.parse(JSON.stringify(essence(request)).replaceAll(/docker\.io\/(library\/)?/g, ''));
}

if (clis.length === 0) {
	test('parity of commands', context => context.skip('no docker CLI is installed'));
}
