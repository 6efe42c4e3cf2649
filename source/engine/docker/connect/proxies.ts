import { join } from 'node:path';
import type { Proxies } from '../../../domain/run/request/context.js';
import { configFolder, type Environment } from './config-file.js';
import { disk, type Files } from './files.js';

/**
 * The `proxies` of docker's config.json that hold for an engine: those under its URL, else `default`; undefined when there
 * are none or the file cannot be read. Source: docker/cli configfile ParseProxyConfig.
 */
export async function readProxies(
	env: Environment,
	endpoint: string,
	files: Files = disk,
): Promise<Proxies | undefined> {
	try {
		const config: unknown = JSON.parse((await files.read(join(configFolder(env), 'config.json'))) ?? '{}');
		const proxies = fieldOf(config, 'proxies');
		return (fieldOf(proxies, endpoint) ?? fieldOf(proxies, 'default')) as Proxies | undefined;
	} catch {
		// The start has told of a broken file already; docker goes on without it, too.
		return undefined;
	}
}

function fieldOf(value: unknown, name: string): object | undefined {
	const field = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
	return typeof field === 'object' && field !== null ? field : undefined;
}
