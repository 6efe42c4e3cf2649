import { describe, test } from 'vitest';
import { quote } from '../../source/domain/command.js';
import { type CommandCase, commandCases } from './command-cases.js';
import { dockerClis } from './docker-clis.js';
import { comparable, essence } from './normalize.js';
import { recordCli } from './record-cli.js';

const env = { GIVEN: 'from outside', DOCKER_BUILDKIT: '0' };
const clis = dockerClis();
const named = (apiVersion: string) =>
	commandCases(apiVersion).map(one => ({ ...one, line: quote(one.argv), apiVersion }));

/** What the CLI sent that changes something, and the same of ours. */
async function sides(cli: string, { argv, request, apiVersion }: CommandCase & { apiVersion: string }) {
	const run = await recordCli(cli, argv.slice(1), { apiVersion, env });
	const query = Object.fromEntries(
		Object.entries(request.query).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
	);
	const [theirs] = run.requests.map(comparable);
	return { theirs: theirs ?? run.stderr, mine: comparable(JSON.parse(JSON.stringify({ ...request, query }))) };
}

describe.each(clis.filter(cli => cli.modern))('CLI $version', cli => {
	test.concurrent.for([...named('1.41'), ...named('1.50')])('$apiVersion $line', async (one, { expect }) => {
		const { theirs, mine } = await sides(cli.file, one);
		expect(theirs).toEqual(mine);
	});
});

describe.each(clis.filter(cli => !cli.modern))(
	'CLI $version, but for the build cache and for platforms, which it sends as they are typed',
	cli => {
		const known = named('1.41').filter(({ line }) => !/builder prune|--platform/.test(line));
		test.concurrent.for(known)('$line', async (one, { expect }) => {
			const { theirs, mine } = await sides(cli.file, one);
			expect(familiar(theirs)).toEqual(familiar(mine));
		});
	},
);

/** 20.10 sends short names where 28 sends whole ones; the engine takes both. */
function familiar(request: unknown): unknown {
	return JSON.parse(JSON.stringify(essence(request)).replaceAll(/docker\.io\/(library\/)?/g, ''));
}

if (clis.length === 0) test('parity of commands', context => context.skip('no docker CLI is installed'));
