import { homedir } from 'node:os';
import { configFolder, type Environment, readConfig } from './config-file.js';
import { disk, type Files } from './files.js';

/** The inputs of the docker CLI's choice of an engine. */
export type CliSettings = {
	/** `-H` and `-c`. As for the docker CLI, an empty `-H` means the default socket, and an empty `-c` is ignored. */
	readonly flags: { readonly host?: string | undefined; readonly context?: string | undefined };
	readonly env: Environment;
	readonly home: string;
	readonly platform: NodeJS.Platform;
	/** Folder of docker's config.json. */
	readonly configFolder: string;
	readonly files: Files;
};

/** The settings of this process. */
export function cliSettings(flags: CliSettings['flags'] = {}, env: Environment = process.env): CliSettings {
	const home = homedir();
	return { flags, env, home, platform: process.platform, configFolder: configFolder(env, home), files: disk };
}

type Picked = { readonly name: string; readonly origin: string };

/**
 * The context in use and the setting that chose it, in the docker CLI's order of precedence: `-c`, `-H`, DOCKER_HOST,
 * DOCKER_CONTEXT, config.json. `default` means a host or a socket.
 */
export async function pickContext({ flags, env, configFolder: folder, files }: CliSettings): Promise<Picked> {
	if (flags.context) {
		return { name: flags.context, origin: '--context' };
	}
	if (flags.host !== undefined) {
		return { name: 'default', origin: '--host' };
	}
	if (env.DOCKER_HOST) {
		return { name: 'default', origin: 'DOCKER_HOST' };
	}
	if (env.DOCKER_CONTEXT) {
		return { name: env.DOCKER_CONTEXT, origin: 'DOCKER_CONTEXT' };
	}
	const { currentContext } = await readConfig(folder, files);
	if (currentContext) {
		return { name: currentContext, origin: 'current context' };
	}
	return { name: 'default', origin: 'default socket' };
}
