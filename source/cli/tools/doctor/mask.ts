import { looksSecret, maskText, secretMask } from '../../../domain/registry/secrets.js';
import { sanitize } from '../../../domain/text/sanitize.js';

/** Everything before the last @ of an address, so that a password may have any character. */
const userinfo = /\b([a-z][a-z0-9+.-]{0,31}:\/\/)(\S*)@/gi;

/**
 * Returns a function that makes any text fit for a public page: without secrets, control characters and the home folder. A
 * message about a wrong address may quote a part of its password, so the parts in `addresses` are masked wherever they are.
 */
export function masker(home: string, addresses: readonly string[]): (text: string) => string {
	const parts = addresses.flatMap(secretParts);
	return text => {
		const clean = sanitize(text).replace(userinfo, (_, scheme: string, info: string) => {
			// An ssh address names the login, and has no other secret than a password.
			const [user = '', ...rest] = info.split(':');
			const isLogin = scheme.toLowerCase() === 'ssh://';
			return `${scheme}${!isLogin ? secretMask : rest.length === 0 ? user : `${user}:${secretMask}`}@`;
		});
		return shortened(maskText(parts.reduce((rest, part) => rest.replaceAll(part, secretMask), clean)), home);
	};
}

/** A shorter text is found in words by chance. */
const minPartLength = 3;

/** The passwords in the addresses of a text, and their parts between the characters at which an address is split. */
function secretParts(text: string): readonly string[] {
	return [...text.matchAll(userinfo)]
		.map(([, scheme = '', info = '']) => (scheme.toLowerCase() === 'ssh://' ? info.replace(/^[^:]*:?/, '') : info))
		.flatMap(secret => [secret, ...secret.split(/[/@?#]/)])
		.filter(part => part.length >= minPartLength)
		.sort((a, b) => b.length - a.length);
}

/** Writes the home folder as `~`, wherever a path begins with it. */
function shortened(text: string, home: string): string {
	if (home.length < 2) {
		return text;
	}
	const escaped = home.replace(/\/+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replace(new RegExp(`${escaped}(?![\\w.-])`, 'g'), '~');
}

/** Variables of docker and plimsoll whose values hold no secret, apart from passwords in addresses. */
const harmless =
	/^(DOCKER_(HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|BUILDKIT|DEFAULT_PLATFORM|CONTENT_TRUST|CLI_HINTS|HIDE_LEGACY_COMMANDS)|COMPOSE_(FILE|PROJECT_NAME|PROFILES)|PLIMSOLL_[A-Z_]+|(HTTP|HTTPS|NO|ALL)_PROXY)$/i;

const isShown = /^(DOCKER|PLIMSOLL|COMPOSE|BUILDX|BUILDKIT)_|^(http|https|no|all)_proxy$/i;

/** The variables that matter, by name. A value that may be a secret is masked whole. */
export function shownVariables(
	env: Readonly<Record<string, string | undefined>>,
): readonly (readonly [string, string])[] {
	return Object.entries(env)
		.flatMap(([name, value]) => (value !== undefined && isShown.test(name) ? [[name, value] as const] : []))
		.map(([name, value]) => [name, harmless.test(name) && !looksSecret(name) ? value : secretMask] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1));
}
