import { describe, expect, test } from 'vitest';
import { guessLevel } from '../../../../source/domain/logs/parse/guess-level.js';
import fc from '../../../helpers/fast-check.js';

describe('the level of a plain line', () => {
	test.each([
		['ERROR: no space left', 'error'],
		['[E] no space left', 'error'],
		['[error] no space left', 'error'],
		['Error: no space left', 'error'],
		['<warn> low memory', 'warn'],
		['level=error msg=x', 'error'],
		['time=12 lvl=crit', 'fatal'],
		['pid=7 level=50 msg=x', 'error'],
		['2026-12-01 12:03:11 WARN low memory', 'warn'],
		['12:03:11 | DEBUG | cache hit', 'debug'],
		['\x1b[31mERROR\x1b[0m no space left', 'error'],
		['\x1b[2m2026-12-01T12:03:11Z\x1b[0m \x1b[33m WARN\x1b[0m low memory', 'warn'],
		['panic: runtime error: index out of range', 'fatal'],
		['Exception in thread "main" java.lang.NullPointerException', 'error'],
		['TypeError: x is not a function', 'error'],
		['npm ERR! code ELIFECYCLE', 'error'],
		["thread 'main' panicked at src/main.rs:4:5:", 'fatal'],
		['INFO no ERROR was found', 'info'],
		['level=info error=nil', 'info'],
		['{"user":{"note":"\\"}{","level":"debug"},"tags":[{"level":"info"}],"level":"error"}', 'error'],
		['2026-12-01 12:03:11.234 UTC [52] FATAL:  the database system is starting up', 'fatal'],
	])('is found by its shape: %j is %s', (line, level) => {
		expect(guessLevel(line)).toBe(level);
	});

	test.each([
		'0 errors',
		'0 errors, 3 warnings',
		'error=nil',
		'done with error=null',
		'battery level=50',
		'no error',
		'Errors: 0',
		'the fatal flaw',
		'an error occurred in the past',
		'I am happy',
		'E 12',
		'Fine, thanks',
		'errors.go compiled',
		'GET /error 200 12ms',
		'Running 12 tests: info about each',
		'C: is the drive',
		'',
		'   ',
		'{"message":"error"}',
		'{"levels":"error"}',
		'{"msg":"saved","request":{"level":"error"}}',
		'{"items":[{"severity":"fatal"}],"msg":"saved"}',
	])('is none without a sign of it: %j', line => {
		expect(guessLevel(line)).toBeUndefined();
	});

	test('depends on the beginning of the line only, and is found for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.string(), (text, rest) => {
				const start = text.padEnd(512);
				expect(guessLevel(start.slice(0, 512) + rest)).toBe(guessLevel(start.slice(0, 512)));
			}),
		);
	});
});
