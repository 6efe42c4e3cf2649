import { readFile } from 'node:fs/promises';

/** Code of string-width that runs when it is loaded, and the same code run when it is first needed. */
const tables = [
	[
		'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
		"let emoji; const rgiEmojiRegex = { test: text => (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
	],
	[
		'const segmenter = new Intl.Segmenter();',
		'let made; const segmenter = { segment: text => (made ??= new Intl.Segmenter()).segment(text) };',
	],
];

/**
 * Makes string-width's pattern of all emoji and its segmenter when they are first needed: each takes some 10 ms, before the
 * first rows, and most screens need neither. Measured on Node 20.20: 14 % of the CPU to the first rows.
 */
export const lazyTables = {
	name: 'lazy-tables',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
			let contents = await readFile(file, 'utf8');
			for (const [eager, lazy] of tables) {
				if (!contents.includes(eager)) {
					throw new Error(`${file} has changed: look at what it makes when it is loaded again`);
				}
				contents = contents.replace(eager, () => lazy);
			}
			return { contents };
		});
	},
};
