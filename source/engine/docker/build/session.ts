import { createHash, randomBytes } from 'node:crypto';
import { performServerHandshake } from 'node:http2';
import os from 'node:os';
import path from 'node:path';
import { hubKey } from '../../../domain/registry/registry.js';
import type { Credentials } from '../../engine.js';
import { EngineError } from '../../errors.js';
import type { Wire } from '../http/request.js';
import type { Context } from './context.js';
import { unusable } from './dockerfile.js';
import { sendFolder } from './filesync/send.js';
import { CallClosed, GrpcCall, grpcStatus } from './grpc.js';
import { read, textField, textOf } from './protobuf.js';
import type { Transfer } from './transfer.js';

/** The methods that BuildKit calls during a build. */
const methods = {
	credentials: '/moby.filesync.v1.Auth/Credentials',
	files: '/moby.filesync.v1.FileSync/DiffCopy',
	health: '/grpc.health.v1.Health/Check',
} as const;
/** `{status: SERVING}`. */
const healthyAnswer = Buffer.from([8, 1]);
const hubHost = 'registry-1.docker.io';

/** BuildKit sends each pattern of an ignore file as a header. The limits are those of Go's server. */
const http2Options = {
	maxHeaderListPairs: 1_000_000,
	maxSessionMemory: 64,
	settings: { maxHeaderListSize: 16 * 1024 * 1024 },
};

type BuildSession = { readonly id: string; close(): void };

type Served = {
	readonly context: Context;
	readonly credentials: readonly Credentials[];
	/** Gets the number of bytes, and the error of an unreadable file. */
	readonly transfer: Transfer;
};

/**
 * Opens a build session: a connection on which the engine is the client, speaks gRPC, and requests the build's files and the
 * credentials of registries. Rejects with an EngineError when the engine has no sessions. Source: moby/buildkit
 * session/session.go, session/auth/auth.proto, docker/cli cli/command/image/build_buildkit.go.
 */
export async function openBuildSession(wire: Wire, served: Served, signal: AbortSignal): Promise<BuildSession> {
	const id = randomBytes(16).toString('hex');
	const headers = {
		Upgrade: 'h2c',
		'X-Docker-Expose-Session-Uuid': id,
		'X-Docker-Expose-Session-Name': 'plimsoll',
		'X-Docker-Expose-Session-Sharedkey': sharedKey(served.context.folder),
		'X-Docker-Expose-Session-Grpc-Method': [methods.health, methods.credentials, methods.files],
	};
	const socket = await wire.hijack({ method: 'POST', path: '/session', headers, signal }).catch(explainMissing);
	const session = performServerHandshake(socket, http2Options);
	session.on('error', () => {});
	session.on('stream', (stream, fields, _flags, ...rest) => {
		// Node also passes the raw headers, which its types leave out.
		const [rawHeaders = []] = rest as string[][];
		const call = new GrpcCall(stream, fields, rawHeaders);
		void answer(call, served).catch(error => call.end(grpcStatus.unknown, String(error)));
	});
	return { id, close: () => socket.destroy() };
}

/** API 1.53 has deprecated sessions: a later engine has none, and only docker buildx builds there. */
function explainMissing(error: unknown): never {
	if (error instanceof EngineError && (error.kind === 'not-found' || error.kind === 'unsupported')) {
		const words = 'this engine takes no BuildKit build over its API (POST /session), only from docker buildx';
		throw new EngineError('unsupported', `${words}: ${error.message}`, {
			cause: error,
			...(error.status && { status: error.status }),
		});
	}
	throw error;
}

/**
 * The engine caches the files of a folder under this key, and requests only changed files in the next build. Another machine
 * or user must not have the same key. Source: docker/cli cli/command/image/build_session.go.
 */
function sharedKey(folder: string): string {
	const parts = [os.hostname(), os.homedir(), String(process.getuid?.()), folder];
	return createHash('sha256').update(parts.join('\0')).digest('hex');
}

async function answer(call: GrpcCall, served: Served): Promise<void> {
	if (call.method === methods.files) {
		return sendFiles(call, served);
	}
	let request: Buffer = Buffer.alloc(0);
	for await (const message of call.messages()) {
		request = message;
	}
	if (call.method === methods.health) {
		await call.send(healthyAnswer);
	} else if (call.method === methods.credentials) {
		await call.send(credentialsFor(textOf(read(request).get(1)), served.credentials));
	} else {
		return call.end(grpcStatus.unimplemented);
	}
	call.end();
}

/** BuildKit requests the Dockerfile's folder apart from the context, so that the Dockerfile does not get into an image. */
async function sendFiles(call: GrpcCall, { context, transfer }: Served): Promise<void> {
	const [name] = call.metadata('dir-name');
	const folder = { context: context.folder, dockerfile: path.dirname(context.dockerfile.file) }[String(name)];
	if (folder === undefined) {
		return call.end(grpcStatus.notFound, `no access allowed to dir "${name}"`);
	}
	transfer.begin();
	try {
		await sendFolder(call, folder, bytes => transfer.add(bytes));
	} catch (error) {
		if (!(error instanceof CallClosed)) {
			transfer.fail(unusable('error reading build context', error));
		}
	} finally {
		transfer.end();
	}
}

/** User name and secret; with an empty message BuildKit uses the registry anonymously. */
function credentialsFor(host: string, credentials: readonly Credentials[]): Buffer {
	const server = host === hubHost ? hubKey : host;
	const found = credentials.find(one => one.server === server);
	if (found?.identityToken) {
		return textField(2, found.identityToken);
	}
	if (!found?.username) {
		return Buffer.alloc(0);
	}
	return Buffer.concat([textField(1, found.username), textField(2, found.password ?? '')]);
}
