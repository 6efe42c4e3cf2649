import { describe, expect, test } from 'vitest';
import { quote } from '../../../source/domain/command.js';
import { parseRunLine } from '../../../source/domain/run/parse.js';
import { runArgv } from '../../../source/domain/run/to-argv.js';
import fc from '../../helpers/fast-check.js';
import { shellEnvironment } from '../../helpers/shell-environment.js';
import { arbitraryOptions } from './arbitrary-options.js';

describe('options that are written and read again', () => {
	test.each(['run', 'create'] as const)('are the same for docker %s', verb => {
		fc.assert(
			fc.property(arbitraryOptions, fc.boolean(), (options, detach) => {
				const given = { ...options, detach: detach && verb === 'run' };
				const parsed = parseRunLine(quote(runArgv(given, verb)), shellEnvironment);
				expect(parsed).toMatchObject({ verb, errors: [], unsupported: [] });
				expect(parsed.options).toEqual(given);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});

	test('make the same line when the line is in canonical form', () => {
		fc.assert(
			fc.property(arbitraryOptions, options => {
				const line = quote(runArgv(options, 'run'));
				expect(quote(runArgv(parseRunLine(line, shellEnvironment).options, 'run'))).toBe(line);
			}),
			{ seed: 8, numRuns: 100 },
		);
	});
});
