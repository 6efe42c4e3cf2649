import { attachCommand } from '../../../domain/commands/container.js';
import { execCommand, execStart, takesConsoleSize } from '../../../domain/commands/exec.js';
import type { ContainerCalls, Session, Size } from '../../engine.js';
import { EngineError, isAbort } from '../../errors.js';
import { encodeRequest } from '../http/encode-request.js';
import { idPart } from '../http/path-part.js';
import { type Wire, workTimeoutMs } from '../http/request.js';
import { count, object, text } from '../map/values.js';
import { createSession } from '../session.js';

type Sessions = Pick<ContainerCalls, 'attach' | 'exec'>;

/** The output of a process ends a moment before the engine has its exit code: it is polled. */
const exitCodePolls = 20;
const exitCodeIntervalMs = 50;
/** First delay before a command that has not started is inspected again; it doubles each time up to the maximum. */
const startRetryDelayMs = 5;
const maxStartRetryDelayMs = 200;
/** After so many answers without a process and without an end, the start has failed: its words are in the output. About 5 s. */
const maxIdlePolls = 30;
const resizeAttempts = 10;
/** The delay grows by this with every attempt. */
const resizeRetryDelayMs = 10;

/** The calls that hijack the connection for the streams of a process. */
export function containerSessions(wire: Wire): Sessions {
	// A process that has just been created may have no TTY yet: the docker CLI retries, too (initTtySize).
	const resizer = (path: string, signal: AbortSignal) => async (size: Size) => {
		const query = { h: size.rows, w: size.columns };
		for (let attempt = 1; ; attempt++) {
			try {
				await wire.json({ method: 'POST', path, query, signal });
				return;
			} catch (error) {
				if (attempt === resizeAttempts || !(error instanceof EngineError)) {
					throw error;
				}
				await pause(attempt * resizeRetryDelayMs);
			}
		}
	};
	return {
		async attach(id, { tty, removes, ...options }, { signal }) {
			const container = `/containers/${idPart(id)}`;
			const socket = await wire.hijack(encodeRequest(() => attachCommand.request(id, options), { signal }));
			const exit = exitOf(wire, container, removes ? 'removed' : 'next-exit', signal);
			const resize = resizer(`${container}/resize`, signal);
			if (options.outputs?.length === 0) {
				return untilExit(createSession({ socket, tty, resize, exitCode: exit.atEnd }), exit);
			}
			return createSession({ socket, tty, resize, exitCode: exit.afterOutput, onClose: exit.giveUp });
		},
		async exec(id, options, { signal }) {
			const context = { apiVersion: wire.client.apiVersion, env: process.env, size: options.size };
			const created = await wire.json(
				encodeRequest(() => execCommand.request(id, options, context), { signal, timeoutMs: workTimeoutMs }),
			);
			const execId = text(object(created).Id);
			const exec = `/exec/${idPart(execId)}`;
			const socket = await wire.hijack(encodeRequest(() => execStart(execId, options, context), { signal }));
			const resize = resizer(`${exec}/resize`, signal);
			// Created before the resize: the process may end while its TTY is resized.
			const exitCode = () => exitOfExec(wire, exec, signal);
			const session = createSession({ socket, tty: options.tty, resize, exitCode });
			if (options.mustStart) {
				await untilStarted(wire, exec, { session, signal });
			}
			if (options.tty && options.size && !takesConsoleSize(context)) {
				await resize(options.size).catch(() => {});
			}
			return session;
		},
	};
}

async function exitOfExec(wire: Wire, path: string, signal: AbortSignal): Promise<number | undefined> {
	for (let polls = 0; polls < exitCodePolls; polls++) {
		const answer = object(await wire.json({ method: 'GET', path: `${path}/json`, signal }));
		if (answer.Running !== true) {
			return count(answer.ExitCode);
		}
		await pause(exitCodeIntervalMs);
	}
	return undefined;
}

/** The engine's exit codes for a command that cannot be executed or does not exist. */
const notStartedCodes: readonly (number | undefined)[] = [126, 127];

