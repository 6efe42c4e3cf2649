import type { Credentials } from '../../engine.js';

/** An entry of `auths` in config.json. */
export type AuthEntry = {
	readonly auth?: string;
	readonly identitytoken?: string;
	readonly username?: string;
	readonly password?: string;
};

/** The credentials of an entry; undefined when it has none. Source: docker/cli cli/config/configfile/file.go, decodeAuth. */
export function fromEntry(server: string, entry: AuthEntry): Credentials | undefined {
	const { username, password } = entry.auth
		? decode(entry.auth)
		: { username: entry.username, password: entry.password };
	if (entry.identitytoken) {
		return { server, ...(username && { username }), identityToken: entry.identitytoken };
	}
	return username ? { server, username, password: password ?? '' } : undefined;
}

function decode(auth: string): { username?: string; password?: string } {
	const text = Buffer.from(auth, 'base64').toString('utf8');
	const at = text.indexOf(':');
	if (at < 1) {
		return {};
	}
	// Old clients padded the password with NULs.
	const password = text.slice(at + 1).replaceAll(/^\0+|\0+$/g, '');
	return { username: text.slice(0, at), password };
}

/** The entry that `docker login` writes. Source: docker/cli configfile.go, encodeAuth. */
export function toEntry({ username = '', password = '', identityToken }: Credentials): AuthEntry {
	const auth = Buffer.from(`${username}:${identityToken ? '' : password}`, 'utf8').toString('base64');
	return { auth, ...(identityToken && { identitytoken: identityToken }) };
}
