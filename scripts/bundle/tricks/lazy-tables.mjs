import { readFile } from 'node:fs/promises';

/** Code of string-width that runs when it is loaded, and the same code run when it is first needed. */
const tables = [
	[
		'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
		// Each emoji of the table has one of the possible characters: other wide text does not need the table.
		[
			'let emoji;',
			'const possible = /[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u20e3]/u;',
			"const test = text => possible.test(text) && (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text);",
			'const rgiEmojiRegex = { test };',
		].join('\n'),
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
