// Builds what npm ships: one bundle without runtime dependencies, the small program that starts it, and the licences of what
// is inside.
//   node scripts/build.mjs [--entry cli.tsx] [--out dist] [--sizes] [--binary]
// The same input gives the same bytes.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ink } from './bundle/ink.mjs';
import { partEntry, partNames, parts } from './bundle/parts.mjs';
import { stubs } from './bundle/stubs.mjs';
import { bundleTricks } from './bundle/tricks.mjs';
import { yoga } from './bundle/yoga.mjs';
import { bundledPackages, thirdPartyText } from './third-party.mjs';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		entry: { type: 'string', default: path.join(root, 'cli.tsx') },
		out: { type: 'string', default: path.join(root, 'dist') },
		sizes: { type: 'boolean', default: false },
		// For scripts/binary.mjs: the parts are read from the executable, not from files.
		binary: { type: 'boolean', default: false },
	},
});

const hashbang = '#!/usr/bin/env node\n';
// Node 20 lacks it, Ink 8 needs it.
const withResolvers =
	'Promise.withResolvers??=function(){let r={};r.promise=new this((a,b)=>{r.resolve=a;r.reject=b});return r};';

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const common = {
	absWorkingDir: root,
	outdir: path.resolve(options.out),
	assetNames: '[name]-[hash]',
	bundle: true,
	platform: 'node',
	// One file, whose compiled code can be kept: see source/platform/code-cache.ts, which reads it as ASCII.
	format: 'cjs',
	charset: 'ascii',
	target: 'node20',
	minify: true,
	jsx: 'automatic',
	legalComments: 'none',
	logLevel: 'warning',
	metafile: true,
	write: false,
	// Node's own modules, with `import()` as well.
	supported: { 'dynamic-import': false },
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		'import.meta.url': 'importMetaUrl',
		PLIMSOLL_VERSION: JSON.stringify(version),
	},
};
const stop = () => process.exit(1);
const packages = [stubs, ink, yoga, ...bundleTricks()];
/** The text of each file is one function expression. */
const asFunction = {
	banner: {
		js: `(function(exports,require,module,__filename,readBundled){const importMetaUrl=require('node:url').pathToFileURL(__filename).href;${withResolvers}`,
	},
	footer: { js: '})' },
};
const cached = await Promise.all([
	build({
		...common,
		...asFunction,
		entryPoints: { main: path.resolve(options.entry) },
		plugins: [parts, ...packages],
	}),
	...partNames.map(part =>
		build({
			...common,
			...asFunction,
			stdin: partEntry(part, root),
			outdir: undefined,
			outfile: path.resolve(options.out, `${part}.js`),
			plugins: packages,
		}),
	),
]).catch(stop);
const cachedFiles = cached.flatMap(({ outputFiles }) => outputFiles);
const digests = Object.fromEntries(
	cachedFiles
		.filter(({ path: file }) => file.endsWith('.js'))
		.map(({ path: file, contents }) => [
			path.basename(file, '.js'),
			createHash('sha256').update(contents).digest('hex').slice(0, 16),
		]),
);
const bootstrap = await build({
	...common,
	entryPoints: { cli: path.join(root, 'source/cli/bootstrap.ts') },
	define: { ...common.define, plimsollDigests: JSON.stringify(digests), isBinary: String(options.binary) },
}).catch(stop);
const metafile = { inputs: {}, outputs: {} };
for (const part of cached) {
	Object.assign(metafile.inputs, part.metafile.inputs);
	Object.assign(metafile.outputs, part.metafile.outputs);
}

await mkdir(options.out, { recursive: true });
const licences = {
	path: path.resolve(options.out, 'THIRD-PARTY.txt'),
	contents: await thirdPartyText(root, metafile),
};
// The package itself has ES modules.
const manifest = {
	path: path.resolve(options.out, 'package.json'),
	contents: `${JSON.stringify({ type: 'commonjs' })}\n`,
};
const outputs = [...cachedFiles, ...bootstrap.outputFiles].map(({ path: file, contents, text }) => ({
	path: file,
	contents: file.endsWith('.js') ? text : contents,
}));
const files = [...outputs, manifest, licences];
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
		for (const { name, bytes } of bundledPackages(metafile)) {
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
