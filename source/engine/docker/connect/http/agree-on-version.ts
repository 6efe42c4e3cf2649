import type http from 'node:http';
import type { Endpoint, Host } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import { errorOfAnswer } from '../../http/errors-map.js';
import { compareApiVersions, negotiateApiVersion, newestApi, oldestApi } from './api-version.js';
import { plainGet } from './plain-get.js';
import type { Transport } from './transport.js';

type AgreeOptions = {
	readonly headers: http.OutgoingHttpHeaders;
	readonly signal: AbortSignal;
	readonly endpoint: Endpoint;
	/** `DOCKER_API_VERSION`: used as it is, if the engine accepts it. */
	readonly requested: string | undefined;
};

export type Agreement = { readonly apiVersion: string; readonly product: Host['product'] };

/**
 * Pings the engine and picks an API version that both sides speak. Throws an EngineError when the answer is not from an
 * engine (`protocol`, `tls`) or when there is no such version (`unsupported`), else the connection's own error.
 */
export async function agreeOnVersion(transport: Transport, options: AgreeOptions): Promise<Agreement> {
	const { requested } = options;
	const pong = await ping(transport, options);
	const engineVersion = pong.apiVersion;
	if (engineVersion === undefined || !/^\d+\.\d+$/.test(engineVersion)) {
		throw notAnEngine(pong, options.endpoint);
	}
	if (pong.status !== 200) {
		throw errorOfAnswer(pong.status, messageOf(pong.body));
	}
	const version = requested ? requested.replace(/^v/, '') : negotiateApiVersion(engineVersion);
	if (!requested && compareApiVersions(engineVersion, oldestApi) < 0) {
		throw new EngineError(
			'unsupported',
			`the engine's API ${engineVersion} is too old: plimsoll needs ${oldestApi} or newer`,
		);
	}
	const agreement = { apiVersion: version, product: pong.product };
	if (version === engineVersion) {
		return agreement;
	}
	// An engine names its oldest version only when it refuses one: ping again in the version to use.
	const second = await ping(transport, { ...options, version });
	if (second.status === 200) {
		return agreement;
	}
	const refusal = errorOfAnswer(second.status, messageOf(second.body));
	const origin = requested ? ' (DOCKER_API_VERSION is set)' : ` (plimsoll speaks up to ${newestApi})`;
	const kind = second.status === 400 ? 'unsupported' : refusal.kind;
	throw new EngineError(kind, refusal.message + origin);
}

type Pong = {
	readonly status: number;
	readonly apiVersion: string | undefined;
	readonly product: Host['product'];
	readonly body: string;
};

/** The answer to a ping is short; the rest is not read. */
const maxPongBytes = 4096;

/**
 * `GET /_ping`, with an API version in front when one is given. Resolves to any answer; rejects with the connection's own
 * error. Not through dockerode: it drops the headers.
 */
async function ping(
	transport: Transport,
	options: { headers: http.OutgoingHttpHeaders; signal: AbortSignal; version?: string },
): Promise<Pong> {
	const path = `${options.version ? `/v${options.version}` : ''}/_ping`;
	const { status, headers, body } = await plainGet(transport, path, { ...options, maxBytes: maxPongBytes });
	const apiVersion = headers['api-version'];
	return {
		status,
		apiVersion: typeof apiVersion === 'string' && apiVersion !== '' ? apiVersion : undefined,
		product: headers['libpod-api-version'] === undefined ? 'Docker' : 'Podman',
		body,
	};
}

/** Docker since 1.10 and Podman name their API version: an answer without one is not from an engine. */
function notAnEngine(pong: Pong, endpoint: Endpoint): EngineError {
	// Go's TLS server answers plain HTTP with 400 and a sentence.
	if (pong.status === 400 && !endpoint.tls && /^(?:tcp|http):/.test(endpoint.url)) {
		return new EngineError('tls', errorOfAnswer(400, pong.body.trim()).message);
	}
	if (pong.status !== 200) {
		const { kind, message } = errorOfAnswer(pong.status, messageOf(pong.body));
		// Only a web server answers "not found" or "bad request" to a ping.
		const isWebServer = kind === 'not-found' || kind === 'bad-request';
		return new EngineError(isWebServer ? 'protocol' : kind, `no Docker engine at ${endpoint.url}: ${message}`);
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
