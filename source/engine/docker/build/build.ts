import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildCommand } from '../../../domain/commands/build.js';
import type { BuildEvent } from '../../../domain/progress/progress.js';
import type { BuildOptions } from '../../engine.js';
import { encodeRequest } from '../http/encode-request.js';
import { readNdjson } from '../http/ndjson.js';
import type { Request, Wire } from '../http/request.js';
import { object } from '../map/values.js';
import { toProgress } from '../progress.js';
import { registryConfig } from '../registry/auth-header.js';
import { type Context, findContext } from './context.js';
import { openBuildSession } from './session.js';
import { tarContext } from './tar.js';
import { TraceDecoder } from './trace.js';
import { Transfer } from './transfer.js';

const tarType = { 'Content-Type': 'application/x-tar' };

const cancelTimeoutMs = 5_000;

/**
 * Sends the context and yields the builder's events. An early return or an abort stops the engine's work, too. Throws an
 * EngineError when the context cannot be read or the build fails.
 */
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
	// Also stops the upload when the reader stops before the engine has answered.
	const controller = new AbortController();
	const stop = () => controller.abort();
	signal.addEventListener('abort', stop, { once: true });
	let build: StartedBuild | undefined;
	let isFinished = false;
	try {
		const open = options.builder === 'buildkit' ? openBuildKit : openClassic;
		build = await open(wire, { options, context, transfer, signal });
		yield* exchange(wire, build.request(controller.signal), transfer);
		if (transfer.failure) {
			throw transfer.failure;
		}
		isFinished = true;
	} catch (error) {
		throw (signal.aborted ? undefined : transfer.failure) ?? wire.failure(error, signal);
	} finally {
		signal.removeEventListener('abort', stop);
		stop();
		await build?.close(isFinished);
	}
}

type BuildParts = {
	readonly options: BuildOptions;
	readonly context: Context;
	readonly transfer: Transfer;
	readonly signal: AbortSignal;
};
type StartedBuild = { request(signal: AbortSignal): Request; close(isFinished: boolean): Promise<void> };

/** BuildKit requests single files through a session. */
async function openBuildKit(wire: Wire, { options, context, transfer, signal }: BuildParts): Promise<StartedBuild> {
	const session = await openBuildSession(wire, { context, transfer, credentials: options.auth }, signal);
	const buildid = randomBytes(16).toString('hex');
	const dockerfile = path.basename(context.dockerfile.file);
	const place = { dockerfile, env: process.env, session: { buildid, id: session.id } };
	return {
		// Docker's client sends the content type without a body, too.
		request: running =>
			encodeRequest(() => buildCommand.request(options, place), { headers: tarType, signal: running }),
		async close(isFinished) {
			if (!isFinished) {
				await cancel(wire, buildid);
			}
			session.close();
		},
	};
}

/** The classic builder gets the whole context as a tar. */
async function openClassic(_wire: Wire, { options, context, transfer }: BuildParts): Promise<StartedBuild> {
	const { upload, dockerfile } = await tarContext(context, transfer);
	const headers = { ...tarType, ...registryConfig(options.auth) };
	const place = { dockerfile, env: process.env };
	return {
		request: running => encodeRequest(() => buildCommand.request(options, place), { headers, upload, signal: running }),
		close: async () => void upload.destroy(),
	};
}

async function* exchange(
	wire: Wire,
	request: Request,
	transfer: Transfer,
): AsyncGenerator<BuildEvent, void, undefined> {
	const opening = wire.open(request);
	const isOpen = opening.then(
		() => true,
		() => true,
	);
	let reported: BuildEvent & { kind: 'upload' } = { kind: 'upload', sent: -1, done: false };
	const upload = function* (): Generator<BuildEvent> {
		const { sent, done } = transfer;
		if (sent === reported.sent && done === reported.done) {
			return;
		}
		reported = { kind: 'upload', sent, done };
		yield reported;
	};
	while (!(await Promise.race([isOpen, transfer.changed().then(() => false)]))) {
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

/** BuildKit continues without the connection if another build waits for the same step. */
async function cancel(wire: Wire, id: string): Promise<void> {
	const signal = AbortSignal.timeout(cancelTimeoutMs);
	await wire.json({ method: 'POST', path: '/build/cancel', query: { id }, signal }).catch(() => {});
}
