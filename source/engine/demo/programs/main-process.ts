import { EngineError } from '../../errors.js';
import { findImage } from '../containers/container-record.js';
import { Process } from '../shell/process.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { missingExecutable } from './executable.js';
import { writeLog } from './written-log.js';

/** Refuses to start a container whose command its image does not have, as runc does. */
export function checkMain(world: World, container: ContainerRecord): void {
	const { script } = container.program;
	const trouble = script && missingExecutable(findImage(world, container.imageId), script);
	if (!trouble) {
		return;
	}
	container.exitCode = 127;
	container.error = `failed to create shim task: OCI runtime create failed: runc create failed: ${trouble}`;
	throw new EngineError('bad-request', container.error);
}

/** Runs the main process of a started container; calls `end` with the exit code when the process ends. */
export function runMain(world: World, container: ContainerRecord, end: (exitCode: number) => void): void {
	const { ends, script } = container.program;
	if (ends) {
		container.cancel = world.timeline.schedule(world.now() + ends.after, () => end(ends.exitCode));
	}
	if (!script) {
		return;
	}
	const { config } = container;
	const process = new Process(world, container, findImage(world, container.imageId), {
		command: script,
		tty: config.Tty ?? false,
		user: config.User ?? '',
		workdir: config.WorkingDir ?? '',
		env: config.Env ?? [],
		write: (stream, text) => {
			writeLog(world, container, stream, text);
			for (const session of container.sessions ?? []) {
				session.send(stream, text);
			}
		},
	});
	if (!config.OpenStdin) {
		process.input.end();
	}
	container.process = process;
	void process.exit.then(code => {
		if (container.process === process) {
			end(code);
		}
	});
}

/**
 * Returns the exit code of the main process after a signal; undefined when it continues. Process 1 ends only on SIGKILL, or
 * when it has set a trap that exits.
 */
export function exitOnSignal({ process }: ContainerRecord, name: string): number | undefined {
	if (!process) {
		return undefined;
	}
	const trap = process.traps.get(name);
	const exit = trap === undefined ? undefined : /\bexit(?:\s+(\d+))?/.exec(trap);
	if (name !== 'KILL' && !exit) {
		return undefined;
	}
	return name === 'KILL' ? 137 : Number(exit?.[1] ?? 0);
}
