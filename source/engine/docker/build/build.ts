import { randomBytes } from 'node:crypto';
import { buildCommand } from '../../../domain/commands/build.js';
import type { BuildEvent } from '../../../domain/progress.js';
import type { BuildOptions } from '../../engine.js';
import { registryConfig } from '../auth-header.js';
import { object } from '../map/values.js';
import { readNdjson } from '../ndjson.js';
import { toProgress } from '../progress.js';
import type { Request, Wire } from '../request.js';
import { sent } from '../sent.js';
import { type Context, openContext } from './context.js';
import { type BuildSession, openBuildSession } from './session.js';
import { TraceDecoder } from './trace.js';

/** Milliseconds that telling the engine to give up may take. */
const CANCEL = 5_000;

/** Sends the context and yields what the builder tells. Stopping early, or aborting, stops the engine's work too. */
export async function* buildImage(
	wire: Wire,
	options: BuildOptions,
	signal: AbortSignal,
): AsyncGenerator<BuildEvent, void, undefined> {
	if (signal.aborted) throw wire.failure(signal.reason, signal);
	const context = await openContext(options);
	// Also stops what is still being sent when the reader stops before the engine has answered.
	const controller = new AbortController();
	const stop = () => controller.abort();
	signal.addEventListener('abort', stop, { once: true });
	const buildid = options.builder === 'buildkit' ? randomBytes(16).toString('hex') : undefined;
	let session: BuildSession | undefined;
	const request = (): Request => {
		const { dockerfile, upload } = context;
		const headers = { 'Content-Type': 'application/x-tar', ...registryConfig(options.auth) };
		const surroundings = { dockerfile, env: process.env, buildid, session: session?.id };
		return sent(() => buildCommand.request(options, surroundings), { headers, upload, signal: controller.signal });
	};
	let finished = false;
	try {
		if (buildid) session = await openBuildSession(wire, options.auth, signal);
		yield* exchange(wire, request(), context);
		finished = true;
	} catch (error) {
		throw (signal.aborted ? undefined : context.error()) ?? wire.failure(error, signal);
	} finally {
		signal.removeEventListener('abort', stop);
		stop();
		context.upload.destroy();
		if (!finished && buildid) await cancel(wire, buildid);
		session?.close();
	}
}

async function* exchange(wire: Wire, request: Request, context: Context): AsyncGenerator<BuildEvent, void, undefined> {
	const opening = wire.open(request);
	const opened = opening.then(
		() => true,
		() => true,
	);
	let told: BuildEvent & { kind: 'upload' } = { kind: 'upload', sent: -1, done: false };
	const upload = function* (): Generator<BuildEvent> {
		const [sent, done] = [context.sent(), context.done()];
		if (sent === told.sent && done === told.done) return;
		told = { kind: 'upload', sent, done };
		yield told;
	};
	while (!(await Promise.race([opened, context.changed().then(() => false)]))) yield* upload();
	const answer = await opening;
	const trace = new TraceDecoder();
	try {
		for await (const batch of readNdjson(answer)) {
			yield* upload();
			for (const message of batch) yield* toEvents(message, trace);
		}
	} finally {
		answer.destroy();
	}
}

function toEvents(message: unknown, trace: TraceDecoder): BuildEvent[] {
	const { id, aux } = object(message);
	if (id === 'moby.buildkit.trace' && typeof aux === 'string') return trace.decode(aux);
	return [{ kind: 'message', message: toProgress(message, 'exit code') }];
}

/** BuildKit goes on when the connection is gone and others wait for the same step. */
async function cancel(wire: Wire, id: string): Promise<void> {
	const signal = AbortSignal.timeout(CANCEL);
	await wire.json({ method: 'POST', path: '/build/cancel', query: { id }, signal }).catch(() => {});
}
