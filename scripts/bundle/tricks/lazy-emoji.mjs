import { readFile } from 'node:fs/promises';

const emoji = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';
const lazyEmoji =
	"let madeEmoji; const rgiEmojiRegex = { test: text => (madeEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };";

/** Makes string-width's pattern of all emoji when it is first needed: that takes 10 ms or more, and most screens have none. */
export const lazyEmojiPattern = {
	name: 'lazy-emoji',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
			const text = await readFile(file, 'utf8');
			if (!text.includes(emoji)) {
				throw new Error(`${file} has changed: look at its pattern of emoji again`);
			}
			return { contents: text.replace(emoji, () => lazyEmoji) };
		});
	},
};
