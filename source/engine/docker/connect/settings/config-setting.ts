import { join } from 'node:path';
import type { Proxies } from '../../../../domain/run/request/context.js';
import { configFolder, type Environment } from './config-file.js';
import { isRecord } from './config-types.js';
import { disk, type Files } from './files.js';

/**
 * One field of docker's config.json as it is now; undefined when it is missing or the file cannot be read. plimsoll warns of
 * a broken file once, at the start; docker ignores it from then on, too.
 */
async function readSetting(env: Environment, name: string, files: Files = disk): Promise<unknown> {
	try {
		const config: unknown = JSON.parse((await files.read(join(configFolder(env), 'config.json'))) ?? '{}');
		return isRecord(config) ? config[name] : undefined;
	} catch {
		return undefined;
	}
}

/** `detachKeys`: `ctrl-x,x`; empty for docker's default. The engine checks it. */
export async function readDetachKeys(env: Environment, files: Files = disk): Promise<string> {
	const value = await readSetting(env, 'detachKeys', files);
	return typeof value === 'string' ? value : '';
}

/** `pruneFilters`: `["label!=keep"]`, not parsed. */
export async function readPruneFilters(env: Environment, files: Files = disk): Promise<readonly string[]> {
	const value = await readSetting(env, 'pruneFilters', files);
	return Array.isArray(value) ? value.filter(filter => typeof filter === 'string') : [];
}

/**
 * `proxies` for one engine: the entry of its URL, else `default`; undefined when there is none. Source: docker/cli configfile
 * ParseProxyConfig.
 */
export async function readProxies(
	env: Environment,
	endpoint: string,
	files: Files = disk,
): Promise<Proxies | undefined> {
	const proxies = await readSetting(env, 'proxies', files);
	if (!isRecord(proxies)) {
		return undefined;
	}
	const found = [proxies[endpoint], proxies.default].find(isRecord);
	return found as Proxies | undefined;
}
