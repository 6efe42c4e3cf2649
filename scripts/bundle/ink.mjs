import { readFile } from 'node:fs/promises';

/** Top-level awaits of Ink, which only run with `DEV=true`, for React's developer tools. */
const awaits = [
	["await import('./devtools.js');", ''],
	['await loadPackageJson()', '{}'],
];

/** Removes Ink's connection to React's developer tools: CommonJS has no top-level await. */
export const ink = {
	name: 'ink',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, async ({ path: file }) => {
			let contents = await readFile(file, 'utf8');
			for (const [found, replacement] of awaits) {
				if (!contents.includes(found)) {
					throw new Error(`${file} has changed: look at its top-level awaits again`);
				}
				contents = contents.replace(found, () => replacement);
			}
			return { contents };
		});
	},
};
