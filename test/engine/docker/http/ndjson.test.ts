import { describe, expect, test } from 'vitest';
import { NdjsonReader } from '../../../../source/engine/docker/http/ndjson.js';
import { toProgress } from '../../../../source/engine/docker/progress.js';
import fc from '../../../helpers/fast-check.js';

describe('NdjsonReader', () => {
	test('returns the same messages for any split, even inside a character', () => {
		const messages = fc.array(fc.record({ status: fc.string({ unit: 'grapheme' }), n: fc.integer() }));
		fc.assert(
			fc.property(messages, fc.integer({ min: 1, max: 9 }), (sent, size) => {
				const bytes = Buffer.from(sent.map(message => `${JSON.stringify(message)}\r\n`).join(''));
				const reader = new NdjsonReader();
				const read: unknown[] = [];
				for (let at = 0; at < bytes.length; at += size) {
					read.push(...reader.push(bytes.subarray(at, at + size)));
				}
				expect([...read, ...reader.end()]).toEqual(sent);
			}),
		);
	});

	test('throws for an incomplete message at the end, but not for a complete one without a line end', () => {
		const reader = new NdjsonReader();
		expect(reader.push(Buffer.from('{"a":1}\n{"b":'))).toEqual([{ a: 1 }]);
		expect(() => reader.end()).toThrow(/half a message/);
		const other = new NdjsonReader();
		other.push(Buffer.from('{"a":1}'));
		expect(other.end()).toEqual([{ a: 1 }]);
	});
});

describe('toProgress', () => {
	test('returns the known fields, sanitized', () => {
		const raw = { id: 'abc', status: 'Push\u001b[2Jing', progressDetail: { current: 1, total: 2 }, progress: '[=>]' };
		expect(toProgress(raw, 'status')).toEqual({ id: 'abc', status: 'Pushing', current: 1, total: 2 });
	});

	test('throws an error of kind stream with the registry’s words', () => {
		const raw = { error: 'denied: no', errorDetail: { message: 'denied: no access' } };
		expect(() => toProgress(raw, 'status')).toThrow(
			expect.objectContaining({ kind: 'stream', message: 'denied: no access', exitCode: undefined }),
		);
	});

	test('reads an error’s code as a status in a transfer and as an exit code in a build', () => {
		const raw = { error: 'x', errorDetail: { code: 401, message: 'authentication required' } };
		expect(() => toProgress(raw, 'status')).toThrow(expect.objectContaining({ kind: 'unauthorized' }));
		const step = { error: 'x', errorDetail: { code: 3, message: 'returned a non-zero code: 3' } };
		expect(() => toProgress(step, 'exit code')).toThrow(expect.objectContaining({ kind: 'stream', exitCode: 3 }));
	});

	test.each([
		[
			'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 3: unknown instruction: RUNN',
			'failed to solve: dockerfile parse error line 3: unknown instruction: RUNN',
		],
		['failed to solve: rpc error: code = Unknown desc = no such file', 'failed to solve: no such file'],
		['failed to solve: process "x" did not complete', 'failed to solve: process "x" did not complete'],
	])('shortens an old BuildKit’s message to that of a new one: %s', (message, expected) => {
		expect(() => toProgress({ errorDetail: { message } }, 'exit code')).toThrow(
			expect.objectContaining({ message: expected }),
		);
		expect(() => toProgress({ errorDetail: { message } }, 'status')).toThrow(expect.objectContaining({ message }));
	});
});
