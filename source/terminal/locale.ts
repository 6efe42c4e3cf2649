/**
 * Returns true if the locale excludes UTF-8. By POSIX the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set names the
 * character set, and `C`, `POSIX` or a bare `en_US` are not UTF-8. Without any of them UTF-8 is not excluded.
 */
export function lacksUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return locale !== '' && !/utf-?8/i.test(locale);
}
