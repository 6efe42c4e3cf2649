import type { ShellEnvironment } from '../../source/domain/shell/expand.js';

/** Values for shell expansions in tests. */
export const shellEnvironment: ShellEnvironment = {
	env: { NAME: 'value', WORDS: 'one two', EMPTY: '' },
	cwd: '/srv/shop',
	home: '/home/me',
	uid: 1000,
	gid: 100,
};