/**
 * Waits until a command has a process id, or has ended. The engine hijacks the connection before it starts the command: until then
 * the command does not run, without an exit code. It writes a failure to start into the output (20.10 to 28: moby daemon/exec.go, ContainerExecStart). Throws an EngineError
 * (`bad-request`) with that output. A command counts as running if the engine sends no process id.
 */
async function untilStarted(
	wire: Wire,
	path: string,
	{ session, signal }: { session: Session; signal: AbortSignal },
): Promise<void> {
	for (let polls = 0; ; polls++) {
		const answer = await wire.json({ method: 'GET', path: `${path}/json`, signal }).catch((error: unknown) => {
			if (!isAbort(error, signal)) {
				return undefined;
			}
			session.close();
			throw error;
		});
		const { Running, Pid, ExitCode } = object(answer ?? {});
		const code = ExitCode === null ? undefined : count(ExitCode);
		if (Running !== true && Pid === 0 && notStartedCodes.includes(code)) {
			const words = await outputOf(session);
			// Podman's commands have no process id once they have ended, and one that has not started has words of its own.
			if (words === '') {
				return;
			}
			throw new EngineError('bad-request', words);
		}
		const isBegun = Pid !== 0 || code !== undefined;
		if (isBegun || (Running !== true && polls >= maxIdlePolls)) {
			return;
		}
		await pause(Math.min(startRetryDelayMs * 2 ** polls, maxStartRetryDelayMs));
	}
}

/** Reads the whole output of a session as text, and closes the session. */
async function outputOf(session: Session): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const { data } of session.output) {
		chunks.push(data);
	}
	session.close();
	return Buffer.concat(chunks).toString('utf8').trim();
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function exitOfEnded(wire: Wire, container: string, signal: AbortSignal): Promise<number | undefined> {
	const { State } = object(await wire.json({ method: 'GET', path: `${container}/json`, signal }));
	const { Status, ExitCode } = object(State);
	return Status === 'exited' || Status === 'dead' || Status === 'removing' ? count(ExitCode) : undefined;
}

/** The longest time from the end of the output to the exit code. Podman starts a program that cleans up in between. */
const exitAfterOutputMs = { Docker: exitCodePolls * exitCodeIntervalMs, Podman: 10_000 };

/** Waits from now on, as docker's client does: later, a container with `--rm` may be gone already. */
function exitOf(wire: Wire, container: string, condition: 'next-exit' | 'removed', signal: AbortSignal) {
	const controller = new AbortController();
	const abort = () => controller.abort();
	signal.addEventListener('abort', abort, { once: true });
	const request = {
		method: 'POST',
		path: `${container}/wait`,
		query: { condition },
		signal: controller.signal,
		timeoutMs: Number.POSITIVE_INFINITY,
	} as const;
	const exit = wire
		.json(request)
		.then(answer => count(object(answer).StatusCode))
		.catch(() => undefined)
		.finally(() => signal.removeEventListener('abort', abort));
	// The container may have ended before the engine received the wait.
	const atEnd = async () => (await exit) ?? exitOfEnded(wire, container, signal);
	return {
		async afterOutput(): Promise<number | undefined> {
			// The output of a running container ends only when the connection is lost.
			const timer = setTimeout(abort, exitAfterOutputMs[wire.client.product]);
			return atEnd().finally(() => clearTimeout(timer));
		},
		atEnd,
		giveUp: () => void setTimeout(abort, exitCodePolls * exitCodeIntervalMs).unref(),
	};
}

/**
 * A session without an output. The engine may close its connection at once, so it lasts until the container ends or the user
 * leaves.
 */
function untilExit(session: Session, exit: ReturnType<typeof exitOf>): Session {
	let leave = () => {};
	const left = new Promise<void>(resolve => {
		leave = resolve;
	});
	return {
		...session,
		output: outputUntil(session, left),
		close() {
			session.close();
			exit.giveUp();
			leave();
		},
	};
}

async function* outputUntil(session: Session, left: Promise<void>) {
	yield* session.output;
	await Promise.race([session.exitCode(), left]);
}
