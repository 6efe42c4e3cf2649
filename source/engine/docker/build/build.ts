import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildCommand } from '../../../domain/commands/build.js';
import type { BuildEvent } from '../../../domain/progress/progress.js';
import type { BuildOptions } from '../../engine.js';
import { readNdjson } from '../http/ndjson.js';
import type { Request, Wire } from '../http/request.js';
import { sent } from '../http/sent.js';
import { object } from '../map/values.js';
import { toProgress } from '../progress.js';
import { registryConfig } from '../registry/auth-header.js';
import { type Context, findContext } from './context.js';
import { openBuildSession } from './session.js';
import { tarContext } from './tar.js';
import { TraceDecoder } from './trace.js';
import { Transfer } from './transfer.js';

const tarType = { 'Content-Type': 'application/x-tar' };

/** Milliseconds that telling the engine to give up may take. */
const CANCEL = 5_000;

/** Sends the context and yields what the builder tells. Stopping early, or aborting, stops the engine's work too. */
export async function* buildImage(
	wire: Wire,
	options: BuildOptions,
	signal: AbortSignal,
): AsyncGenerator<BuildEvent, void, undefined> {
	if (signal.aborted) {
		throw wire.failure(signal.reason, signal);
	}
	const context = await findContext(options);
	const transfer = new Transfer();
	// Also stops what is still being sent when the reader stops before the engine has answered.
	const controller = new AbortController();
	const stop = () => controller.abort();
	signal.addEventListener('abort', stop, { once: true });
	let opened: Opened | undefined;
	let finished = false;
	try {
		const open = options.builder === 'buildkit' ? openBuildKit : openClassic;
		opened = await open(wire, { options, context, transfer, signal });
		yield* exchange(wire, opened.request(controller.signal), transfer);
		if (transfer.failure) {
			throw transfer.failure;
		}
		finished = true;
	} catch (error) {
		throw (signal.aborted ? undefined : transfer.failure) ?? wire.failure(error, signal);
	} finally {
		signal.removeEventListener('abort', stop);
		stop();
		await opened?.close(finished);
	}
}

type Asked = {
	readonly options: BuildOptions;
	readonly context: Context;
	readonly transfer: Transfer;
	readonly signal: AbortSignal;
};
type Opened = { request(signal: AbortSignal): Request; close(finished: boolean): Promise<void> };

/** BuildKit reads the files that it wants through a session. */
async function openBuildKit(wire: Wire, { options, context, transfer, signal }: Asked): Promise<Opened> {
	const session = await openBuildSession(wire, { context, transfer, credentials: options.auth }, signal);
	const buildid = randomBytes(16).toString('hex');
	const dockerfile = path.basename(context.dockerfile.file);
	const place = { dockerfile, env: process.env, session: { buildid, id: session.id } };
	return {
		// The type stands with the request although no body does, as docker's client sends it.
		request: running => sent(() => buildCommand.request(options, place), { headers: tarType, signal: running }),
		async close(finished) {
			if (!finished) {
				await cancel(wire, buildid);
			}
			session.close();
		},
	};
}

/** The classic builder is sent the whole context as a tar. */
async function openClassic(_wire: Wire, { options, context, transfer }: Asked): Promise<Opened> {
	const { upload, dockerfile } = await tarContext(context, transfer);
	const headers = { ...tarType, ...registryConfig(options.auth) };
	const place = { dockerfile, env: process.env };
	return {
		request: running => sent(() => buildCommand.request(options, place), { headers, upload, signal: running }),
		close: async () => void upload.destroy(),
	};
}

async function* exchange(
	wire: Wire,
	request: Request,
	transfer: Transfer,
): AsyncGenerator<BuildEvent, void, undefined> {
	const opening = wire.open(request);
	const opened = opening.then(
		() => true,
		() => true,
	);
	let told: BuildEvent & { kind: 'upload' } = { kind: 'upload', sent: -1, done: false };
	const upload = function* (): Generator<BuildEvent> {
		const { sent, done } = transfer;
		if (sent === told.sent && done === told.done) {
			return;
		}
		told = { kind: 'upload', sent, done };
		yield told;
	};
	while (!(await Promise.race([opened, transfer.changed().then(() => false)]))) {
		yield* upload();
	}
	const answer = await opening;
	const trace = new TraceDecoder();
	try {
		for await (const batch of readNdjson(answer)) {
			yield* upload();
			for (const message of batch) {
				yield* toEvents(message, trace);
			}
		}
		yield* upload();
	} finally {
		answer.destroy();
	}
}

function toEvents(message: unknown, trace: TraceDecoder): BuildEvent[] {
	const { id, aux } = object(message);
	if (id === 'moby.buildkit.trace' && typeof aux === 'string') {
		return trace.decode(aux);
	}
	return [{ kind: 'message', message: toProgress(message, 'exit code') }];
}

/** BuildKit goes on when the connection is gone and others wait for the same step. */
async function cancel(wire: Wire, id: string): Promise<void> {
	const signal = AbortSignal.timeout(CANCEL);
	await wire.json({ method: 'POST', path: '/build/cancel', query: { id }, signal }).catch(() => {});
}
