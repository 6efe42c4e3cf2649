import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const wasm = 'yoga.wasm.br';
const encoded = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/g;
const load = 'wrapAssembly(await loadYoga())';

/**
 * Loads Yoga without a top-level await, which CommonJS lacks, and from a file of its own beside the code: in base64 its
 * WebAssembly is a third bigger, hardly shrinks in a package, and is decoded character by character at each start. Measured
 * on Node 20.20: 27 % of the CPU of loading Ink.
 */
export const yoga = {
	name: 'yoga',
	setup(builder) {
		builder.onResolve({ filter: /^yoga\.wasm\.br$/ }, ({ importer }) => ({
			path: wasm,
			namespace: 'yoga',
			pluginData: importer,
		}));
		builder.onLoad({ filter: /.*/, namespace: 'yoga' }, async ({ pluginData: importer }) => {
			const source = new URL('../binaries/yoga-wasm-base64-esm.js', `file://${importer}`);
			return { contents: compressed(Buffer.from((await parts(source)).base64, 'base64')), loader: 'file' };
		});
		builder.onLoad({ filter: /[\\/]yoga-wasm-base64-esm\.js$/ }, async ({ path: file }) => ({
			contents: (await parts(file)).code,
		}));
		builder.onLoad({ filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/ }, async ({ path: file }) => {
			const text = await readFile(file, 'utf8');
			if (!text.includes(load)) {
				throw changed(file);
			}
			return { contents: loader + text.replace(load, 'wrapAssembly(loadNow())') };
		});
	},
};

/** Emscripten's loader runs synchronously if it gets a function that instantiates the WebAssembly synchronously. */
const loader = `import { brotliDecompressSync } from 'node:zlib';
import wasm from '${wasm}';
function loadNow() {
	const assembly = {
		instantiateWasm(imports, receive) {
			const bytes = brotliDecompressSync(readBundled(wasm.replace('./', '')));
			const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
			receive(instance);
			return instance.exports;
		},
	};
	loadYoga(assembly);
	return assembly;
}
`;

/** Splits Yoga's loader into the code and its WebAssembly in base64. */
async function parts(file) {
	const text = await readFile(file, 'utf8');
	const [found, ...others] = [...text.matchAll(encoded)];
	if (found === undefined || others.length > 0 || !text.includes('.instantiateWasm')) {
		throw changed(file);
	}
	return { code: text.replace(found[1], ''), base64: found[1] };
}

function compressed(bytes) {
	return brotliCompressSync(bytes, {
		params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
	});
}

function changed(file) {
	return new Error(`${file} has changed: look at how it gets its WebAssembly again`);
}
