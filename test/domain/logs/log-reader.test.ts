import { describe, expect, test } from 'vitest';
import { LogReader } from '../../../source/domain/logs/log-reader.js';

const continuing = (text: string): readonly string[] => {
	const reader = new LogReader();
	return text
		.split('\n')
		.map(each => reader.line('stdout', '', each))
		.filter(line => line.continues)
		.map(line => line.text);
};

describe('the lines that belong to an earlier one', () => {
	test.each([
		[
			'a Python trace and its last line',
			'ERROR:root:failed\nTraceback (most recent call last):\n  File "a.py", line 1\n    pay()\nValueError: no\nINFO:root:next',
			4,
		],
		[
			'a chain of Python traces',
			'ERROR x\nTraceback (most recent call last):\n  File "a"\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "b"\nValueError\nnext',
			9,
		],
		[
			'a Java trace with its causes',
			'12:03:11 ERROR x - failed\njava.lang.IllegalStateException: no\n        at a.B.c(B.java:1)\n        ... 3 more\nCaused by: java.io.IOException: gone\n        at d.E.f(E.java:2)\n12:03:12 INFO next',
			5,
		],
		['a Node trace', 'TypeError: x\n    at pay (/app/pay.js:1:2)\n    at main (/app/main.js:3:4)\nnext', 2],
		[
			'a dump of goroutines',
			'panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n        /app/main.go:3 +0x1d\nexit status 2\nstarted again',
			5,
		],
		[
			'a panic of Rust',
			"thread 'main' panicked at src/main.rs:4:5:\nnote: run with `RUST_BACKTRACE=1` to see a backtrace\nnext",
			1,
		],
		['an object over several lines', 'reply {\n  id: 1,\n  ok: true\n}\nnext', 3],
		[
			'an error of Postgres',
			[
				'ERROR:  duplicate key value violates unique constraint "orders_pkey"',
				'DETAIL:  Key (id)=(7) already exists.',
				'HINT:  Use another key.',
				'CONTEXT:  SQL function "add" statement 1',
				'STATEMENT:  insert into orders',
				'LOG:  checkpoint starting: time',
			]
				.map(each => `2026-12-01 12:03:11.234 UTC [52] ${each}`)
				.join('\n')
				.replace('into orders', 'into orders\n        values (7)'),
			5,
		],
		[
			'an error of Postgres with its user',
			'2026-12-01 12:03:11 UTC [52] shop@shop ERROR:  no\n2026-12-01 12:03:11 UTC [52] shop@shop STATEMENT:  select 1',
			1,
		],
		['a message of .NET', 'fail: Shop.Cart[42]\n      Payment failed\n      System.Exception: no\ninfo: Shop[0]', 2],
	])('are those of %s', (_, text, count) => {
		expect(continuing(text)).toHaveLength(count);
	});

	test.each([
		'one\ntwo\nthree',
		'  indented first\n  again',
		' * Serving Flask app\n * Running on http://0.0.0.0:80/',
		'GET / 200\nTraceback (most recent call last):',
		'a\n\nb',
		'   ____\n  / __ \\\n  \\____/',
		'2026-12-01 12:03:11 UTC [52] ERROR:  no\n2026-12-01 12:03:11 UTC [53] STATEMENT:  select 1',
		'INFO served\njava.lang.String: a name',
	])('are none of %j', text => {
		expect(continuing(text)).toEqual([]);
	});

	test.each([
		['Python', 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no'],
		['Java', 'java.lang.IllegalStateException: no\n        at a.B.c(B.java:1)\nCaused by: java.io.IOException: x'],
	])('of %s begin again with each trace', (_, trace) => {
		expect(continuing(`${trace}\n${trace}\n${trace}`)).toHaveLength(6);
	});

	test('are found in each stream by itself', () => {
		const reader = new LogReader();
		const lines = [
			reader.line('stderr', '', 'Traceback (most recent call last):'),
			reader.line('stdout', '', 'GET / 200'),
			reader.line('stderr', '', '  File "a.py", line 1'),
			reader.line('stdout', '', 'ValueError: is no error here'),
			reader.line('stderr', '', 'ValueError: no'),
		];
		expect(lines.map(({ continues }) => continues === true)).toEqual([false, false, true, false, true]);
	});
});
