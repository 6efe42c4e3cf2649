import type http from 'node:http';
import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import { errorOfAnswer } from '../../http/errors-map.js';
import { compareApiVersions, NEWEST_API, negotiateApiVersion, OLDEST_API } from './api-version.js';
import { type Pong, ping } from './ping.js';
import type { Transport } from './transport.js';

export type AgreeOptions = {
	readonly headers: http.OutgoingHttpHeaders;
	readonly signal: AbortSignal;
	readonly endpoint: Endpoint;
	/** `DOCKER_API_VERSION`: used as it is, when the engine takes it. */
	readonly wanted: string | undefined;
};

/**
 * Pings the engine and finds the API version that both sides speak. Throws an EngineError when what answers is no engine
 * (`protocol`, `tls`), or when there is no such version (`unsupported`); a failed connection's own error otherwise.
 */
export async function agreeOnVersion(transport: Transport, options: AgreeOptions): Promise<string> {
	const { wanted } = options;
	const pong = await ping(transport, options);
	const theirs = pong.apiVersion;
	if (theirs === undefined || !/^\d+\.\d+$/.test(theirs)) {
		throw notAnEngine(pong, options.endpoint);
	}
	if (pong.status !== 200) {
		throw errorOfAnswer(pong.status, messageOf(pong.body));
	}
	const version = wanted ? wanted.replace(/^v/, '') : negotiateApiVersion(theirs);
	if (!wanted && compareApiVersions(theirs, OLDEST_API) < 0) {
		throw new EngineError(
			'unsupported',
			`the engine's API ${theirs} is too old: plimsoll needs ${OLDEST_API} or newer`,
		);
	}
	if (version === theirs) {
		return version;
	}
	// An engine tells the oldest version that it takes only when it refuses one.
	const second = await ping(transport, { ...options, version });
	if (second.status === 200) {
		return version;
	}
	const refusal = errorOfAnswer(second.status, messageOf(second.body));
	const origin = wanted ? ' (DOCKER_API_VERSION is set)' : ` (plimsoll speaks up to ${NEWEST_API})`;
	const kind = second.status === 400 ? 'unsupported' : refusal.kind;
	throw new EngineError(kind, refusal.message + origin);
}

/** Every engine since Docker 1.10 and Podman name their API version; what does not is something else. */
function notAnEngine(pong: Pong, endpoint: Endpoint): EngineError {
	// A TLS server that is spoken to in plain text answers 400 and a sentence.
	if (pong.status === 400 && !endpoint.tls && /^(?:tcp|http):/.test(endpoint.url)) {
		return new EngineError('tls', errorOfAnswer(400, pong.body.trim()).message);
	}
	if (pong.status !== 200) {
		const { kind, message } = errorOfAnswer(pong.status, messageOf(pong.body));
		// "Not found" or "bad request" for a ping: a web server, not an engine that lacks something.
		const really = kind === 'not-found' || kind === 'bad-request' ? 'protocol' : kind;
		return new EngineError(really, `no Docker engine at ${endpoint.url}: ${message}`);
	}
	return new EngineError('protocol', `no Docker engine at ${endpoint.url}: the answer names no API version`);
}

function messageOf(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
