import { readFile } from 'node:fs/promises';

/** Optional parts of dockerode and Ink that plimsoll never calls; some cannot even be loaded as ESM. */
const neverCalled = /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features)$/;

/** Nothing in the place of packages that are never called. */
export const stubs = {
	name: 'stubs',
	setup(builder) {
		builder.onResolve({ filter: neverCalled }, ({ path: name }) => ({ path: name, namespace: 'stub' }));
		builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = { default: {} };' }));
	},
};

const unused = /^(tar-fs|readable-stream|debug)$/;

/**
 * Older copies of what plimsoll has itself, under functions of dockerode that it never calls, and what Node has built in.
 * docker-modem takes a Duplex from readable-stream for attached input, which the engine's adapter has raw.
 */
export const lean = {
	name: 'lean',
	setup(builder) {
		builder.onResolve({ filter: unused }, ({ path: name, importer }) => {
			if (/[\\/]node_modules[\\/](dockerode|docker-modem)[\\/]/.test(importer))
				return { path: name, namespace: 'lean' };
		});
		builder.onLoad({ filter: /.*/, namespace: 'lean' }, ({ path: name }) => ({
			contents:
				name === 'readable-stream'
					? "module.exports = require('node:stream');"
					: name === 'debug'
						? 'module.exports = () => () => {};'
						: 'module.exports = {};',
		}));
	},
};

const emoji = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';
const lazyEmoji =
	"let madeEmoji; const rgiEmojiRegex = { test: text => (madeEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };";

/** string-width's pattern of all emoji takes 10 ms to make; most screens have none. */
export const stringWidth = {
	name: 'string-width',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
			const text = await readFile(file, 'utf8');
			if (!text.includes(emoji)) throw new Error(`${file} is not as it was: look at its pattern of emoji again`);
			return { contents: text.replace(emoji, () => lazyEmoji) };
		});
	},
};
