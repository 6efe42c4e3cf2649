import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Modules of packages that plimsoll uses, of which it never calls a function. The whole of what is called is in
 * test/fixtures/bundle-entry.tsx, which runs it without them.
 */
const modules = {
	// A child is started once, with text in and text out: no other process's messages, no pipes, no log, not in one go.
	execa: [
		'lib/methods/main-sync.js',
		'lib/ipc/get-each.js',
		'lib/ipc/get-one.js',
		'lib/ipc/graceful.js',
		'lib/ipc/send.js',
		'lib/pipe/setup.js',
		'lib/convert/duplex.js',
		'lib/convert/iterable.js',
		'lib/convert/readable.js',
		'lib/convert/writable.js',
		'lib/transform/generator.js',
		'lib/verbose/log.js',
	],
	'pretty-ms': ['index.js'],
	'@sindresorhus/merge-streams': ['index.js'],
	// Containers, images, volumes and networks; no swarm, no plugins, and the builder's messages are decoded in the adapter.
	dockerode: [
		'lib/buildkit.js',
		'lib/config.js',
		'lib/node.js',
		'lib/plugin.js',
		'lib/secret.js',
		'lib/service.js',
		'lib/session.js',
		'lib/task.js',
	],
	// Requests go out through Node alone (engine/docker/connect/send.ts).
	'docker-modem': ['lib/ssh.js', 'lib/http.js', 'lib/http_duplex.js'],
	// Archives are written, of bytes.
	'tar-stream': ['extract.js'],
	'text-decoder': ['index.js'],
	ink: ['build/devtools.js'],
	// A file is read, never written, and in the core schema of YAML 1.2.
	yaml: [
		'browser/dist/doc/createNode.js',
		'browser/dist/doc/applyReviver.js',
		'browser/dist/parse/cst-scalar.js',
		'browser/dist/parse/cst-stringify.js',
		'browser/dist/schema/yaml-1.1/binary.js',
		'browser/dist/schema/yaml-1.1/omap.js',
		'browser/dist/schema/yaml-1.1/pairs.js',
		'browser/dist/schema/yaml-1.1/schema.js',
		'browser/dist/schema/yaml-1.1/set.js',
		'browser/dist/schema/yaml-1.1/timestamp.js',
		'browser/dist/stringify/stringify.js',
		'browser/dist/stringify/stringifyCollection.js',
		'browser/dist/stringify/stringifyDocument.js',
		'browser/dist/stringify/stringifyNumber.js',
		'browser/dist/stringify/stringifyPair.js',
		'browser/dist/stringify/stringifyString.js',
	],
};

const names = Object.entries(modules).flatMap(([name, files]) => files.map(file => `node_modules/${name}/${file}`));
const posix = file => file.split(path.sep).join('/');

/** Leaves those modules out: what they export throws when it is called. */
export const leftOut = {
	name: 'left-out',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]node_modules[\\/].*\.js$/ }, async ({ path: file }) => {
			const name = names.find(end => posix(file).endsWith(`/${end}`));
			if (name !== undefined) return { contents: refusals(name, await readFile(file, 'utf8')) };
		});
	},
};

/** Throws when a package was bundled in which a module that is to be left out is no longer found. */
export function checkLeftOut({ inputs }) {
	const bundled = Object.keys(inputs);
	for (const name of names) {
		const folder = /^node_modules\/(@[^/]+\/)?[^/]+\//.exec(name)[0];
		if (!bundled.includes(name) && bundled.some(file => file.startsWith(folder)))
			throw new Error(`${name} is not as it was: look at what is left out again`);
	}
}

/** The names that an ES module exports; `default` among them. */
function exported(text) {
	const declared = [...text.matchAll(/^export (?:async )?(?:const|let|class|function) ?\*? ?(\w+)/gm)];
	const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(','));
	const exports = [...declared.map(([, name]) => name), ...listed.map(name => name.trim().split(' as ').at(-1))];
	if (/^export default /m.test(text)) exports.push('default');
	return exports.filter(name => name !== '');
}

function refusals(file, text) {
	const refusal = `throw new Error(${JSON.stringify(`${file} is not in the bundle`)});`;
	const leftOut = `function leftOut() { ${refusal} }\n`;
	if (/\bmodule\.exports\b/.test(text)) return `${leftOut}module.exports = leftOut;`;
	const exports = exported(text);
	return exports.length === 0
		? refusal
		: `${leftOut}export { ${exports.map(name => `leftOut as ${name}`).join(', ')} };`;
}
