import path from 'node:path';

/** Bundles yaml's ES modules instead of its CommonJS ones, of which a bundler can leave nothing out. */
export const yamlModules = root => ({
	name: 'yaml-modules',
	setup(builder) {
		builder.onResolve({ filter: /^yaml$/ }, () => ({ path: path.join(root, 'node_modules/yaml/browser/index.js') }));
	},
});
