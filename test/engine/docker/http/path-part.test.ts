import { describe, expect, test } from 'vitest';
import { idPart, referencePart } from '../../../../source/engine/docker/http/path-part.js';

const leading = ['../x', '..', '.', 'a/../b', 'a/..', './a', '/a', 'a/', 'a//b', '..\\x', 'a\\..\\b', '', '  ', '/'];

describe('an id in a path', () => {
	test.each(leading)('is refused when it leads to another path: %j', id => {
		expect(() => idPart(id)).toThrow(/^invalid name or ID: /);
	});

	test.each([
		['web', 'web'],
		['a?b', 'a%3Fb'],
		['a#b', 'a%23b'],
		['%2F', '%252F'],
		['%2e%2e', '%252e%252e'],
		['..%2fx', '..%252fx'],
		['a b', 'a%20b'],
		['a\r\nHost: x', 'a%0D%0AHost%3A%20x'],
		['a\0b', 'a%00b'],
		['sha256:ab', 'sha256%3Aab'],
		['server/share', 'server%2Fshare'],
		['...', '...'],
		['ü', '%C3%BC'],
	])('is encoded as one part: %j as %s', (id, part) => {
		expect(idPart(id)).toBe(part);
	});

	test('is refused with half a character', () => {
		expect(() => idPart('a\ud800')).toThrow(/^invalid name or ID: /);
		expect(() => referencePart('a\udc00')).toThrow(/^invalid name or ID: /);
	});
});

describe('an image’s reference in a path', () => {
	test.each(leading)('is refused when it leads to another path: %j', reference => {
		expect(() => referencePart(reference)).toThrow(/^invalid reference format: /);
	});

	test.each([
		['registry.example:5000/team/app:1', 'registry.example:5000/team/app:1'],
		['app@sha256:ab', 'app@sha256:ab'],
		['a?b#c', 'a%3Fb%23c'],
		['a%2F..%2Fb', 'a%252F..%252Fb'],
	])('is encoded as docker does: %j as %s', (reference, part) => {
		expect(referencePart(reference)).toBe(part);
	});
});
