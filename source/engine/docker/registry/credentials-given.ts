import type { Credentials } from '../../engine.js';
import type { Environment } from '../connect/settings/config-file.js';
import { isRecord } from '../connect/settings/config-types.js';
import { type AuthEntry, fromEntry } from './auth-entry.js';

/**
 * Credentials that `DOCKER_AUTH_CONFIG` gives by registry: `{"auths": …}` as in config.json. They go before stored ones;
 * what cannot be read is passed over. Source: docker/cli 28.3 cli/config/configfile/file.go, GetCredentialsStore.
 */
export function credentialsGiven({ DOCKER_AUTH_CONFIG: text }: Environment): Map<string, Credentials> {
	const given = new Map<string, Credentials>();
	for (const [server, entry] of Object.entries(authsIn(text))) {
		const credentials = isRecord(entry) ? fromEntry(server, entry as AuthEntry) : undefined;
		if (credentials) {
			given.set(server, credentials);
		}
	}
	return given;
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
