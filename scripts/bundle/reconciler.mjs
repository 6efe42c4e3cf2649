import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What Ink's host config says that a terminal can do. React asks at run time; known at build time, what it has for the rest goes. */
const abilities = {
	supportsMutation: true,
	supportsMicrotasks: true,
	supportsPersistence: false,
	supportsHydration: false,
	supportsResources: false,
	supportsSingletons: false,
	supportsTestSelectors: false,
};

/** React's reconciler without what it has for hosts other than Ink. */
export const reconciler = root => ({
	name: 'reconciler',
	setup(builder) {
		builder.onLoad({ filter: /[\\/]react-reconciler\.production\.js$/ }, async ({ path: file }) => {
			const host = await readFile(path.join(root, 'node_modules/ink/build/reconciler.js'), 'utf8');
			let text = await readFile(file, 'utf8');
			for (const [name, able] of Object.entries(abilities)) {
				const declared = text.split(`${name} = $$$config.${name}`).length - 1;
				if (declared !== 1 || new RegExp(`\\b${name}: true\\b`).test(host) !== able)
					throw new Error(`${name} of Ink or of ${file} is not as it was: look at what a terminal can do again`);
				text = text.replace(new RegExp(`(?<![.$\\w])${name}\\b(?! = \\$)`, 'g'), String(able));
			}
			return { contents: text };
		});
	},
});
