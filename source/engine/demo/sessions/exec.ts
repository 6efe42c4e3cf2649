import type { Call, ExecOptions, Session } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { containerEvent } from '../containers/container-event.js';
import { findImage } from '../containers/container-record.js';
import { hasProcess, notRunning, restarting } from '../containers/container-verbs.js';
import { missingExecutable } from '../programs/executable.js';
import { Process } from '../shell/process.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { DemoSession } from './session.js';

/** `docker exec`: runs a command of the demo's shell beside the main process. */
export async function exec(world: World, id: string, options: ExecOptions, { signal }: Call): Promise<Session> {
	await world.work(2, signal);
	return world.call(signal, () => {
		const container = world.container(id);
		if (container.state === 'paused') {
			throw new EngineError('conflict', `Container ${id} is paused, unpause the container before exec`);
		}
		if (container.state === 'restarting') {
			throw restarting(container);
		}
		if (!hasProcess(container)) {
			throw notRunning(container);
		}
		if (options.command.length === 0) {
			throw new EngineError('bad-request', 'No exec command specified');
		}
		return run(world, container, options, signal);
	});
}

function run(world: World, container: ContainerRecord, options: ExecOptions, signal: AbortSignal): Session {
	const execId = world.newId('exec');
	const line = options.command.join(' ');
	const image = findImage(world, container.imageId);
	let code: number | undefined;
	let process: Process | undefined;
	const session = new DemoSession(
		{
			write: text => options.stdin && process?.type(text),
			end: () => process?.input.end(),
			resize: size => {
				if (process) {
					process.size = size;
				}
			},
			exitCode: () => code,
			close: () => process?.input.end(),
		},
		signal,
	);
	const die = (exitCode: number) => {
		code = exitCode;
		if (process) {
			container.children?.delete(process);
		}
		containerEvent(world, container, 'exec_die', { execID: execId, exitCode: String(exitCode) });
		session.finish();
	};
	containerEvent(world, container, `exec_create: ${line}`, { execID: execId });
	containerEvent(world, container, `exec_start: ${line}`, { execID: execId });
	const trouble = missingExecutable(image, options.command);
	if (trouble && options.mustStart) {
		throw new EngineError('bad-request', `OCI runtime exec failed: exec failed: ${trouble}`);
	}
	if (trouble) {
		session.send('stdout', `OCI runtime exec failed: exec failed: ${trouble}\r\n`);
		// The engine sends no exec_die event for a command that never ran.
		code = 126;
		session.finish();
		return session;
	}
	process = new Process(world, container, image, {
		command: options.command,
		tty: options.tty,
		user: options.user || container.config.User || '',
		workdir: options.workdir || container.config.WorkingDir || '',
		env: [...(container.config.Env ?? []), ...(options.env ?? [])],
		size: options.size,
		write: (stream, text) => session.send(stream, text),
	});
	if (!options.stdin) {
		process.input.end();
	}
	container.children ??= new Set();
	container.children.add(process);
	void process.exit.then(die);
	return session;
}
