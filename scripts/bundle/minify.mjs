import { minify } from '@swc/core';

/**
 * A chunk made smaller than esbuild makes it, which looks at each statement only once and keeps what is never read. Only
 * what is safe for any code: nothing is assumed about getters, arguments or built-ins.
 */
export async function minified(text) {
	const { code } = await minify(text, {
		module: true,
		ecma: 2022,
		compress: { passes: 3 },
		mangle: true,
		toplevel: true,
		format: { comments: false },
	});
	return code;
}
