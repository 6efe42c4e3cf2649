import type { ApiRequest } from '../../../domain/commands/api-request.js';
import * as commands from '../../../domain/commands/container.js';
import type { Call, ContainerCalls } from '../../engine.js';
import { encodeRequest } from '../http/encode-request.js';
import { type Wire, workTimeoutMs } from '../http/request.js';

type Verbs = Pick<ContainerCalls, 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename' | 'remove'>;

/** The changes that the engine answers without data. */
export function containerVerbs(wire: Wire): Verbs {
	const send = async (request: ApiRequest, { signal }: Call, timeoutMs = workTimeoutMs) => {
		await wire.json(encodeRequest(() => request, { signal, timeoutMs }));
	};
	return {
		start: (id, call) => send(commands.startCommand.request(id), call),
		stop: (id, call) => send(commands.stopCommand.request(id, call), call, stopTimeoutMs(call)),
		restart: (id, call) => send(commands.restartCommand.request(id, call), call, stopTimeoutMs(call)),
		pause: (id, call) => send(commands.pauseCommand.request(id), call),
		unpause: (id, call) => send(commands.unpauseCommand.request(id), call),
		kill: (id, signalName, call) => send(commands.killCommand.request(id, signalName), call),
		rename: (id, name, call) => send(commands.renameCommand.request(id, name), call),
		remove: (id, options, call) => send(commands.removeCommand.request(id, options), call),
	};
}

/** The container's own time to stop comes on top. Without a number the container's setting decides; -1 waits forever. */
function stopTimeoutMs({ timeout: seconds }: commands.Stopping): number {
	if (seconds === undefined) {
		return 2 * workTimeoutMs;
	}
	return seconds < 0 ? Number.POSITIVE_INFINITY : seconds * 1000 + workTimeoutMs;
}
