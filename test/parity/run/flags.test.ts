import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
	globalFlags,
	ignoredFlags,
	ignoredGlobalFlags,
	runFlags,
	unsupportedFlags,
	windowsFlags,
} from '../../../source/domain/run/flags/run-flags.js';
import { dockerClis } from '../docker-clis.js';

type Shape = { name: string; short: string | undefined; takesValue: boolean };

/** Returns the flags of a help text: `  -e, --env list   Set …`; a switch has no type after its name. */
function flagsOf(help: string): Shape[] {
	return [...help.matchAll(/^ {2,}(?:-(\w), )?\s*--([\w-]+)(?: ([\w-]+))?(?: {2,}|$)/gm)].map(
		([, short, name, type]) => ({
			...{ name: name!, short, takesValue: type !== undefined },
		}),
	);
}

function shapes(flags: readonly { name: string; short?: string; takesValue: boolean }[]): Map<string, Shape> {
	return new Map(flags.map(({ name, short, takesValue }) => [name, { name, short, takesValue }]));
}

/** Every flag that the parser of `docker run` lines accepts. */
const known = [...runFlags, ...unsupportedFlags, ...ignoredFlags, ...windowsFlags];

describe.each(dockerClis())('a docker run line, compared with the help of CLI $version,', ({ file }) => {
	const ours = shapes(known);
	test.each(flagsOf(execFileSync(file, ['run', '--help'], { encoding: 'utf8' })))('may have the flag --$name', flag => {
		expect(ours.get(flag.name)).toEqual(flag);
	});
});

describe.each(dockerClis().filter(cli => cli.modern))(
	'docker’s global flags, compared with the help of CLI $version,',
	({ file }) => {
		const ours = shapes([...globalFlags, ...ignoredGlobalFlags]);
		const theirs = flagsOf(execFileSync(file, ['--help'], { encoding: 'utf8' })).filter(
			({ name }) => name !== 'version',
		);
		test.each(theirs)('include --$name', flag => {
			expect(ours.get(flag.name)).toEqual(flag);
		});
	},
);

test('no flag is in two of the lists of flags', () => {
	const names = known.map(flag => flag.name);
	expect(new Set(names).size).toBe(names.length);
});
