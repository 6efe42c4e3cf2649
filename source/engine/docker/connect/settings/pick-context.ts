import { homedir } from 'node:os';
import { configFolder, type Environment, readConfig } from './config-file.js';
import { disk, type Files } from './files.js';

/** All that decides which engine is meant. */
export type Surroundings = {
	/** `-H` and `-c`; an empty `-H` means the default socket, an empty `-c` nothing, as for the docker CLI. */
	readonly flags: { readonly host?: string | undefined; readonly context?: string | undefined };
	readonly env: Environment;
	readonly home: string;
	readonly platform: NodeJS.Platform;
	/** Folder of docker's config.json. */
	readonly configFolder: string;
	readonly files: Files;
};

/** This process's surroundings. */
export function surroundings(flags: Surroundings['flags'] = {}, env: Environment = process.env): Surroundings {
	const home = homedir();
	return { flags, env, home, platform: process.platform, configFolder: configFolder(env, home), files: disk };
}

export type Picked = { readonly name: string; readonly origin: string };

/**
 * The context in use and who chose it, in the docker CLI's order: `-c`, `-H`, DOCKER_HOST, DOCKER_CONTEXT, config.json.
 * `default` stands for a host or a socket.
 */
export async function pickContext({ flags, env, configFolder: folder, files }: Surroundings): Promise<Picked> {
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
