/**
 * Whether the locale says that the terminal cannot show UTF-8, as POSIX reads it: the first of `LC_ALL`, `LC_CTYPE` and `LANG`
 * that is set names a character set, and `C`, `POSIX` or a bare `en_US` are not UTF-8. Where none is set, nothing is said.
 */
export function lacksUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return locale !== '' && !/utf-?8/i.test(locale);
}
