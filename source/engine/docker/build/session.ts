import { randomBytes } from 'node:crypto';
import { constants, performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import type { Credentials } from '../../engine.js';
import type { Wire } from '../request.js';
import { read, textField, textOf } from './protobuf.js';

/** What BuildKit asks us for while it builds. */
const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const HEALTH = '/grpc.health.v1.Health/Check';
/** `{status: SERVING}`. */
const SERVING = Buffer.from([8, 1]);
const HUB_HOST = 'registry-1.docker.io';
const HUB_SERVER = 'https://index.docker.io/v1/';
const UNIMPLEMENTED = 12;

export type BuildSession = { readonly id: string; close(): void };

/**
 * Opens BuildKit's way back to us: a connection on which the engine is the client and speaks gRPC. Without one it can pull
 * no base image that wants a login or a token, which Docker Hub's public images do too. Resolves to undefined when the
 * engine has no such thing; a build from local images works all the same. Source: moby/buildkit session/session.go,
 * session/auth/auth.proto.
 */
export async function openBuildSession(
	wire: Wire,
	credentials: readonly Credentials[],
	signal: AbortSignal,
): Promise<BuildSession | undefined> {
	const id = randomBytes(16).toString('hex');
	const headers = {
		Upgrade: 'h2c',
		'X-Docker-Expose-Session-Uuid': id,
		'X-Docker-Expose-Session-Name': 'plimsoll',
		'X-Docker-Expose-Session-Sharedkey': '',
		'X-Docker-Expose-Session-Grpc-Method': [HEALTH, CREDENTIALS],
	};
	try {
		const socket = await wire.hijack({ method: 'POST', path: '/session', headers, signal });
		const session = performServerHandshake(socket);
		session.on('error', () => {});
		session.on('stream', (stream, request) => {
			stream.on('error', () => {});
			void answer(stream, String(request[constants.HTTP2_HEADER_PATH]), credentials).catch(() => stream.destroy());
		});
		return { id, close: () => socket.destroy() };
	} catch (error) {
		if (signal.aborted) throw error;
		return undefined;
	}
}

async function answer(stream: ServerHttp2Stream, method: string, credentials: readonly Credentials[]): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	// A message comes after one byte for compression, of which we offer none, and four for its length.
	const request = Buffer.concat(chunks).subarray(5);
	if (method === HEALTH) return respond(stream, SERVING);
	if (method === CREDENTIALS) return respond(stream, credentialsFor(textOf(read(request).get(1)), credentials));
	respond(stream, undefined);
}

/** Username and secret; an empty message asks the registry as nobody in particular. */
function credentialsFor(host: string, credentials: readonly Credentials[]): Buffer {
	const server = host === HUB_HOST ? HUB_SERVER : host;
	const found = credentials.find(one => one.server === server);
	if (found?.identityToken) return textField(2, found.identityToken);
	if (!found?.username) return Buffer.alloc(0);
	return Buffer.concat([textField(1, found.username), textField(2, found.password ?? '')]);
}

/** Sends one message, or that there is no such method. Source: grpc PROTOCOL-HTTP2.md. */
function respond(stream: ServerHttp2Stream, message: Buffer | undefined): void {
	const status = message ? 0 : UNIMPLEMENTED;
	stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
	stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(status) }));
	if (!message) return void stream.end();
	const prefix = Buffer.alloc(5);
	prefix.writeUInt32BE(message.length, 1);
	stream.end(Buffer.concat([prefix, message]));
}
