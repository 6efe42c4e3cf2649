/** Packages that are bundled in files of their own: the first rows come without them, and most runs need only Ink. */
const packagesOf = {
	execa: ['execa'],
	ink: ['ink', 'ink-text-input', 'react', 'react/jsx-runtime'],
	yaml: ['yaml'],
};

export const partNames = Object.keys(packagesOf);

const partOf = name => partNames.find(part => packagesOf[part].includes(name));

/** The entry of a part: a module that exports the namespaces of its packages by name. */
export function partEntry(part, resolveDir) {
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
