import { expect, test } from 'vitest';
import { lacksUtf8 } from '../../source/terminal/locale.js';

test.each<[boolean, Record<string, string>]>([
	[false, {}],
	[false, { LANG: '' }],
	[false, { LANG: 'en_US.UTF-8' }],
	[false, { LC_CTYPE: 'UTF-8', LANG: 'C' }],
	[false, { LC_ALL: 'C.utf8', LANG: 'C' }],
	[false, { LC_ALL: '', LC_CTYPE: '', LANG: 'de_AT.utf8@euro' }],
	[true, { LANG: 'C' }],
	[true, { LANG: 'POSIX' }],
	[true, { LANG: 'en_US' }],
	[true, { LC_CTYPE: 'ja_JP.eucJP', LANG: 'en_US.UTF-8' }],
	[true, { LC_ALL: 'C', LC_CTYPE: 'UTF-8', LANG: 'en_US.UTF-8' }],
])('the locale lacks UTF-8: %s with %j', (lacks, env) => {
	expect(lacksUtf8(env)).toBe(lacks);
});
