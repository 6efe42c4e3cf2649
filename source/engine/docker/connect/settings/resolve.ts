import type { DockerContext, Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import { DEFAULT_CONTEXT, listContexts, readContext } from './contexts.js';
import { parseHost } from './parse-host.js';
import { pickContext, type Surroundings } from './pick-context.js';
import { usualSockets } from './usual-sockets.js';

export type Resolution = {
	/** To be tried in this order; exactly one when the user named it. */
	readonly candidates: readonly Endpoint[];
};

/**
 * Which engine is meant, exactly as the docker CLI decides, and then the usual sockets. Throws an EngineError
 * (`bad-request`) with the CLI's words for conflicting flags, a nonsense address or a missing context.
 */
export async function resolveEndpoint(surroundings: Surroundings): Promise<Resolution> {
	const { flags, env, configFolder, files } = surroundings;
	if (flags.context && flags.host !== undefined) {
		throw new EngineError('bad-request', 'conflicting options: cannot specify both --host and --context');
	}
	const { name, origin } = await pickContext(surroundings);
	if (name !== DEFAULT_CONTEXT) {
		return { candidates: [(await readContext(configFolder, name, origin, files)).endpoint] };
	}
	const host = flags.host ?? env.DOCKER_HOST ?? '';
	if (host.trim()) {
		return { candidates: [withTls(parseHost(host), origin === '--host' ? origin : 'DOCKER_HOST', surroundings)] };
	}
	const sockets = defaultUrls(surroundings).map(url => withTls(url, 'default socket', surroundings));
	// Who asks for the default by name means that one, not whatever else runs here.
	return { candidates: origin === 'default socket' ? sockets : sockets.slice(0, 1) };
}

/** The contexts of `docker context ls`, for the host switcher. */
export async function dockerContexts(surroundings: Surroundings): Promise<DockerContext[]> {
	const { DOCKER_HOST } = surroundings.env;
	const byDefault = DOCKER_HOST?.trim()
		? withTls(parseHost(DOCKER_HOST), 'DOCKER_HOST', surroundings)
		: withTls(defaultUrls(surroundings)[0] ?? '', 'default socket', surroundings);
	return listContexts(surroundings, byDefault);
}

function defaultUrls({ env, home, platform }: Surroundings): string[] {
	return env.DOCKER_TLS_VERIFY || env.DOCKER_TLS ? ['tcp://localhost:2376'] : usualSockets(env, home, platform);
}

/** TLS by environment is for TCP only, and never for a context: that has its own. */
function withTls(url: string, origin: string, { env, configFolder }: Surroundings): Endpoint {
	const { DOCKER_TLS_VERIFY, DOCKER_TLS, DOCKER_CERT_PATH } = env;
	if (!url.startsWith('tcp:') || !(DOCKER_TLS_VERIFY || DOCKER_TLS)) {
		return { url, origin };
	}
	return { url, origin, tls: { folder: DOCKER_CERT_PATH || configFolder, verify: Boolean(DOCKER_TLS_VERIFY) } };
}
