import path from 'node:path';

/** yaml's ES modules in the place of its CommonJS ones, of which a bundler can leave nothing out. */
export const yamlModules = root => ({
	name: 'yaml-modules',
	setup(builder) {
		builder.onResolve({ filter: /^yaml$/ }, () => ({ path: path.join(root, 'node_modules/yaml/browser/index.js') }));
	},
});
