import type { Call, ContainerCalls } from '../engine.js';
import { idPart } from './path-part.js';
import type { Query } from './query.js';
import { type Wire, WORK } from './request.js';

type Verbs = Pick<ContainerCalls, 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename' | 'remove'>;

/** What is done to a container without a body and without an answer. */
export function containerVerbs(wire: Wire): Verbs {
	const post = async (id: string, verb: string, { signal }: Call, query: Query = {}, timeout = WORK) => {
		await wire.json({ method: 'POST', path: `/containers/${idPart(id)}/${verb}`, query, signal, timeout });
	};
	return {
		start: (id, call) => post(id, 'start', call),
		stop: (id, call) => post(id, 'stop', call, { t: call.timeout }, patience(call.timeout)),
		restart: (id, call) => post(id, 'restart', call, { t: call.timeout }, patience(call.timeout)),
		pause: (id, call) => post(id, 'pause', call),
		unpause: (id, call) => post(id, 'unpause', call),
		kill: (id, signalName, call) => post(id, 'kill', call, { signal: signalName }),
		rename: (id, name, call) => post(id, 'rename', call, { name }),
		async remove(id, options, { signal }) {
			const query = { force: options.force, v: options.volumes };
			await wire.json({ method: 'DELETE', path: `/containers/${idPart(id)}`, query, signal, timeout: WORK });
		},
	};
}

/** Milliseconds: the container's own time to stop comes on top. Without a number the container's setting decides; -1 waits forever. */
function patience(seconds: number | undefined): number {
	if (seconds === undefined) return 2 * WORK;
	return seconds < 0 ? Number.POSITIVE_INFINITY : seconds * 1000 + WORK;
}
