import { describe, expect, test } from 'vitest';
import { readPatterns } from '../../../source/engine/docker/build/ignore.js';
import { PatternMatcher } from '../../../source/engine/docker/build/pattern.js';

/** Matches a path like a walk: folder by folder. */
function matches(patterns: readonly string[], name: string): boolean {
	const matcher = new PatternMatcher(patterns);
	const parts = name.split('/');
	const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
	return paths.reduce<ReturnType<PatternMatcher['match']> | undefined>(
		(parent, one) => matcher.match(one, parent),
		undefined,
	)!.matched;
}

/** Pattern, path, and whether it matches. Source: moby/patternmatcher patternmatcher_test.go. */
const single: readonly [string, string, boolean][] = [
	['**', 'file', true],
	['**', 'dir/file', true],
	['**/', 'file', true],
	['**/**', 'dir/file', true],
	['dir/**', 'dir/file', true],
	['dir/**', 'dir/dir2/file', true],
	['dir/**', 'dir', false],
	['**/dir', 'dir', true],
	['**/dir', 'dir/file', true],
	['**/dir2/*', 'dir/dir2/file', true],
	['**/dir2/*', 'dir/dir2/dir2/file', true],
	['**file', 'dir/file', true],
	['**/file', 'dir/dir/file', true],
	['**/file*', 'dir/dir/file.txt', true],
	['**/file*txt', 'dir/dir/file.txt', true],
	['**/*.txt', 'file.text', false],
	['**/**/*.txt', 'dir/dir/file.txt', true],
	['a**/*.txt', 'a/file.txt', true],
	['a**/*.txt', 'a/dir/dir/file.txt', true],
	['a/*.txt', 'a/dir/file.txt', false],
	['a/*.txt', 'a/file.txts', false],
	['a[b-d]e', 'ace', true],
	['a[b-d]e', 'aae', false],
	['a[^b-d]e', 'aze', true],
	['.*', '.foo', true],
	['.*', 'foo', false],
	['abc.def', 'abcdef', false],
	['abc.def', 'abcZdef', false],
	['abc?def', 'abcZdef', true],
	['abc?def', 'abc/def', false],
	['abc?def', 'abc😀def', true],
	['a\\*b', 'a*b', true],
	['a\\*b', 'acb', false],
	['a\\_b', 'a_b', true],
	['**/foo/bar', 'foo/bar', true],
	['**/foo/bar', 'dir/dir2/foo/bar', true],
	['abc/**', 'abc/def/ghi', true],
	['**/.foo', 'bar.foo', false],
	['a(b)c/def', 'a(b)c/xyz', false],
	['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
	['dist/**/*.min.js', 'dist/a.min.js', true],
	['dir', 'directory', false],
	['./x/', 'x', true],
	['x/../y', 'y', true],
	['日本*', '日本語', true],
];

/** Patterns of an ignore file, a path, and true if the file ignores the path. */
const several: readonly [string, string, boolean][] = [
	['*\n!**/x.py', 'a/b/x.py', false],
	['*\n!**/x.py', 'a/b/y.py', true],
	['docs\n!docs/keep', 'docs/keep', false],
	['docs\n!docs/keep', 'docs/keep/below', false],
	['docs\n!docs/keep\ndocs/keep/not', 'docs/keep/not', true],
	['!a\na', 'a', true],
	['a\n!a', 'a', false],
	['# a', 'a', false],
	['  # a', '# a', true],
	['/a', 'a', true],
	['! /a\na', 'a', true],
	['a\n! /a', 'a', false],
	['\ufeffa\r\nb\r\n', 'a', true],
	['\ufeffa\r\nb\r\n', 'b', true],
	['', 'a', false],
];

describe('PatternMatcher', () => {
	test.each(single)('matches the pattern %s with %s: %s', (pattern, name, expected) => {
		expect(matches([pattern], name)).toBe(expected);
	});

	test.each(several)('matches an ignore file of %j with %s: %s', (text, name, expected) => {
		expect(matches(readPatterns(text), name)).toBe(expected);
	});

	test.each(['[', 'a[b', '[]a]', '[^]', 'a\\', '!', 'x/[a-'])('refuses the pattern %s', pattern => {
		expect(() => new PatternMatcher([pattern])).toThrow(/syntax error in pattern|illegal exclusion pattern/);
	});
});
