import { join } from 'node:path';
import { configFolder, type Environment } from './config-file.js';
import { isRecord } from './config-types.js';
import { disk, type Files } from './files.js';

/**
 * One field of docker's config.json as it is now; undefined when it is not there or the file cannot be read: the start has told
 * of a broken file already, and docker goes on without it, too.
 */
export async function readSetting(env: Environment, name: string, files: Files = disk): Promise<unknown> {
	try {
		const config: unknown = JSON.parse((await files.read(join(configFolder(env), 'config.json'))) ?? '{}');
		return isRecord(config) ? config[name] : undefined;
	} catch {
		return undefined;
	}
}

/** `detachKeys`: `ctrl-x,x`; empty for docker's default. Whether it is valid is the engine's to say. */
export async function readDetachKeys(env: Environment, files: Files = disk): Promise<string> {
	const value = await readSetting(env, 'detachKeys', files);
	return typeof value === 'string' ? value : '';
}

/** `pruneFilters`: `["label!=keep"]`, as they are written. */
export async function readPruneFilters(env: Environment, files: Files = disk): Promise<readonly string[]> {
	const value = await readSetting(env, 'pruneFilters', files);
	return Array.isArray(value) ? value.filter(filter => typeof filter === 'string') : [];
}
