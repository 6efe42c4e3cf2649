import { sanitizeLog } from '../../../domain/text/sanitize.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { stamp } from './log-history.js';

/** Maximum number of written lines in a container's log. */
const maxWritten = 10_000;

/** Unfinished last lines, by container and stream. */
const partial = new WeakMap<ContainerRecord, { stdout: string; stderr: string }>();

/** Appends the output of a main process to the container's log and wakes its followers. */
export function writeLog(world: World, container: ContainerRecord, stream: 'stdout' | 'stderr', text: string): void {
	const begun = partial.get(container) ?? { stdout: '', stderr: '' };
	partial.set(container, begun);
	const lines = (begun[stream] + text).split('\n');
	begun[stream] = lines.pop() ?? '';
	if (lines.length === 0) {
		return;
	}
	const now = world.now();
	for (const line of lines) {
		const count = container.writtenCount++;
		container.written.push({ stream, time: stamp(now, count), text: sanitizeLog(line.replace(/\r$/, '')) });
	}
	if (container.written.length > 2 * maxWritten) {
		container.written = container.written.slice(-maxWritten);
	}
	for (const wake of [...container.wakers]) {
		wake();
	}
}
