import { attachCommand } from '../../../domain/commands/container.js';
import { execCommand, execStart, takesConsoleSize } from '../../../domain/commands/exec.js';
import type { ContainerCalls, Session, Size } from '../../engine.js';
import { EngineError, isAbort } from '../../errors.js';
import { idPart } from '../http/path-part.js';
import { type Wire, WORK } from '../http/request.js';
import { sent } from '../http/sent.js';
import { count, object, text } from '../map/values.js';
import { createSession } from '../session.js';

type Sessions = Pick<ContainerCalls, 'attach' | 'exec'>;

/** How often, and how long after each other in milliseconds, a process whose output has ended is asked for its exit code. */
const ASK_TIMES = 20;
const ASK_AFTER = 50;
/** After this many milliseconds a command that has not started is looked at again, then after twice as many, and so on. */
const START_AFTER = 5;
/** The same for a window's size; the pause grows by this each time. */
const RESIZE_TIMES = 10;
const RESIZE_AFTER = 10;

/** The calls that switch the connection to a process's own streams. */
export function containerSessions(wire: Wire): Sessions {
	// A process that has only just been asked for may have no window yet: tried again as the docker CLI does (initTtySize).
	const resizer = (path: string, signal: AbortSignal) => async (size: Size) => {
		const query = { h: size.rows, w: size.columns };
		for (let tried = 1; ; tried++) {
			try {
				await wire.json({ method: 'POST', path, query, signal });
				return;
			} catch (error) {
				if (tried === RESIZE_TIMES || !(error instanceof EngineError)) {
					throw error;
				}
				await pause(tried * RESIZE_AFTER);
			}
		}
	};
	return {
		async attach(id, { tty, ...options }, { signal }) {
			const container = `/containers/${idPart(id)}`;
			const socket = await wire.hijack(sent(() => attachCommand.request(id, options), { signal }));
			const known = exitOf(wire, container, signal);
			return createSession({
				socket,
				tty,
				resize: resizer(`${container}/resize`, signal),
				exitCode: known.afterOutput,
				onClose: known.giveUp,
			});
		},
		async exec(id, options, { signal }) {
			const context = { apiVersion: wire.client.apiVersion, env: process.env, size: options.size };
			const created = await wire.json(sent(() => execCommand.request(id, options, context), { signal, timeout: WORK }));
			const execId = text(object(created).Id);
			const exec = `/exec/${idPart(execId)}`;
			const socket = await wire.hijack(sent(() => execStart(execId, options, context), { signal }));
			const resize = resizer(`${exec}/resize`, signal);
			// Listens from the start: the process may end while it is told the size of its window.
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
	for (let asked = 0; asked < ASK_TIMES; asked++) {
		const answer = object(await wire.json({ method: 'GET', path: `${path}/json`, signal }));
		if (answer.Running !== true) {
			return count(answer.ExitCode);
		}
		await pause(ASK_AFTER);
	}
	return undefined;
}

/** The engine's exit codes for a command that cannot be executed, or is not there. */
const NOT_STARTED: readonly (number | undefined)[] = [126, 127];

/**
 * Waits until a command has a process id, or has ended. The engine switches the connection before it starts the command, and
 * says what went wrong in the output (20.10 to 28: moby daemon/exec.go, ContainerExecStart): it throws those words. An engine
 * that tells no process id is believed that the command runs.
 */
async function untilStarted(
	wire: Wire,
	path: string,
	{ session, signal }: { session: Session; signal: AbortSignal },
): Promise<void> {
	for (let asked = 0; ; asked++) {
		const answer = await wire.json({ method: 'GET', path: `${path}/json`, signal }).catch((error: unknown) => {
			if (!isAbort(error, signal)) {
				return undefined;
			}
			session.close();
			throw error;
		});
		const { Running, Pid, ExitCode } = object(answer ?? {});
		if (Pid !== 0 || (Running !== true && !NOT_STARTED.includes(count(ExitCode)))) {
			return;
		}
		if (Running !== true) {
			throw new EngineError('bad-request', await outputOf(session));
		}
		await pause(Math.min(START_AFTER * 2 ** asked, ASK_AFTER * 4));
	}
}

/** All that a session says; closes it. */
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
	return Status === 'exited' || Status === 'dead' ? count(ExitCode) : undefined;
}

/** Waits for a container's next exit from now on: asked later, a container that is removed on exit would be gone. */
function exitOf(wire: Wire, container: string, signal: AbortSignal) {
	const controller = new AbortController();
	const abort = () => controller.abort();
	signal.addEventListener('abort', abort, { once: true });
	const query = { condition: 'next-exit' };
	const request = {
		method: 'POST',
		path: `${container}/wait`,
		query,
		signal: controller.signal,
		timeout: Number.POSITIVE_INFINITY,
	} as const;
	const exit = wire
		.json(request)
		.then(answer => count(object(answer).StatusCode))
		.catch(() => undefined)
		.finally(() => signal.removeEventListener('abort', abort));
	return {
		async afterOutput(): Promise<number | undefined> {
			// The output of a container that goes on ends only when the connection is lost.
			const late = setTimeout(abort, ASK_TIMES * ASK_AFTER);
			const code = await exit.finally(() => clearTimeout(late));
			// It may have ended before we had begun to wait.
			return code ?? exitOfEnded(wire, container, signal);
		},
		giveUp: () => void setTimeout(abort, ASK_TIMES * ASK_AFTER).unref(),
	};
}
