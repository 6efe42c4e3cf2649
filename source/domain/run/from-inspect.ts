import { quote } from '../command.js';
import { runDefaults } from './defaults.js';
import { networkOf } from './inspect/network.js';
import { processOf } from './inspect/process.js';
import { objectAt, textAt } from './inspect/raw.js';
import { resourcesOf } from './inspect/resources.js';
import { securityOf } from './inspect/security.js';
import { storageOf } from './inspect/storage.js';
import type { RunOptions } from './options.js';
import { runArgv } from './to-argv.js';

/**
 * What `docker run` must be told to make a container again, from the engine's answers to `docker inspect`. What its image
 * or the engine says by default is left out; without the image's answer nothing can be told apart, and all is said.
 */
export function runOptionsOf(container: unknown, image?: unknown): RunOptions {
	const config = objectAt(container, 'Config');
	const host = objectAt(container, 'HostConfig');
	const imageConfig = objectAt(image, 'Config');
	const top = objectAt({ container }, 'container');
	return {
		...runDefaults,
		image: textAt(config, 'Image'),
		name: textAt(top, 'Name').replace(/^\//, ''),
		...processOf(config, imageConfig, top),
		...networkOf(config, host, imageConfig, top),
		...storageOf(config, host, imageConfig),
		...resourcesOf(host),
		...securityOf(host),
	};
}

/** The same as a line to paste: `docker run -d --name web …`. */
export function runLineOf(container: unknown, image?: unknown): string {
	return quote(runArgv(runOptionsOf(container, image), 'run'));
}
