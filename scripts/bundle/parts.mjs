import path from 'node:path';

/** Packages that are bundled in files of their own: the first rows come without them, and most runs need only Ink. */
const packagesOf = {
	execa: ['execa'],
	ink: ['ink', 'ink-text-input', 'react', 'react/jsx-runtime'],
	yaml: ['yaml'],
};

/** The commands that print a page and leave: our own code, which no start of the dashboard reads. */
const tools = 'source/cli/tools/tools.ts';

export const partNames = [...Object.keys(packagesOf), 'tools'];

const partOf = name => Object.keys(packagesOf).find(part => packagesOf[part].includes(name));

/** The entry of a part: a module that exports the namespaces of its packages by name, or the exports of our tools. */
export function partEntry(part, resolveDir) {
	if (part === 'tools') {
		return { contents: `export * from './${tools}';`, resolveDir, sourcefile: 'tools.js' };
	}
	const lines = packagesOf[part].map((name, index) => `import * as p${index} from '${name}';`);
	const names = packagesOf[part].map((name, index) => `'${name}': p${index}`);
	return {
		contents: `${lines.join('\n')}\nmodule.exports = { ${names.join(', ')} };`,
		resolveDir,
		sourcefile: `${part}.js`,
	};
}

/** Replaces these packages by modules that load their part at the first import. */
export const parts = {
	name: 'parts',
	setup(builder) {
		builder.onResolve({ filter: /^[a-z][\w-]*(\/[\w-]+)?$/ }, ({ path: name }) => {
			return partOf(name) === undefined ? undefined : { path: name, namespace: 'part' };
		});
		builder.onResolve({ filter: /\/tools\.js$/ }, ({ path: file, resolveDir }) => {
			const wanted = path.join(builder.initialOptions.absWorkingDir, tools);
			return path.resolve(resolveDir, file).replace(/\.js$/, '.ts') === wanted
				? { path: './tools.js', external: true }
				: undefined;
		});
		builder.onResolve({ filter: /^\.\//, namespace: 'part' }, ({ path: file }) => ({ path: file, external: true }));
		builder.onLoad({ filter: /.*/, namespace: 'part' }, async ({ path: name }) => {
			const names = Object.keys(await import(name)).filter(key => key !== 'default' && key !== 'module.exports');
			const lines = [
				`const loaded = require('./${partOf(name)}.js')['${name}'];`,
				'export default loaded.default;',
				...names.map(key => `export const ${key} = loaded.${key};`),
			];
			return { contents: lines.join('\n') };
		});
	},
};
