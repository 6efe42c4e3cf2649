import type { LogLine } from '../../../domain/logs/log-line.js';
import { sanitizeLog } from '../../../domain/text/sanitize.js';
import type { ContainerRecord, Run } from '../world/model.js';
import { mix, unit } from '../world/random.js';

/** Maximum number of pattern lines of a run, like a json-file log with a maximum size. */
const maxLinesPerRun = 20_000;

/** Number of lines that follow quickly after a start, and the milliseconds between them. */
const quickLines = 4;
const quickLineMs = 40;

/** Unix milliseconds at which a run's line `index` is written; grows with the index. */
export function lineTime(container: ContainerRecord, run: Run, index: number): number {
	const every = container.program.logEvery;
	if (index < quickLines) {
		return run.from + 15 + index * Math.min(every, quickLineMs);
	}
	return run.from + (index - quickLines + 1 + 0.8 * unit(container.key, index)) * every;
}

/** The index of a run's first line at or after a time. */
export function firstIndexAt(container: ContainerRecord, run: Run, at: number): number {
	const every = container.program.logEvery;
	if (every === 0 || at <= run.from) {
		return 0;
	}
	let index = Math.max(0, Math.floor((at - run.from) / every) + quickLines - 3);
	if (at < run.from + every) {
		index = 0;
	}
	while (lineTime(container, run, index) < at) {
		index++;
	}
	return index;
}

/**
 * Returns the lines of a container's log between two times (Unix ms, `to` excluded): the program's pattern and the written
 * lines, oldest first. With `tail`, only the newest lines.
 */
export function logBetween(
	container: ContainerRecord,
	from: number,
	to: number,
	written: readonly LogLine[],
	tail = Number.POSITIVE_INFINITY,
): LogLine[] {
	let lines: { at: number; line: LogLine }[] = [];
	if (container.program.logEvery > 0) {
		for (const run of [...container.runs].reverse()) {
			const end = firstIndexAt(container, run, Math.min(to, run.to ?? to));
			const start = Math.max(firstIndexAt(container, run, from), end - Math.min(maxLinesPerRun, tail - lines.length));
			const part = [];
			for (let index = start; index < end; index++) {
				part.push(patternLine(container, run, index));
			}
			lines = [...part, ...lines];
			if (lines.length >= tail) {
				break;
			}
		}
	}
	if (written.length > 0) {
		lines = [...lines, ...written.map(line => ({ at: Date.parse(line.time), line }))].sort((a, b) => a.at - b.at);
	}
	return (tail < lines.length ? lines.slice(lines.length - tail) : lines).map(({ line }) => line);
}

function patternLine(container: ContainerRecord, run: Run, index: number): { at: number; line: LogLine } {
	const at = lineTime(container, run, index);
	const { text, stderr } = container.program.log(index, container.key, at);
	const stream = stderr && !container.config.Tty ? 'stderr' : 'stdout';
	return { at, line: { stream, time: stamp(at, mix(container.key, index)), text: sanitizeLog(text) } };
}

/** RFC 3339 with nanoseconds; `fraction` is the part below a millisecond. */
export function stamp(at: number, fraction: number): string {
	return `${new Date(at).toISOString().slice(0, 23)}${String(fraction % 1_000_000).padStart(6, '0')}Z`;
}
