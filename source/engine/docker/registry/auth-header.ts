import { authBody, type Credentials } from '../../../domain/commands/login.js';

/** `X-Registry-Auth` of pull and push. Docker sends it without credentials, too: `e30=` is `{}`. */
export function registryAuth(credentials: Credentials | undefined): Record<string, string> {
	return { 'X-Registry-Auth': base64Url(credentials ? authBody(credentials) : {}) };
}

/** `X-Registry-Config` of build: credentials by the registry's name. */
export function registryConfig(credentials: readonly Credentials[]): Record<string, string> {
	const all = Object.fromEntries(credentials.map(one => [one.server, authBody(one)]));
	return { 'X-Registry-Config': base64Url(all) };
}

/** Go's base64.URLEncoding, which keeps the padding. */
function base64Url(value: unknown): string {
	const text = Buffer.from(JSON.stringify(value)).toString('base64');
	return text.replaceAll('+', '-').replaceAll('/', '_');
}
