import type { Credentials } from '../../engine.js';
import type { Environment } from '../connect/settings/config-file.js';
import { isRecord } from '../connect/settings/config-types.js';
import { type AuthEntry, fromEntry } from './auth-entry.js';

/**
 * The credentials in `DOCKER_AUTH_CONFIG`, by registry: `{"auths": …}` as in config.json. They take precedence over stored
 * ones; invalid entries are ignored. Source: docker/cli 28.3 cli/config/configfile/file.go, GetCredentialsStore.
 */
export function credentialsFromEnv({ DOCKER_AUTH_CONFIG: text }: Environment): Map<string, Credentials> {
	const found = new Map<string, Credentials>();
	for (const [server, entry] of Object.entries(authsIn(text))) {
		const credentials = isRecord(entry) ? fromEntry(server, entry as AuthEntry) : undefined;
		if (credentials) {
			found.set(server, credentials);
		}
	}
	return found;
}

function authsIn(text: string | undefined): Readonly<Record<string, unknown>> {
	if (!text) {
		return {};
	}
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) && isRecord(value.auths) ? value.auths : {};
	} catch {
		return {};
	}
}
