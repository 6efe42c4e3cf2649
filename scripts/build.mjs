// Builds what npm ships: one ESM bundle without runtime dependencies, its lazy chunks and the licences of what is inside.
//   node scripts/build.mjs [--entry cli.tsx] [--out dist] [--sizes]
// The same input gives the same bytes.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { stubs } from './bundle/stubs.mjs';
import { bundleTricks } from './bundle/tricks.mjs';
import { bundledPackages, thirdPartyText } from './third-party.mjs';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		entry: { type: 'string', default: path.join(root, 'cli.tsx') },
		out: { type: 'string', default: path.join(root, 'dist') },
		sizes: { type: 'boolean', default: false },
	},
});

const hashbang = '#!/usr/bin/env node\n';
const banner = [
	// CommonJS packages ask for Node's modules with require, which ESM lacks.
	"import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
	// Node 20 lacks it, Ink 8 needs it.
	'Promise.withResolvers??=function(){let r={};r.promise=new this((a,b)=>{r.resolve=a;r.reject=b});return r};',
].join('');

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const result = await build({
	absWorkingDir: root,
	entryPoints: { cli: path.resolve(options.entry) },
	outdir: path.resolve(options.out),
	chunkNames: '[name]-[hash]',
	assetNames: '[name]-[hash]',
	bundle: true,
	splitting: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	minify: true,
	charset: 'utf8',
	jsx: 'automatic',
	legalComments: 'none',
	logLevel: 'warning',
	metafile: true,
	write: false,
	plugins: [stubs, ...bundleTricks()],
	banner: { js: banner },
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		PLIMSOLL_VERSION: JSON.stringify(version),
	},
}).catch(() => process.exit(1));

await mkdir(options.out, { recursive: true });
const licences = {
	path: path.resolve(options.out, 'THIRD-PARTY.txt'),
	contents: await thirdPartyText(root, result.metafile),
};
const outputs = result.outputFiles.map(({ path: file, contents, text }) => ({
	path: file,
	contents: file.endsWith('.js') ? text : contents,
}));
const files = [...outputs, licences];
for (const file of files) {
	const isCli = path.basename(file.path) === 'cli.js';
	if (isCli && !file.contents.startsWith('#!')) {
		file.contents = hashbang + file.contents;
	}
	await writeFile(file.path, file.contents, { mode: isCli ? 0o755 : 0o644 });
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
		const [{ size }, gzip] = [await stat(file.path), gzipSync(file.contents).length];
		total.bytes += size;
		total.gzip += gzip;
		if (options.sizes) {
			console.log(`${kilobytes(size)} ${kilobytes(gzip)} gzipped  ${path.basename(file.path)}`);
		}
	}
	if (options.sizes) {
		for (const { name, bytes } of bundledPackages(result.metafile)) {
			console.log(`${kilobytes(bytes)}  ${name}`);
		}
	}
	console.log(
		`${kilobytes(total.bytes)} ${kilobytes(total.gzip)} gzipped  ${path.relative(root, path.resolve(options.out))}`,
	);
}

function kilobytes(bytes) {
	return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
