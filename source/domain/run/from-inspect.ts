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
 * Returns the options that create a container again, from the answers to `docker inspect`. Values that are defaults of the
 * image or of the engine are left out. Without the image's answer its defaults are unknown, so all values are included.
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

/** Returns the options as a command line: `docker run -d --name web …`. */
export function runLineOf(container: unknown, image?: unknown): string {
	return quote(runArgv(runOptionsOf(container, image), 'run'));
}
