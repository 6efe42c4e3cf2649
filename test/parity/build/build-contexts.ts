import { execFileSync } from 'node:child_process';
import { findProgram } from '../../helpers/engine/programs.js';

import type { ContextFolder } from './context-folder.js';

export type ContextCase = {
	make(folder: ContextFolder): void;
	/** The path for `-f`, relative to the context. */
	dockerfile?: string;
	/** The Dockerfile's `COPY` lines; `COPY . /srv/` by default. */
	copy?: readonly string[];
	target?: string;
	/** The exact files that must be in `/srv`, for cases that two clients could get wrong in the same way. */
	files?: readonly string[];
	/** True if the client in the 20.10 CLI behaves differently. */
	todayOnly?: boolean;
};

const tree = (folder: ContextFolder, ...names: string[]) => {
	for (const name of names) {
		folder.write(name);
	}
};

/** The test writes the Dockerfile unless `make` has written one to the path in `dockerfile`. */
export const contextCases: Readonly<Record<string, ContextCase>> = {
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
	'a Dockerfile outside of the context': {
		dockerfile: '../files/Outer.dockerfile',
		make: folder => tree(folder, 'a', '.dockerignore', '../files/other'),
		files: ['a'],
	},
	'a Dockerfile outside with its own ignore file': {
		dockerfile: '../files/Outer.dockerfile',
		make: folder => {
			folder.write('../files/Outer.dockerfile.dockerignore', 'two\n');
			folder.write('.dockerignore', 'one\n');
			tree(folder, 'one', 'two');
		},
		files: ['.dockerignore', 'one'],
	},
	'a Dockerfile inside with its own ignore file': {
		dockerfile: 'docker/App.Dockerfile',
		make: folder => {
			folder.write('docker/App.Dockerfile.dockerignore', 'docker\ntwo\n');
			folder.write('.dockerignore', 'one\n');
			tree(folder, 'one', 'two');
		},
		files: ['.dockerignore', 'one'],
	},
	'a Dockerfile in a folder that is ignored': {
		dockerfile: 'docker/Dockerfile',
		make: folder => {
			folder.write('.dockerignore', 'docker\n');
			tree(folder, 'a', 'docker/b');
		},
		files: ['.dockerignore', 'a'],
	},
	'a Dockerfile with blanks and signs in its name': {
		dockerfile: 'Docker (file), 1.ü',
		make: folder => tree(folder, 'a'),
	},
	'a Dockerfile in small letters': { dockerfile: 'dockerfile', make: folder => tree(folder, 'a') },
	'a Dockerfile that is a link to another': {
		make: folder => {
			folder.link('docker/real', 'Dockerfile');
			tree(folder, 'a');
		},
		dockerfile: 'docker/real',
	},
	'nothing but a Dockerfile outside': { dockerfile: '../Dockerfile', make: () => {}, files: [] },
	'names that are not ASCII, and sort otherwise than text': {
		make: folder => {
			tree(
				folder,
				'a',
				'a-b',
				'a.d/x',
				'a b',
				'Z',
				'é',
				'e\u0301',
				'\uffff',
				'😀',
				'日本/語',
				'it\'s "q" $x',
				'-dash',
				'.hidden',
			);
			tree(folder, 'line\nbreak', 'tab\tin', 'back\\slash', 'x'.repeat(255), `${'d/'.repeat(100)}deep`);
		},
	},
	'names that are not UTF-8': {
		make: folder => {
			folder.write(Buffer.from([0x66, 0xfc, 0x72]), 'latin');
			folder.write(Buffer.from([0x66, 0xff, 0xfe]), 'bytes');
			folder.write('für');
		},
	},
	'links of every kind': {
		make: folder => {
			folder.write('../outside', 'outside');
			tree(folder, 'a', 'sub/b');
			folder.link('../outside', 'out');
			folder.link('/etc/passwd', 'absolute');
			folder.link('nowhere', 'dangling');
			folder.link('loop2', 'loop1');
			folder.link('loop1', 'loop2');
			folder.link('.', 'self');
			folder.link('..', 'sub/up');
			folder.link('sub', 'folder');
			folder.touchLink('folder', 1_000_000_000.5);
		},
	},
	'hard links, one of them to an ignored file': {
		make: folder => {
			folder.write('.dockerignore', 'ignored\n');
			tree(folder, 'a', 'ignored', 'sub/x');
			folder.same('a', 'b');
			folder.same('a', 'sub/a');
			folder.same('ignored', 'not-ignored');
			folder.same('ignored', 'sub/not-ignored');
		},
	},
	'empty folders and files': {
		make: folder => {
			folder.write('.dockerignore', 'ignored/*\n');
			folder.folder('empty/in/empty');
			folder.write('nothing', '');
			tree(folder, 'ignored/a', 'ignored/b/c');
		},
	},
	'modes and times': {
		make: folder => {
			folder.write('setuid', 'x', 0o4755);
			folder.write('setgid', 'x', 0o2755);
			folder.write('none', 'x', 0);
			folder.write('all', 'x', 0o777);
			folder.folder('sticky', 0o1777);
			folder.folder('closed', 0o500);
			folder.write('old', 'x');
			folder.touch('old', 1);
			folder.write('before-1970', 'x');
			folder.touch('before-1970', -86_400.25);
			folder.write('future', 'x');
			folder.touch('future', 4_102_444_800.123456);
		},
	},
	'pipes and devices': {
		make: folder => {
			folder.mknod('pipe', 'p');
			folder.mknod('null', 'c', '1', '3');
			folder.mknod('block', 'b', '7', '300');
			folder.folder('sub');
			folder.mknod('sub/large', 'c', '4095', '70000');
		},
	},
	...(findProgram('setcap') && {
		'programs with file capabilities': {
			make: folder => {
				for (const name of ['one', 'sub/two', 'none']) {
					folder.write(name, name, 0o755);
				}
				execFileSync('setcap', ['cap_net_raw,cap_setpcap+ep', folder.at('one')]);
				execFileSync('setcap', ['cap_net_bind_service=+eip', folder.at('sub/two')]);
			},
		},
	}),
	'a socket, as an empty file': {
		make: folder => {
			folder.socket('sock');
			tree(folder, 'a');
		},
		todayOnly: true,
	},
	'only what a COPY names': {
		make: folder => {
			tree(folder, 'a1.txt', 'a2.txt', 'b.txt', 'dir/x/y', 'dir/z', 'real/f', 'big/unused');
			folder.link('real', 'via');
			folder.link('a1.txt', 'a3.txt');
		},
		copy: ['COPY a*.txt dir /srv/', 'COPY via/f /srv/through-link', 'COPY ["dir/x", "/srv/x/"]'],
	},
	'stages, and a target between them': {
		make: folder => tree(folder, 'a', 'b'),
		copy: [
			'COPY a /srv/',
			'FROM scratch AS unused',
			'COPY missing /',
			'FROM base AS wanted',
			'COPY --from=base /srv/a /srv/copy',
		],
		target: 'wanted',
		files: ['a', 'copy'],
	},
};
