import type { AttachOptions, Call, Session } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { containerEvent } from '../containers/container-event.js';
import { logs } from '../containers/container-streams.js';
import { hasProcess, restarting } from '../containers/container-verbs.js';
import { logBetween } from '../programs/log-history.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { DemoSession } from './session.js';

/** `docker attach`: input and output of the main process. As in `docker run`, it may precede the start. */
export function attach(world: World, id: string, options: AttachOptions, { signal }: Call): Promise<Session> {
	return world.call(signal, () => {
		const container = world.container(id);
		if (container.state === 'paused') {
			throw new EngineError('conflict', `Container ${container.id} is paused, unpause the container before attach.`);
		}
		if (container.state === 'restarting') {
			throw restarting(container);
		}
		const follower = new AbortController();
		const process = () => container.process;
		const stdin = options.stdin && container.config.OpenStdin === true;
		const session = new DemoSession(
			{
				write: text => stdin && process()?.type(text),
				end: () => stdin && !options.tty && process()?.input.end(),
				resize: size => {
					const running = process();
					if (running) {
						running.size = size;
					}
				},
				exitCode: () => (hasProcess(container) ? undefined : container.exitCode),
				outputs: options.outputs,
				close: () => {
					follower.abort();
					container.sessions?.delete(session);
				},
			},
			signal,
		);
		containerEvent(world, container, 'attach');
		const now = world.now();
		if (options.logs) {
			for (const line of logBetween(container, 0, now, container.written)) {
				session.send(line.stream, `${line.text}\r\n`);
			}
		}
		if (container.state === 'exited') {
			session.finish();
			return session;
		}
		container.sessions ??= new Set();
		container.sessions.add(session);
		if (container.program.logEvery > 0) {
			void passOn(world, container, session, now, follower.signal);
		}
		return session;
	});
}

/** Sends the lines of a program that logs by a pattern. */
async function passOn(
	world: World,
	container: ContainerRecord,
	session: DemoSession,
	now: number,
	signal: AbortSignal,
): Promise<void> {
	const options = { follow: true, tail: 0, since: now / 1000, tty: false };
	const end = container.config.Tty ? '\r\n' : '\n';
	try {
		for await (const lines of logs(world, container.id, options, { signal })) {
			for (const line of lines) {
				session.send(line.stream, line.text + end);
			}
		}
	} catch (error) {
		// The session may end before the log is open.
		if (!signal.aborted) {
			throw error;
		}
	}
}
