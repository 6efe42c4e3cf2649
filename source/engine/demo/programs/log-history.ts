import type { LogLine } from '../../../domain/logs.js';
import { sanitizeLog } from '../../../domain/sanitize.js';
import type { ContainerRecord, Run } from '../world/model.js';
import { mix, unit } from '../world/random.js';

/** Pattern lines that a run keeps, as a size-capped json-file log would. */
const keptPerRun = 20_000;

/** The first lines after a start come quickly. */
const greeting = 4;
const greetingEvery = 40;

/** Unix milliseconds at which a run's line `index` is written; grows with the index. */
export function lineTime(container: ContainerRecord, run: Run, index: number): number {
	const every = container.program.logEvery;
	if (index < greeting) return run.from + 15 + index * Math.min(every, greetingEvery);
	return run.from + (index - greeting + 1 + 0.8 * unit(container.key, index)) * every;
}

/** The index of a run's first line at or after a time. */
export function firstIndexAt(container: ContainerRecord, run: Run, at: number): number {
	const every = container.program.logEvery;
	if (every === 0 || at <= run.from) return 0;
	let index = Math.max(0, Math.floor((at - run.from) / every) + greeting - 3);
	if (at < run.from + every) index = 0;
	while (lineTime(container, run, index) < at) index++;
	return index;
}

/**
 * What a container's program has logged between two times (Unix ms, `to` excluded) and what was written by itself, in
 * order, oldest first; the newest `tail` lines only, when given.
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
			const start = Math.max(firstIndexAt(container, run, from), end - Math.min(keptPerRun, tail - lines.length));
			const part = [];
			for (let index = start; index < end; index++) part.push(patternLine(container, run, index));
			lines = [...part, ...lines];
			if (lines.length >= tail) break;
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

/** RFC 3339 with nanoseconds; the part below a millisecond comes from `fraction`. */
export function stamp(at: number, fraction: number): string {
	return `${new Date(at).toISOString().slice(0, 23)}${String(fraction % 1_000_000).padStart(6, '0')}Z`;
}
