import type { Proxies } from '../../../../domain/run/request/context.js';
import type { Environment } from './config-file.js';
import { readSetting } from './config-setting.js';
import { isRecord } from './config-types.js';
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
	const proxies = await readSetting(env, 'proxies', files);
	if (!isRecord(proxies)) {
		return undefined;
	}
	const found = [proxies[endpoint], proxies.default].find(isRecord);
	return found as Proxies | undefined;
}
