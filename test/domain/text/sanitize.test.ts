import { describe, expect, test } from 'vitest';
import { sanitize, sanitizeDeep, sanitizeLog } from '../../../source/domain/text/sanitize.js';
import fc from '../../helpers/fast-check.js';

const forbidden =
	/[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{d800}-\u{dfff}\u{e0000}-\u{e007f}]/u;

const hostile = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom(
				...[
					'\x1b',
					'\x1b[',
					'\x1b]',
					'\x1b\\',
					'\x07',
					'\x9b',
					'\x9c',
					'\x9d',
					'\x90',
					'\x1bP',
					'\x1b_',
					'\x1b(',
					'31m',
				],
				...[
					'\x1b[31m',
					'\r',
					'\n',
					'\r\n',
					'\t',
					'\u200d',
					'👩',
					'\ufe0f',
					'\ud83d',
					'\udc69',
					'\u202e',
					'\u200b',
					'0',
					';',
				],
			),
		),
	)
	.map(parts => parts.join(''));

describe('sanitize', () => {
	test('returns a clean text unchanged', () => {
		for (const text of ['', 'web', 'naïve café', '日本語', '👩🏽‍💻 ok', '❤️', 'ひらがな ｶﾞ']) {
			expect(sanitize(text)).toBe(text);
		}
	});

	test.each([
		['\x1b[31mred\x1b[0m', 'red'],
		['\x1b]0;title\x07x', 'x'],
		['\x1b]52;c;aGk=\x1b\\x', 'x'],
		['\x9d52;c;aGk=\x9cx', 'x'],
		['\x1bPq#0\x1b\\x', 'x'],
		['\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\x', 'x'],
		['\x1b(Bx\x1b7\x1bcy', 'xy'],
		['\x9b2Jx', 'x'],
		['\x1b[?1049hx', 'x'],
		['\x1b]0;unfinished', '0;unfinished'],
		['a\tb\nc\r\nd\re', 'a b c d e'],
		['a\0b\x08c\x7fd\x85e', 'abcd e'],
		['\u202egpj.exe\u2066\u2069', 'gpj.exe'],
		['a\u200bb\u2060c\ufeffd\u200ce', 'abcde'],
		['a\u2028b\u2029c', 'a b c'],
		['a\ud800b\udc00', 'a\ufffdb\ufffd'],
		['a\u200db', 'ab'],
		['👨‍👩‍👧', '👨‍👩‍👧'],
	])('turns %j into %j', (text, expected) => {
		expect(sanitize(text)).toBe(expected);
	});

	test('keeps line ends with keepNewlines', () => {
		expect(sanitize('a\r\nb\nc\rd\x1b[1m', { keepNewlines: true })).toBe('a\nb\nc\nd');
	});

	test('removes every forbidden character, and changes nothing when it is applied again', () => {
		fc.assert(
			fc.property(hostile, text => {
				const once = sanitize(text);
				expect(once).not.toMatch(forbidden);
				expect(sanitize(once)).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});

	test('handles a megabyte of unfinished sequences', () => {
		// A quadratic reading of any one of them would take minutes.
		for (const part of [
			'\x1b',
			'\x1b]',
			'\x9d',
			'\x1b[0',
			'\x9b',
			'\x1b[ ',
			'\x1bP',
			'\u200d',
			'\ud800',
			'\r',
			'x\t',
		]) {
			for (const clean of [sanitize, sanitizeLog]) {
				clean(part.repeat(1_000_000 / part.length));
			}
		}
	});
});

describe('sanitizeLog', () => {
	test.each([
		['\x1b[1;31mred\x1b[0m\x1b[2K\x1b[1A', '\x1b[1;31mred\x1b[0m'],
		['\x1b[38:2::1:2:3mx\x1b[m', '\x1b[38:2::1:2:3mx\x1b[m'],
		['\x1b[?31mx\x1b[ m\x1b[>4;2m\x9b31my', 'xy'],
		['\x1b[31', '31'],
		['10%\r50%\r100%', '100%'],
		['10%\r50%\r', '50%'],
		['10%\r\x1b[K\x1b[0m\r', '10%'],
		['\r\r', ''],
		['done\r\n', 'done'],
		['a\tb', 'a       b'],
		['日\tb\t\tc', '日      b               c'],
		['\x1b[31mab\x1b[0m\tc', '\x1b[31mab\x1b[0m      c'],
		['a\nb', 'a b'],
	])('turns %j into %j', (text, expected) => {
		expect(sanitizeLog(text)).toBe(expected);
	});

	test('keeps no control sequence but colours, and changes nothing when it is applied again', () => {
		fc.assert(
			fc.property(hostile, text => {
				const once = sanitizeLog(text);
				expect(once.replace(/\x1b\[[0-9;:]*m/g, '')).not.toMatch(forbidden);
				expect(sanitizeLog(once)).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('sanitizeDeep', () => {
	test('sanitizes keys and values and keeps other types unchanged', () => {
		const value = { 'a\x1b[1m': ['\x07x', 1, null, true], nested: { k: 'a\nb' } };
		expect(sanitizeDeep(value)).toEqual({ a: ['x', 1, null, true], nested: { k: 'a b' } });
		expect(sanitizeDeep(value, { keepNewlines: true })).toMatchObject({ nested: { k: 'a\nb' } });
	});

	test('keeps __proto__ as an ordinary key', () => {
		const clean = sanitizeDeep(JSON.parse('{"__proto__":{"polluted":"yes"}}')) as object;
		expect(Object.keys(clean)).toEqual(['__proto__']);
		expect('polluted' in clean).toBe(false);
	});

	test('cuts very deep nesting', () => {
		const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
		expect(JSON.stringify(sanitizeDeep(deep))).toContain('…');
	});
});
