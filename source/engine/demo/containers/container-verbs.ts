import type { Removal } from '../../../domain/commands/container.js';
import { containerNameProblem } from '../../../domain/registry/reference.js';
import { EngineError } from '../../errors.js';
import { exitOnSignal } from '../programs/main-process.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { containerEvent } from './container-event.js';
import { destroyContainer, endContainer, setPaused, startContainer } from './life.js';

/** The verbs of a container, with the engine's rules and messages. Each runs at once; container-calls.ts adds the latency. */

/** Returns true if the container has a process: it is running or paused. */
export function hasProcess({ state }: ContainerRecord): boolean {
	return state === 'running' || state === 'paused';
}

/** Starts a container. A running container is no error: the engine answers 304. */
export function start(world: World, container: ContainerRecord): void {
	if (container.state === 'paused') {
		throw new EngineError('conflict', 'cannot start a paused container, try unpause instead');
	}
	if (container.state === 'running') {
		return;
	}
	container.restartCount = 0;
	startContainer(world, container);
}

/** Stops a container. A stopped container is no error: the engine answers 304. */
export function stop(world: World, container: ContainerRecord): void {
	container.stopping = true;
	if (container.state === 'restarting') {
		container.cancel?.();
		container.state = 'exited';
	}
	if (!hasProcess(container)) {
		return;
	}
	containerEvent(world, container, 'kill', { signal: '15' });
	const heeded = exitOnSignal(container, 'TERM');
	if (container.process && heeded === undefined) {
		containerEvent(world, container, 'kill', { signal: '9' });
	}
	endContainer(world, container, container.process ? (heeded ?? 137) : exitCodeOf(container, 15));
	containerEvent(world, container, 'stop');
}

export function restart(world: World, container: ContainerRecord): void {
	stop(world, container);
	if (!world.containers.has(container.id)) {
		return;
	}
	container.restartCount = 0;
	startContainer(world, container);
	containerEvent(world, container, 'restart');
}

export function pause(world: World, container: ContainerRecord): void {
	if (container.state === 'paused') {
		throw new EngineError('conflict', `Container ${container.id} is already paused`);
	}
	if (container.state === 'restarting') {
		throw restarting(container);
	}
	if (container.state !== 'running') {
		throw notRunning(container);
	}
	setPaused(world, container, true);
}

export function unpause(world: World, container: ContainerRecord): void {
	if (!hasProcess(container)) {
		throw notRunning(container);
	}
	if (container.state !== 'paused') {
		throw new EngineError('server', `Container ${container.id} is not paused`);
	}
	setPaused(world, container, false);
}

export function kill(world: World, container: ContainerRecord, signalName: string): void {
	const number = signalNumber(signalName);
	if (number === undefined) {
		throw new EngineError('bad-request', `Invalid signal: ${signalName}`);
	}
	if (!hasProcess(container)) {
		throw new EngineError(
			'conflict',
			`Cannot kill container: ${container.id}: Container ${container.id} is not running`,
		);
	}
	containerEvent(world, container, 'kill', { signal: String(number) });
	if (container.process) {
		const exitCode = exitOnSignal(container, signals[number - 1] ?? '');
		if (exitCode !== undefined) {
			endContainer(world, container, exitCode);
		}
		return;
	}
	const deadly = number === 9 || (number === 15 && container.program.name !== 'pause') || number === 2 || number === 3;
	if (!deadly) {
		return;
	}
	container.stopping = true;
	endContainer(world, container, exitCodeOf(container, number));
}

export function rename(world: World, container: ContainerRecord, name: string): void {
	const wanted = name.replace(/^\//, '');
	if (wanted === container.name) {
		throw new EngineError('bad-request', 'Renaming a container with the same name as its current name');
	}
	checkName(world, wanted, 'Error when allocating new name: ');
	const old = container.name;
	world.rename(container, wanted);
	containerEvent(world, container, 'rename', { oldName: `/${old}` });
}

/** Refuses an invalid name or one in use; `prefix` is the start of the engine's message. */
export function checkName(world: World, name: string, prefix = ''): void {
	const problem = containerNameProblem(name);
	if (problem) {
		throw new EngineError('bad-request', prefix + problem);
	}
	const other = world.byName(name);
	if (other) {
		throw new EngineError(
			'conflict',
			`${prefix}Conflict. The container name "/${name}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
		);
	}
}

export function remove(world: World, container: ContainerRecord, options: Removal): void {
	if (hasProcess(container) || container.state === 'restarting') {
		if (!options.force) {
			throw cannotRemove(container);
		}
		container.stopping = true;
		if (hasProcess(container)) {
			containerEvent(world, container, 'kill', { signal: '9' });
			endContainer(world, container, 137);
		}
	}
	if (world.containers.has(container.id)) {
		destroyContainer(world, container, options.volumes ?? false);
	}
}

function cannotRemove({ state, id }: ContainerRecord): EngineError {
	const cure =
		state === 'paused'
			? 'Unpause and then stop the container before attempting removal or force remove'
			: 'Stop the container before attempting removal or force remove';
	return new EngineError('conflict', `You cannot remove a ${state} container ${id}. ${cure}`);
}

/** The engine's error for a container without processes. */
export function notRunning({ id }: ContainerRecord): EngineError {
	return new EngineError('conflict', `Container ${id} is not running`);
}

/** The engine's error for a container between two restarts. */
export function restarting({ id }: ContainerRecord): EngineError {
	return new EngineError('conflict', `Container ${id} is restarting, wait until the container is running`);
}

/** Exit code of a main process that a signal ends; some servers exit with 0 on SIGTERM. */
function exitCodeOf({ program }: ContainerRecord, signal: number): number {
	if (signal === 15 && ['postgres', 'redis', 'nginx', 'api', 'proxy'].includes(program.name)) {
		return 0;
	}
	return 128 + (signal === 15 && program.name === 'pause' ? 9 : signal);
}

const signals =
	'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
		' ',
	);

/** Returns 15 for `SIGTERM`, `term` and `15`. */
function signalNumber(name: string): number | undefined {
	if (/^\d+$/.test(name)) {
		return Number(name) >= 1 && Number(name) <= 64 ? Number(name) : undefined;
	}
	const index = signals.indexOf(name.toUpperCase().replace(/^SIG/, ''));
	return index < 0 ? undefined : index + 1;
}

/** `docker top` with the engine's default `ps -ef`. */
export function top(container: ContainerRecord): { titles: readonly string[]; rows: readonly (readonly string[])[] } {
	if (container.state === 'restarting') {
		throw restarting(container);
	}
	if (!hasProcess(container)) {
		throw notRunning(container);
	}
	const user = container.config.User || 'root';
	const started = new Date(container.startedAt).toISOString().slice(11, 16);
	const rows = container.program.processes.map((command, index) => {
		const pid = container.pid + index;
		const parent = index === 0 ? container.pid - 20 : container.pid;
		return [user, String(pid), String(parent), '0', started, '?', `00:00:0${index % 9}`, command];
	});
	return { titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'], rows };
}
