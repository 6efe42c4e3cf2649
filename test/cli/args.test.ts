import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../source/cli/args.js';
import { commandNames, shells } from '../../source/cli/command-line/table.js';
import { usageOf } from '../../source/cli/command-line/usage.js';

const wrong = (...argv: string[]) => {
	const parsed = parseCommandLine(argv);
	return parsed.kind === 'wrong' ? parsed.message : parsed.kind;
};

describe('the command line', () => {
	test('without options opens the dashboard on docker’s default engine', () => {
		expect(parseCommandLine([])).toEqual({
			kind: 'run',
			args: {
				host: undefined,
				context: undefined,
				readOnly: false,
				demo: false,
				once: false,
				json: false,
				all: false,
				stats: true,
				filters: {},
				project: undefined,
				ascii: false,
				config: undefined,
			},
		});
	});

	test('takes the name of a project, which must not be empty', () => {
		expect(parseCommandLine(['--project', 'shop'])).toMatchObject({ kind: 'run', args: { project: 'shop' } });
		expect(wrong('--project=')).toBe('--project needs the name of a project');
		expect(wrong('--project')).toMatch(/argument missing/);
	});

	test('accepts every flag of the usage, short and long', () => {
		const argv = ['-H', 'tcp://h:1', '--read-only', '--once', '--json', '--all', '--ascii', '--config=f.yaml'];
		const filters = ['--filter', 'label=a=b', '--filter', 'status=running', '--filter=status=paused'];
		expect(parseCommandLine([...argv, ...filters])).toMatchObject({
			kind: 'run',
			args: {
				host: 'tcp://h:1',
				readOnly: true,
				once: true,
				json: true,
				all: true,
				ascii: true,
				config: 'f.yaml',
				filters: { label: ['a=b'], status: ['running', 'paused'] },
			},
		});
		expect(parseCommandLine(['-c', 'prod'])).toMatchObject({ args: { context: 'prod' } });
		expect(parseCommandLine(['--host=ssh://me@box'])).toMatchObject({ args: { host: 'ssh://me@box' } });
		const named = [...usageOf().matchAll(/--([a-z-]+)/g)].map(([, name]) => name as string);
		for (const name of new Set(named)) {
			expect(wrong(`--${name}`), name).not.toMatch(/unknown/i);
		}
	});

	test('answers help and version before anything else', () => {
		expect([wrong('-h'), wrong('--help', '--once'), wrong('-v'), wrong('--version')]).toEqual([
			'help',
			'help',
			'version',
			'version',
		]);
	});

	test('is refused with the reason in one sentence', () => {
		expect(wrong('--frob')).toMatch(/Unknown option '--frob'$/);
		expect(wrong('web')).toBe('unknown command "web" for "plimsoll"; "plimsoll logs web" shows its log');
		expect(wrong('--once', '--filter', 'status=exited', 'web')).toContain('unknown command "web"');
		expect(wrong('-H')).toMatch(/'-H, --host <value>' argument missing|argument missing/);
		expect(wrong('--filter', 'running')).toBe(
			'invalid argument "running" for "--filter": bad format of filter (expected name=value)',
		);
		expect(wrong('--filter', '=x')).toContain('bad format of filter');
		expect(wrong('--demo', '-H', 'tcp://h')).toBe('--demo connects to no host: leave out --host and --context');
		expect(wrong('--read-only=no')).toContain('--read-only');
		for (const message of [wrong('--frob'), wrong('web')]) {
			expect(message).not.toContain('\n');
		}
	});

	test('reads the names and options of logs anywhere on the line', () => {
		const argv = ['--demo', 'logs', 'web', '-f', 'shop/*', '--since', '15m', '-n', '20', '-t', '--raw', '--no-prefix'];
		expect(parseCommandLine([...argv, '--no-color', '--logs', 'edge'])).toMatchObject({
			kind: 'run',
			args: {
				demo: true,
				logs: {
					names: ['web', 'shop/*'],
					projects: ['edge'],
					follow: true,
					since: '15m',
					until: undefined,
					tail: 20,
					timestamps: true,
					raw: true,
					prefix: false,
					colour: false,
				},
			},
		});
		expect(parseCommandLine(['logs', '--tail', 'all'])).toMatchObject({
			args: { logs: { names: [], tail: undefined } },
		});
		expect(parseCommandLine(['--logs=shop'])).toMatchObject({ args: { logs: { names: [], projects: ['shop'] } } });
	});

	test('refuses options of logs that are wrong or without logs', () => {
		expect(wrong('--since', '3m')).toBe('--since is an option of "plimsoll logs"');
		expect(wrong('-f')).toBe('--follow is an option of "plimsoll logs"');
		expect(wrong('logs', '--tail', '-1')).toMatch(/tail/);
		expect(wrong('logs', '--tail=1e3')).toBe('--tail needs a number of lines or "all", not "1e3"');
		expect(wrong('logs', '--until', 'noon')).toBe(
			'--until: "noon" is neither a duration such as 15m nor a time such as 2026-11-30T12:00:00',
		);
		expect(wrong('logs', '')).toBe('a name of a log is empty');
	});

	test('takes object members for what they are: no filters', () => {
		expect(parseCommandLine(['--filter', '__proto__=x', '--filter', 'constructor=y'])).toMatchObject({ kind: 'run' });
		const parsed = parseCommandLine(['--filter', 'constructor=y']);
		expect(parsed.kind === 'run' && parsed.args.filters.constructor).toEqual(['y']);
	});

	test('takes a command, before and after flags that it shares', () => {
		expect(parseCommandLine(['completion', 'zsh'])).toEqual({ kind: 'completion', shell: 'zsh' });
		expect(parseCommandLine(['-h', 'completion'])).toEqual({ kind: 'help', command: 'completion' });
		expect(parseCommandLine(['completion', '--help'])).toEqual({ kind: 'help', command: 'completion' });
		for (const argv of [['completion'], ['completion', 'tcsh'], ['completion', 'bash', 'fish']]) {
			expect(wrong(...argv)).toBe(`completion needs the name of one shell: ${shells.join(', ')}`);
		}
		expect(parseCommandLine(['completion', '--once'])).toMatchObject({ kind: 'wrong', command: 'completion' });
	});

	test('of a shell that asks for values has the unfinished line, whatever is in it', () => {
		expect(parseCommandLine(['completion', 'values', 'filters', '--', '-n', 'plimsoll', '-c', 'x', '--', 'a'])).toEqual(
			{
				kind: 'values',
				of: 'filters',
				current: '-n',
				words: ['plimsoll', '-c', 'x', '--', 'a'],
			},
		);
	});
});

describe('help', () => {
	test('fits a terminal of 80 columns and names every command', () => {
		for (const text of [usageOf(), ...commandNames.map(usageOf)]) {
			expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThan(80);
		}
		for (const name of commandNames) {
			expect(usageOf()).toContain(`\n       plimsoll ${name} `);
			expect(usageOf(name)).toMatch(new RegExp(`^Usage: plimsoll ${name} `));
		}
	});
});
