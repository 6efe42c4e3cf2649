import { sanitizeLog } from '../../../domain/sanitize.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { stamp } from './log-history.js';

/** Lines that a container's log keeps of what was written. */
const kept = 10_000;

/** Lines that were begun and not ended yet, by container and stream. */
const partial = new WeakMap<ContainerRecord, { stdout: string; stderr: string }>();

/** Adds to a container's log what its main process prints, and wakes those that follow it. */
export function writeLog(world: World, container: ContainerRecord, stream: 'stdout' | 'stderr', text: string): void {
	const begun = partial.get(container) ?? { stdout: '', stderr: '' };
	partial.set(container, begun);
	const lines = (begun[stream] + text).split('\n');
	begun[stream] = lines.pop() ?? '';
	if (lines.length === 0) return;
	const now = world.now();
	for (const line of lines) {
		const count = container.writtenCount++;
		container.written.push({ stream, time: stamp(now, count), text: sanitizeLog(line.replace(/\r$/, '')) });
	}
	if (container.written.length > 2 * kept) container.written = container.written.slice(-kept);
	for (const wake of [...container.wakers]) wake();
}
