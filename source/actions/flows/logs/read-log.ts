import type { LogLine } from '../../../domain/logs/log-line.js';
import { SourceMarker } from '../../../domain/logs/merge.js';
import type { Call, Engine, LogOptions } from '../../../engine/engine.js';

/** The part of a log to read; empty for the whole log. */
export type LogRange = Pick<LogOptions, 'since' | 'until' | 'tail'>;

/**
 * Reads the log of a container up to its present end, marked with the container's id for `mergeStreams`. Rejects as the engine does,
 * for example when the log driver cannot be read.
 */
export async function* readLog(
	engine: Engine,
	id: string,
	range: LogRange,
	call: Call,
): AsyncGenerator<readonly LogLine[]> {
	const { tty } = await engine.containers.inspect(id, call);
	const marker = new SourceMarker(id);
	for await (const lines of engine.containers.logs(id, { ...range, follow: false, tty }, call)) {
		yield marker.mark(lines);
	}
}
