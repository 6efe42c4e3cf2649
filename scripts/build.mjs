// Builds what npm ships: one ESM bundle without runtime dependencies, its lazy chunks and the licences of what is inside.
//   node scripts/build.mjs [--entry cli.tsx] [--out dist] [--sizes]
// The same input gives the same bytes.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundledPackages, thirdPartyText } from './third-party.mjs';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		entry: { type: 'string', default: path.join(root, 'cli.tsx') },
		out: { type: 'string', default: path.join(root, 'dist') },
		sizes: { type: 'boolean', default: false },
	},
});

/** Optional parts of dockerode and Ink that plimsoll never calls; some cannot even be loaded as ESM. */
const neverCalled = /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features|react-devtools-core)$/;
const stubs = {
	name: 'stubs',
	setup(builder) {
		builder.onResolve({ filter: neverCalled }, ({ path: name }) => ({ path: name, namespace: 'stub' }));
		builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = { default: {} };' }));
	},
};

/**
 * Older copies of what plimsoll has itself, under functions of dockerode that it never calls, and what Node has built in.
 * docker-modem takes a Duplex from readable-stream for attached input, which the engine's adapter has raw.
 */
const unused = /^(tar-fs|readable-stream|debug)$/;
const lean = {
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

/** string-width's pattern of all emoji takes 10 ms to make; most screens have none. */
const emoji = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';
const lazyEmoji =
	"let madeEmoji; const rgiEmojiRegex = { test: text => (madeEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };";
const stringWidth = {
	name: 'string-width',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
			const text = await readFile(file, 'utf8');
			if (!text.includes(emoji)) throw new Error(`${file} is not as it was: look at its pattern of emoji again`);
			return { contents: text.replace(emoji, () => lazyEmoji) };
		});
	},
};

const hashbang = '#!/usr/bin/env node\n';
const banner = [
	// CommonJS packages ask for Node's modules with require, which ESM lacks.
	"import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
	// Node 20 lacks it, Ink 8 needs it.
	'Promise.withResolvers??=function(){let r={};r.promise=new this((a,b)=>{r.resolve=a;r.reject=b});return r};',
	// These two load 12 ms worth of tables: they are made when they are first used, not when a module is loaded.
	'globalThis.LazySegmenter??=class{constructor(...a){this.a=a}segment(t){return(this.s??=new Intl.Segmenter(...this.a)).segment(t)}};',
	'globalThis.LazyCollator??=class{constructor(...a){this.a=a}compare(x,y){return(this.c??=new Intl.Collator(...this.a)).compare(x,y)}};',
].join('');

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const result = await build({
	absWorkingDir: root,
	entryPoints: { cli: path.resolve(options.entry) },
	outdir: path.resolve(options.out),
	chunkNames: '[name]-[hash]',
	bundle: true,
	splitting: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	minify: true,
	jsx: 'automatic',
	legalComments: 'none',
	logLevel: 'warning',
	metafile: true,
	write: false,
	plugins: [stubs, lean, stringWidth],
	banner: { js: banner },
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		PLIMSOLL_VERSION: JSON.stringify(version),
		// yoga-layout reads its wasm through fetch('data:…'), which loads undici (35–45 ms); without fetch it decodes base64.
		fetch: 'undefined',
		'Intl.Segmenter': 'globalThis.LazySegmenter',
		'Intl.Collator': 'globalThis.LazyCollator',
	},
}).catch(() => process.exit(1));

await mkdir(options.out, { recursive: true });
const licences = {
	path: path.resolve(options.out, 'THIRD-PARTY.txt'),
	text: await thirdPartyText(root, result.metafile),
};
const files = [...result.outputFiles.map(({ path: file, text }) => ({ path: file, text })), licences];
for (const file of files) {
	const isCli = path.basename(file.path) === 'cli.js';
	if (isCli && !file.text.startsWith('#!')) file.text = hashbang + file.text;
	await writeFile(file.path, file.text, { mode: isCli ? 0o755 : 0o644 });
}
await removeStale();
await print();

/** Old files go last: a dashboard started from an earlier build may still load its chunks while this one is written. */
async function removeStale() {
	const fresh = new Set(files.map(file => path.basename(file.path)));
	const old = (await readdir(options.out)).filter(name => !fresh.has(name));
	await Promise.all(old.map(name => rm(path.join(options.out, name), { recursive: true, force: true })));
}

async function print() {
	const total = { bytes: 0, gzip: 0 };
	for (const file of files) {
		const [{ size }, gzip] = [await stat(file.path), gzipSync(file.text).length];
		total.bytes += size;
		total.gzip += gzip;
		if (options.sizes) console.log(`${kilobytes(size)} ${kilobytes(gzip)} gzipped  ${path.basename(file.path)}`);
	}
	if (options.sizes)
		for (const { name, bytes } of bundledPackages(result.metafile)) console.log(`${kilobytes(bytes)}  ${name}`);
	console.log(
		`${kilobytes(total.bytes)} ${kilobytes(total.gzip)} gzipped  ${path.relative(root, path.resolve(options.out))}`,
	);
}

function kilobytes(bytes) {
	return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
