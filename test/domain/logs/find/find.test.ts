import { describe, expect, test } from 'vitest';
import type { FieldSubject } from '../../../../source/domain/logs/find/field-query.js';
import { type Find, parseFind } from '../../../../source/domain/logs/find/find.js';
import { guessLevel } from '../../../../source/domain/logs/parse/guess-level.js';
import { parseLogLine } from '../../../../source/domain/logs/parse/parse-line.js';
import type { CaseMode } from '../../../../source/domain/text/search.js';
import fc from '../../../helpers/fast-check.js';

const subject = (text: string, stream = 'stdout'): FieldSubject => ({
	text,
	stream,
	level: () => guessLevel(text) ?? parseLogLine(text)?.level,
	record: () => parseLogLine(text),
});

function find(query: string, mode: CaseMode = 'smart'): Find {
	const found = parseFind(query, mode);
	if ('problem' in found) {
		throw new Error(found.problem);
	}
	return found;
}

function matches(query: string, text: string, mode?: CaseMode, stream?: string): boolean {
	const search = find(query, mode);
	const isFound = 'testFields' in search ? search.testFields(subject(text, stream)) : search.testText(text);
	return isFound !== search.isInverted;
}

const json =
	'{"level":"error","msg":"Payment failed","http":{"status":503,"path":"/api/pay"},"took":"1.5s","size":"2MiB","n":10,"user":"Ada"}';
const logfmt = 'level=warn msg="disk is \\"full\\"" used=91.5 host=db-1';

describe('a text', () => {
	test.each([
		['payment', 'smart', true],
		['payment', 'exact', false],
		['PAYMENT', 'smart', false],
		['PAYMENT', 'ignore', true],
		['!payment', 'smart', false],
		['!refund', 'smart', true],
		['\\!refund', 'smart', false],
		['!', 'smart', false],
	] as const)('%s in the case mode %s matches: %s', (query, mode, isFound) => {
		expect(matches(query, json, mode)).toBe(isFound);
	});

	test('is taken literally after a backslash', () => {
		expect(matches('\\/api/', 'GET /api/pay')).toBe(true);
		expect(matches('\\n=10', json)).toBe(false);
		expect(matches('\\\\d', 'a \\d b')).toBe(true);
	});

	test('is plain text where it only resembles a field', () => {
		for (const query of ['a->b', '=', 'a=', '<html>', 'x > y', 'http://h/?a=b', '==']) {
			expect(find(query), query).not.toHaveProperty('testFields');
			expect(matches(query, `before ${query} behind`)).toBe(true);
		}
	});
});

describe('an expression', () => {
	test.each([
		['/pay.*fail/', 'smart', true],
		['/pay.*fail/', 'exact', false],
		['/Pay\\S+ Fail/', 'smart', false],
		['/\\S+ failed/', 'smart', true],
		['!/fail|refuse/', 'smart', false],
		['/"n":1\\d\\b/', 'smart', true],
	] as const)('%s in the case mode %s matches: %s', (query, mode, isFound) => {
		expect(matches(query, json, mode)).toBe(isFound);
	});

	test('that is wrong has its reason', () => {
		expect(parseFind('/(/', 'smart')).toEqual({ problem: '( is not closed' });
		expect(parseFind('!path~/[/', 'smart')).toEqual({ problem: '[ is not closed' });
	});
});

