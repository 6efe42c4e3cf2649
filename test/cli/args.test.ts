import { describe, expect, test } from 'vitest';
import { parseCommandLine, usage } from '../../source/cli/args.js';

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
		const named = [...usage.matchAll(/--([a-z-]+)/g)].map(([, name]) => name as string);
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
		expect(wrong('web')).toMatch(/Unexpected argument 'web'/);
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

	test('takes object members for what they are: no filters', () => {
		expect(parseCommandLine(['--filter', '__proto__=x', '--filter', 'constructor=y'])).toMatchObject({ kind: 'run' });
		const parsed = parseCommandLine(['--filter', 'constructor=y']);
		expect(parsed.kind === 'run' && parsed.args.filters.constructor).toEqual(['y']);
	});
});
