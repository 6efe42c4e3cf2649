import { type ContextCase, tree } from './context-case.js';

/** Contexts with an ignore file, beside or instead of the one of the context. */
export const ignoreCases: Readonly<Record<string, ContextCase>> = {
	'an ignored Dockerfile and .dockerignore': {
		make: folder => {
			folder.write('.dockerignore', 'Dockerfile\n.dockerignore\nsecret\n');
			tree(folder, 'a', 'secret', 'sub/x');
		},
		files: ['a', 'sub/x'],
	},
	'a Dockerfile and .dockerignore that nothing ignores': {
		make: folder => {
			folder.write('.dockerignore', 'secret\n');
			tree(folder, 'a', 'secret');
		},
		files: ['.dockerignore', 'Dockerfile', 'a'],
	},
	'no ignore file': { make: folder => tree(folder, 'a', 'b/c'), files: ['Dockerfile', 'a', 'b/c'] },
	'an exception with a wildcard behind *': {
		make: folder => {
			folder.write('.dockerignore', '*\n!**/x.py\n');
			tree(folder, 'x.py', 'y.py', 'a/x.py', 'a/y.py', 'a/b/c/x.py', 'deep/er/y.py');
		},
		files: ['a/b/c/x.py', 'a/x.py', 'x.py'],
		todayOnly: true,
	},
	'an exception with a wildcard below a named folder': {
		make: folder => {
			folder.write('.dockerignore', 'vendor\n!vendor/*/keep\nDockerfile\n.dockerignore\n');
			tree(folder, 'vendor/a/keep', 'vendor/a/drop', 'vendor/b/c/keep', 'other');
		},
		files: ['other', 'vendor/a/keep'],
		todayOnly: true,
	},
	'exceptions below ignored folders, and ignored again': {
		make: folder => {
			folder.write('.dockerignore', '*\n!a\na/**/no\n!deep/er/yes\n!link\na/b/c\n!a/b/c/d\n');
			tree(folder, 'a/yes', 'a/b/no', 'a/b/c/d', 'a/b/c/e', 'deep/er/yes', 'deep/er/no', 'secret');
			folder.link('a/yes', 'link');
		},
		files: ['a/b/c/d', 'a/yes', 'deep/er/yes'],
	},
	'patterns of every kind': {
		make: folder => {
			const lines = ['# comment', '  spaced  ', '/rooted', './dotted', 'trail/', '**/*.log', 'd/**', '!d/keep', 'q?x'];
			lines.push(
				'[ab].txt',
				'c[^d].txt',
				String.raw`st\*r`,
				'x/../up',
				'a,b',
				'ünï*',
				'p.(q)+$',
				'**/deep',
				'w**z',
				'',
			);
			folder.write('.dockerignore', `\ufeff${lines.join('\r\n')}`);
			tree(folder, 'spaced', 'rooted', 'sub/rooted', 'dotted', 'trail/x', 'k.log', 'e/f/k.log', 'd/keep', 'd/drop');
			tree(
				folder,
				'qqx',
				'qx',
				'q😀x',
				'a.txt',
				'z.txt',
				'cd.txt',
				'ce.txt',
				'st*r',
				'star',
				'up',
				'a,b',
				'a',
				'ünïcode',
			);
			tree(folder, 'p.(q)+$', 'pp', 'deep', 'g/deep', 'g/xdeep', 'wz', 'wayz', 'w/a/z');
		},
		files: [
			'.dockerignore',
			'Dockerfile',
			'a',
			'cd.txt',
			'd/keep',
			'g/xdeep',
			'pp',
			'qx',
			'star',
			'sub/rooted',
			'wayz',
			'z.txt',
		],
		todayOnly: true,
	},
	'an ignore file of 1,500 lines': {
		make: folder => {
			const lines = Array.from({ length: 1500 }, (_, index) => `folder-${index}/some, thing/*.tmp`);
			folder.write('.dockerignore', [...lines, 'secret'].join('\n'));
			tree(folder, 'folder-7/some, thing/x.tmp', 'folder-7/some, thing/x', 'secret');
		},
		files: ['.dockerignore', 'Dockerfile', 'folder-7/some, thing/x'],
	},
	'exceptions with odd spellings': {
		make: folder => {
			folder.write('.dockerignore', '*\n!/rooted\n! spaced\n!./dotted\n!trail/\n!a/../up\n!no-such/**/x\n');
			tree(folder, 'rooted', 'spaced', 'dotted', 'trail/x', 'up', 'other', 'sub/rooted');
		},
		todayOnly: true,
	},
	'everything ignored in several ways': {
		make: folder => {
			folder.write('.dockerignore', '**\n!keep\n!sub/**/z\nsub/b/**\n**/x/z\n');
			tree(folder, 'keep', 'a', 'sub/z', 'sub/a/z', 'sub/b/z', 'sub/a/x/z', 'sub/c/y');
		},
		todayOnly: true,
	},
	'sources of Python without its tests': {
		make: folder => {
			folder.write('.dockerignore', '*\n!**/*.py\n**/test_*.py\n!**/test_keep.py\n');
			tree(folder, 'a.py', 'test_a.py', 'p/b.py', 'p/test_b.py', 'p/q/test_keep.py', 'p/q/data.bin', 'docs/x.md');
		},
		files: ['a.py', 'p/b.py', 'p/q/test_keep.py'],
		todayOnly: true,
	},
	'an ignore file that is a link': {
		make: folder => {
			folder.write('rules/docker', 'secret\nrules\n');
			folder.link('rules/docker', '.dockerignore');
			tree(folder, 'a', 'secret');
		},
	},
};
