import { describe, expect, test } from 'vitest';
import {
	canonical,
	containerNameProblem,
	familiar,
	familiarName,
	parseReference,
	registryOf,
	withDefaultTag,
	withoutHub,
} from '../../../source/domain/registry/reference.js';
import fc from '../../helpers/fast-check.js';

const digest = `sha256:${'f'.repeat(64)}`;

function parsed(text: string) {
	const result = parseReference(text);
	if (!result.ok) {
		throw new Error(result.error);
	}
	return result.value;
}

describe('parseReference', () => {
	test.each([
		['ubuntu', 'docker.io/library/ubuntu', 'ubuntu'],
		['ubuntu:22.04', 'docker.io/library/ubuntu:22.04', 'ubuntu:22.04'],
		['index.docker.io/ubuntu', 'docker.io/library/ubuntu', 'ubuntu'],
		['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
		['a/b:Tag', 'docker.io/a/b:Tag', 'a/b:Tag'],
		['localhost/x', 'localhost/x', 'localhost/x'],
		['test:5000/repo:tag', 'test:5000/repo:tag', 'test:5000/repo:tag'],
		[`test:5000/repo:tag@${digest}`, `test:5000/repo:tag@${digest}`, `test:5000/repo:tag@${digest}`],
		['[2001:db8::1]:5000/repo', '[2001:db8::1]:5000/repo', '[2001:db8::1]:5000/repo'],
		['Uppercase/lower', 'Uppercase/lower', 'Uppercase/lower'],
		['test.com:5000', 'docker.io/library/test.com:5000', 'test.com:5000'],
		['a__b/c---d.e', 'docker.io/a__b/c---d.e', 'a__b/c---d.e'],
		[`${'a/'.repeat(127)}a:tag-puts-this-over-max`, undefined, undefined],
	])('accepts %s', (text, full, short) => {
		const reference = parsed(text);
		if (full !== undefined) {
			expect([canonical(reference), familiar(reference)]).toEqual([full, short]);
		}
	});

	test.each([
		['', 'invalid reference format'],
		[':justtag', 'invalid reference format'],
		['foo/BAR', 'invalid reference format: repository name (foo/BAR) must be lowercase'],
		['Foo', 'invalid reference format: repository name (library/Foo) must be lowercase'],
		['foo:-x', 'invalid reference format'],
		['foo:bar baz', 'invalid reference format'],
		['a..b', 'invalid reference format'],
		['a___b', 'invalid reference format'],
		['aa/asdf$$^/aa', 'invalid reference format'],
		['[fe80::1%eth0]:5000/repo', 'invalid reference format'],
		[`foo:${'x'.repeat(129)}`, 'invalid reference format'],
		[`foo\n`, 'invalid reference format'],
		[`b.c/${'a/'.repeat(128)}a`, 'repository name must not be more than 255 characters'],
		['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
		[`a/b@sha256:${'f'.repeat(34)}`, 'invalid checksum digest length'],
		[`a/b@sha256:${'F'.repeat(64)}`, 'invalid checksum digest format'],
		[`a/b@other:${'f'.repeat(64)}`, 'unsupported digest algorithm'],
	])('refuses %j', (text, error) => {
		expect(parseReference(text)).toEqual({ ok: false, error });
	});

	test('parses a reference that it has written to the same reference', () => {
		const name = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
		const domain = fc.constantFrom('', 'localhost/', 'r.example:5000/', 'docker.io/', '[::1]/');
		const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,10}$/), { nil: undefined });
		fc.assert(
			fc.property(
				domain,
				fc.array(name, { minLength: 1, maxLength: 4 }),
				tag,
				fc.boolean(),
				(where, names, label, fixed) => {
					const text = `${where}${names.join('/')}${label ? `:${label}` : ''}${fixed ? `@${digest}` : ''}`;
					const reference = parsed(text);
					expect(parsed(canonical(reference))).toEqual(reference);
					// Docker's own short form is ambiguous here: `docker.io/a.b/c` becomes `a.b/c`.
					if (!names[0]!.includes('.')) {
						expect(parsed(familiar(reference))).toEqual(reference);
					}
				},
			),
		);
	});

	test('refuses a very long text', () => {
		for (const part of ['a', 'a-', 'a.', 'a/', '-', 'A']) {
			parseReference(`${part.repeat(100_000)}!`);
		}
		for (const part of ['a', 'a-', 'a.', 'a/', '-', 'A']) {
			parseReference(`x.y/${part.repeat(900)}!`);
		}
	});
});

test('registryOf and withDefaultTag return the registry and the default tag', () => {
	expect([registryOf(parsed('ubuntu')), registryOf(parsed('r.example:5000/x'))]).toEqual([
		'https://index.docker.io/v1/',
		'r.example:5000',
	]);
	expect(familiar(withDefaultTag(parsed('ubuntu')))).toBe('ubuntu:latest');
	expect(familiar(withDefaultTag(parsed(`ubuntu@${digest}`)))).toBe(`ubuntu@${digest}`);
	expect(familiarName(parsed('docker.io/library/ubuntu:1'))).toBe('ubuntu');
});

test('containerNameProblem returns the reason for an invalid name', () => {
	expect([containerNameProblem('web_1'), containerNameProblem('a')]).toEqual([
		undefined,
		'Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
	]);
});

test.each([
	['docker.io/library/ubuntu:22.04', 'ubuntu:22.04'],
	['docker.io/acme/shop:2', 'acme/shop:2'],
	[`docker.io/library/ubuntu@${digest}`, `ubuntu@${digest}`],
	['localhost/shop:2', 'localhost/shop:2'],
	['docker.io/not A reference', 'docker.io/not A reference'],
	['sha256:4f5e', 'sha256:4f5e'],
])('withoutHub shortens %s to %s', (name, expected) => {
	expect(withoutHub(name)).toBe(expected);
});
