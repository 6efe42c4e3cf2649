import { execFileSync } from 'node:child_process';
import { findProgram } from '../../helpers/engine/programs.js';

import { type ContextCase, tree } from './context-case.js';
import { ignoreCases } from './ignore-contexts.js';

/** The test writes the Dockerfile unless `make` has written one to the path in `dockerfile`. */
export const contextCases: Readonly<Record<string, ContextCase>> = {
	...ignoreCases,
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
		// The protobuf library of Docker 28.5 refuses such names; that of 26.1 does not.
		refusedSince: 151,
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
	'names with blanks and dots at their ends': {
		make: folder => {
			folder.write('.dockerignore', 'ignored \n');
			tree(folder, ' lead', 'trail ', 'dot.', '...', '..two', 'ignored', 'ignored ', '~', '#x', '!y');
		},
	},
	'2,000 files in folders that sort around each other': {
		make: folder => {
			for (let index = 0; index < 1000; index++) {
				tree(folder, `d${index % 37}/f${index}`, `d${index % 37}.x/f-${index}`);
			}
		},
	},
	'sources with patterns in a COPY, and a mount': {
		make: folder => {
			tree(folder, 'a/x.txt', 'b/x.txt', 'b/y.txt', 'c/[x].txt', 'mounted/m', 'unused/u');
		},
		copy: [
			'COPY a/*.txt b/?.txt /srv/',
			'COPY c /srv/c',
			'RUN --mount=type=bind,source=mounted,target=/m cp -p /m/m /srv/',
		],
		files: ['c/[x].txt', 'm', 'x.txt', 'y.txt'],
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