describe('a field', () => {
	test.each([
		['http.status>=500', json, true],
		['http.status>503', json, false],
		['http.status=503.0', json, true],
		['http.status!=503', json, false],
		['!http.status=503', json, false],
		['HTTP.Status=503', json, true],
		['status=503', json, false],
		['http.path~api', json, true],
		['http.path~/^\\/api\\/\\w+$/', json, true],
		['http.path!~api', json, false],
		['took>1200ms', json, true],
		['took>=2s', json, false],
		['size>1500kB', json, true],
		['took>1', json, false],
		['n<9', json, false],
		['n<9', '{"n":"abc"}', false],
		['user=ada', json, true],
		['user=Ad', json, false],
		['msg~failed', json, true],
		['message=payment failed', json, true],
		['level>=warn', json, true],
		['level>=warn', logfmt, true],
		['level>warn', logfmt, false],
		['level=error', json, true],
		['level!=error', json, false],
		['level<error', 'INFO ready', true],
		['level>=info', 'no level here', false],
		['msg~"full"', logfmt, true],
		['used>91', logfmt, true],
		['host>=db-1', logfmt, true],
		['id=5', 'GET /items?id=5 200', true],
		['id!=5', 'GET /items?id=5 200', false],
		['id!=5', 'ready', true],
		['id>4', 'GET /items?id=5 200', false],
		['path~dir', 'level=info msg=x path="C:\\dir" a="\\d"', true],
		['status>=500', '10.0.0.1 - - [30/Nov/2026:12:00:00 +0000] "GET /a HTTP/1.1" 502 17', true],
		['status<500', '10.0.0.1 - - [30/Nov/2026:12:00:00 +0000] "GET /a HTTP/1.1" 502 17', false],
		['pid=31', '2026-11-30 12:00:00.123 UTC [31] LOG:  checkpoint complete', true],
		['st=5', 'msg="st=" st=5 x="y"', true],
		['status=500', '{"st\\u0061tus":500}', true],
		['event=signed in', '{"event":"signed in","level":"info"}', true],
		['ts>5', '{"ts":1796040191.2345,"msg":"a"}', true],
		['a.b.c=1', '{"a":{"x":{"b":{"c":1}},"b":{"c":2}},"a.b.c":1}', true],
		['a.b.c=1', '{"a":{"x":{"b":{"c":1}},"b":{"c":2}}}', false],
		['a=1', '{"b":"\\"a\\":1,\\"","c":"}","a" : 1 }', true],
		['method=GET', '{"method":"PUT","msg":"method=GET"}', false],
		['took>=5ms', 'slow: took=7ms, retrying', true],
		['took>=5ms', 'say "took=7ms" again', false],
		['request~api', '10.0.0.1 - - [30/Nov/2026:12:00:00 +0000] "GET /api HTTP/1.1" 502 17', true],
		['__proto__=1', json, false],
		['constructor=1', json, false],
	])('%s in %s matches: %s', (query, text, isFound) => {
		expect(matches(query, text)).toBe(isFound);
	});

	test('named stream is that of the line', () => {
		expect(matches('stream=stderr', 'ready', 'smart', 'stderr')).toBe(true);
		expect(matches('stream=stderr', 'ready', 'smart', 'stdout')).toBe(false);
	});

	test('is marked with its value in the shown text', () => {
		const line = 'Payment failed  status=503 path="a b" x';
		const marked = (query: string) =>
			find(query)
				.ranges(line)
				.map(({ start, end }) => line.slice(start, end));
		expect(marked('status>=500')).toEqual(['status=503']);
		expect(marked('path~a')).toEqual(['path="a b"']);
		expect(marked('!status>=500')).toEqual([]);
	});

	test('finds the lines that a comparison of the values finds', () => {
		const value = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom('ok', 'Not', '7', ''), fc.boolean());
		const operators = { '=': 0, '>': 1, '<': -1 } as const;
		fc.assert(
			fc.property(
				value,
				fc.integer({ min: -20, max: 20 }),
				fc.constantFrom('=', '>', '<', '>=', '<=', '!='),
				(own, wanted, operator) => {
					const text = JSON.stringify({ other: 1, deep: { key: own } });
					const number = own === '' || typeof own === 'boolean' ? Number.NaN : Number(own);
					const order = Math.sign(number - wanted);
					const isOne = [...operator].some(sign => Object.hasOwn(operators, sign) && operators[sign as '='] === order);
					expect(matches(`deep.key${operator}${wanted}`, text)).toBe(operator === '!=' ? order !== 0 : isOne);
				},
			),
		);
	});
});

test('every query is read or has a reason, and finds a line or does not when inverted', () => {
	const typed = fc.string({
		unit: fc.constantFrom(...'!\\/=<>~ab1.{}()[]"* é😀'.split('')),
		minLength: 1,
		maxLength: 12,
	});
	const lines = [json, logfmt, '', 'a=b 1', '[b] "a" /a/'];
	fc.assert(
		fc.property(typed, fc.constantFrom<CaseMode>('smart', 'exact', 'ignore'), (query, mode) => {
			const found = parseFind(query, mode);
			if ('problem' in found) {
				expect(found.problem).not.toBe('');
				return;
			}
			for (const line of lines) {
				const isFound = matches(query, line, mode);
				for (const { start, end } of found.ranges(line)) {
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(line.length);
				}
				if (!query.startsWith('!')) {
					expect(matches(`!${query}`, line, mode)).toBe(!isFound);
				}
			}
		}),
		{ numRuns: 1000 },
	);
});
