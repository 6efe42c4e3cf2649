import { describe, expect, test } from 'vitest';
import { jsonMembers } from '../../../../source/domain/logs/parse/json-members.js';
import { parseLogLine } from '../../../../source/domain/logs/parse/parse-line.js';
import { prettyText } from '../../../../source/domain/logs/parse/pretty-line.js';
import { sanitizeLog } from '../../../../source/domain/text/sanitize.js';
import fc from '../../../helpers/fast-check.js';

const shown = (line: string): string => {
	const record = parseLogLine(sanitizeLog(line));
	return record === undefined ? line : prettyText(record, '');
};

describe('a JSON line', () => {
	test('loses no member, and keeps their order and every digit', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), object => {
				const members = jsonMembers(JSON.stringify(object));
				const again = members?.map(({ key, value }) => [key, JSON.parse(value)]);
				expect(again).toEqual(Object.entries(JSON.parse(JSON.stringify(object))));
			}),
		);
		expect(shown('{"id":12345678901234567890,"f":0.10000000000000000000001}')).toBe(
			'id=12345678901234567890 f=0.10000000000000000000001',
		);
	});

	test('shows every plain key and value of an object in its sentence', () => {
		const word = fc.stringMatching(/^[a-z]{3,9}$/);
		fc.assert(
			fc.property(fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean()), { minKeys: 1 }), object => {
				const text = shown(JSON.stringify({ ...object, level: 'warn', msg: 'the message' }));
				for (const [key, value] of Object.entries(object)) {
					if (!['msg', 'level', 'time', 'date'].includes(key)) {
						expect(text).toContain(`${key}=`);
						expect(text).toContain(String(value));
					}
				}
			}),
		);
	});

	test('shows a key that occurs twice as two fields', () => {
		expect(shown('{"a":1,"a":2,"msg":"x"}')).toBe('x  a=1 a=2');
	});

	test('gives no key a meaning of its own', () => {
		const before = Object.keys(Object.prototype);
		expect(shown('{"__proto__":{"polluted":true},"constructor":"x","toString":1,"msg":"hi"}')).toBe(
			'hi  __proto__.polluted=true constructor=x toString=1',
		);
		expect(Object.keys(Object.prototype)).toEqual(before);
		expect('polluted' in {}).toBe(false);
	});

	test.each([
		['depth', `{"msg":"deep","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'deep  a=[['],
		['nested objects', `${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}`, 'a.a.a.a.a={"a":'],
		['many members', `{${Array.from({ length: 5000 }, (_, at) => `"k${at}":{"v":${at}}`).join(',')}}`, 'k0.v=0 k1.v=1'],
		['a long string', `{"msg":"${'x'.repeat(60_000)}"}`, 'xxx'],
		['escapes', `{"msg":"${'\\\\\\"'.repeat(10_000)}"}`, '\\"'],
	])('of great %s is shown', (_, line, start) => {
		expect(shown(line).startsWith(start)).toBe(true);
	});

	test('cannot send escape sequences or line ends to the terminal', () => {
		const line = '{"msg":"a\\u001b]52;c;eA==\\u0007b\\nc\\u202e","k\\u001b[2J":"\\u001b[31m","level":"error"}';
		expect(shown(line)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
	});

	test('is any text without a fault', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 300 }),
				fc.constantFrom('', '{"', '{"a":', 'a=1 b="', '[2026-12-01'),
				(text, head) => {
					expect(typeof shown(head + text)).toBe('string');
				},
			),
		);
	});
});

test.each([8192, 65_536])('a line of %i characters of any repeated text is parsed in linear time', length => {
	for (const part of ['a=', 'a=" ', '[', '12:03:11 ', '1.2.3.4 - - [', 'ERROR ', '"\\', '- ', 'a.b.c ', '{"a":{"a":']) {
		expect(typeof shown(part.repeat(Math.floor(length / part.length)))).toBe('string');
	}
});
