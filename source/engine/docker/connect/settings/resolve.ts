import type { DockerContext, Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import { defaultContext, listContexts, readContext } from './contexts.js';
import { parseHost } from './parse-host.js';
import { type CliSettings, pickContext } from './pick-context.js';
import { usualSockets } from './usual-sockets.js';

type Resolution = {
	/** In the order to try; exactly one when the user named it. */
	readonly candidates: readonly Endpoint[];
};

/**
 * Picks the engine exactly as the docker CLI does; without any setting, the usual sockets are candidates, too. Throws an
 * EngineError (`bad-request`) with the CLI's words for conflicting flags, an invalid address or a missing context.
 */
export async function resolveEndpoint(settings: CliSettings): Promise<Resolution> {
	const { flags, env, configFolder, files } = settings;
	if (flags.context && flags.host !== undefined) {
		throw new EngineError('bad-request', 'conflicting options: cannot specify both --host and --context');
	}
	const { name, origin } = await pickContext(settings);
	if (name !== defaultContext) {
		return { candidates: [(await readContext(configFolder, name, origin, files)).endpoint] };
	}
	const host = flags.host ?? env.DOCKER_HOST ?? '';
	if (host.trim()) {
		return { candidates: [withTls(parseHost(host), origin === '--host' ? origin : 'DOCKER_HOST', settings)] };
	}
	const sockets = defaultUrls(settings).map(url => withTls(url, 'default socket', settings));
	// A user who names the default context means docker's default socket, and no other engine.
	return { candidates: origin === 'default socket' ? sockets : sockets.slice(0, 1) };
}

/** The contexts of `docker context ls`. */
export async function dockerContexts(settings: CliSettings): Promise<DockerContext[]> {
	const { DOCKER_HOST } = settings.env;
	const byDefault = DOCKER_HOST?.trim()
		? withTls(parseHost(DOCKER_HOST), 'DOCKER_HOST', settings)
		: withTls(defaultUrls(settings)[0] ?? '', 'default socket', settings);
	return listContexts(settings, byDefault);
}

function defaultUrls({ env, home, platform }: CliSettings): string[] {
	return env.DOCKER_TLS_VERIFY || env.DOCKER_TLS ? ['tcp://localhost:2376'] : usualSockets(env, home, platform);
}

/** The TLS variables apply to TCP only, and never to a context, which has its own TLS settings. */
function withTls(url: string, origin: string, { env, configFolder }: CliSettings): Endpoint {
	const { DOCKER_TLS_VERIFY, DOCKER_TLS, DOCKER_CERT_PATH } = env;
	if (!url.startsWith('tcp:') || !(DOCKER_TLS_VERIFY || DOCKER_TLS)) {
		return { url, origin };
	}
	return { url, origin, tls: { folder: DOCKER_CERT_PATH || configFolder, verify: Boolean(DOCKER_TLS_VERIFY) } };
}
