import { createHash, randomBytes } from 'node:crypto';
import { performServerHandshake } from 'node:http2';
import os from 'node:os';
import path from 'node:path';
import type { Credentials } from '../../engine.js';
import type { Wire } from '../http/request.js';
import type { Context } from './context.js';
import { unusable } from './dockerfile.js';
import { sendFolder } from './filesync/send.js';
import { CallClosed, GrpcCall, grpcStatus } from './grpc.js';
import { read, textField, textOf } from './protobuf.js';
import type { Transfer } from './transfer.js';

/** What BuildKit asks us for while it builds. */
const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const FILES = '/moby.filesync.v1.FileSync/DiffCopy';
const HEALTH = '/grpc.health.v1.Health/Check';
/** `{status: SERVING}`. */
const SERVING = Buffer.from([8, 1]);
const HUB_HOST = 'registry-1.docker.io';
const HUB_SERVER = 'https://index.docker.io/v1/';

/** A long ignore file comes as headers, one for each pattern: as much as Go's server takes. */
const http2Options = {
	maxHeaderListPairs: 1_000_000,
	maxSessionMemory: 64,
	settings: { maxHeaderListSize: 16 * 1024 * 1024 },
};

export type BuildSession = { readonly id: string; close(): void };

/** What a session serves. */
export type Served = {
	readonly context: Context;
	readonly credentials: readonly Credentials[];
	/** Is told what was sent, and what could not be read. */
	readonly transfer: Transfer;
};

/**
 * Opens BuildKit's way back to us: a connection on which the engine is the client and speaks gRPC. It reads the files of the
 * build and the credentials of registries through it. Rejects when the engine has no such thing. Source: moby/buildkit
 * session/session.go, session/auth/auth.proto, docker/cli cli/command/image/build_buildkit.go.
 */
export async function openBuildSession(wire: Wire, served: Served, signal: AbortSignal): Promise<BuildSession> {
	const id = randomBytes(16).toString('hex');
	const headers = {
		Upgrade: 'h2c',
		'X-Docker-Expose-Session-Uuid': id,
		'X-Docker-Expose-Session-Name': 'plimsoll',
		'X-Docker-Expose-Session-Sharedkey': sharedKey(served.context.folder),
		'X-Docker-Expose-Session-Grpc-Method': [HEALTH, CREDENTIALS, FILES],
	};
	const socket = await wire.hijack({ method: 'POST', path: '/session', headers, signal });
	const session = performServerHandshake(socket, http2Options);
	session.on('error', () => {});
	session.on('stream', (stream, fields, _flags, ...rest) => {
		// Node passes the headers as they came, too, which its types do not know.
		const [rawHeaders = []] = rest as string[][];
		const call = new GrpcCall(stream, fields, rawHeaders);
		void answer(call, served).catch(error => call.end(grpcStatus.unknown, String(error)));
	});
	return { id, close: () => socket.destroy() };
}

/**
 * The engine keeps the files of a folder under this key and asks only for what has changed in the next build; another machine
 * or user must not share it. Source: docker/cli cli/command/image/build_session.go.
 */
function sharedKey(folder: string): string {
	const parts = [os.hostname(), os.homedir(), String(process.getuid?.()), folder];
	return createHash('sha256').update(parts.join('\0')).digest('hex');
}

async function answer(call: GrpcCall, served: Served): Promise<void> {
	if (call.method === FILES) {
		return sendFiles(call, served);
	}
	let request: Buffer = Buffer.alloc(0);
	for await (const message of call.messages()) {
		request = message;
	}
	if (call.method === HEALTH) {
		await call.send(SERVING);
	} else if (call.method === CREDENTIALS) {
		await call.send(credentialsFor(textOf(read(request).get(1)), served.credentials));
	} else {
		return call.end(grpcStatus.unimplemented);
	}
	call.end();
}

/** The folder of the Dockerfile is sent apart from the context: what only the builder reads does not get into an image. */
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

/** Username and secret; an empty message asks the registry as nobody in particular. */
function credentialsFor(host: string, credentials: readonly Credentials[]): Buffer {
	const server = host === HUB_HOST ? HUB_SERVER : host;
	const found = credentials.find(one => one.server === server);
	if (found?.identityToken) {
		return textField(2, found.identityToken);
	}
	if (!found?.username) {
		return Buffer.alloc(0);
	}
	return Buffer.concat([textField(1, found.username), textField(2, found.password ?? '')]);
}
