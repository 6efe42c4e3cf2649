import { quote } from '../command.js';
import type { ContainerDefaults } from '../nouns/host.js';
import { maskValue } from '../registry/secrets.js';
import { runDefaults } from './defaults.js';
import { networkOf } from './inspect/network.js';
import { processOf } from './inspect/process.js';
import { objectAt, textAt } from './inspect/raw.js';
import { resourcesOf } from './inspect/resources.js';
import { securityOf } from './inspect/security.js';
import { storageOf } from './inspect/storage.js';
import type { RunOptions } from './options.js';
import { runArgv } from './to-argv.js';
import type { Pair } from './values/pair.js';

/** Defaults of an engine without configuration, on cgroup v2. */
const usualDefaults: ContainerDefaults = { cgroupns: 'private', logDriver: 'json-file', runtime: 'runc' };

/**
 * Returns the options that create a container again, from the answers to `docker inspect`. Values that are defaults of the
 * image or of the engine are left out. Without the image's answer its defaults are unknown, so all values are included.
 */
export function runOptionsOf(container: unknown, image?: unknown, defaults = usualDefaults): RunOptions {
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
		...resourcesOf(host, defaults),
		...securityOf(host, defaults),
	};
}

/**
 * Returns the options as a command line: `docker run -d --name web …`. `mask` stands for values that look secret, for the
 * screen; without it the line has them.
 */
export function runLineOf(container: unknown, image?: unknown, defaults = usualDefaults, mask?: string): string {
	const options = runOptionsOf(container, image, defaults);
	const argv = mask === undefined ? runArgv(options, 'run') : maskedArgv(options, mask);
	return argv.map(word => profileFile(word) ?? quote([word])).join(' ');
}

function maskedArgv(options: RunOptions, mask: string): readonly string[] {
	const masked = ({ name, value }: Pair): Pair => ({
		name,
		value: value === undefined ? undefined : maskValue(name, value, mask),
	});
	const safe = { ...options, env: options.env.map(masked), label: options.label.map(masked) };
	return runArgv(safe, 'run').map(word => maskValue('', word, mask));
}

/**
 * The engine keeps a seccomp profile itself, while docker reads one from a file: a process substitution (bash, zsh, ksh) is
 * the file that holds it.
 */
function profileFile(word: string): string | undefined {
	const profile = /^seccomp=(\{.*)$/s.exec(word)?.[1];
	return profile === undefined ? undefined : `seccomp=<(echo ${quote([profile])})`;
}
