import type { Writable } from 'node:stream';
import { wordsOf } from '../../actions/failure.js';
import { type LogRange, readLog } from '../../actions/flows/logs/read-log.js';
import { containersNamed } from '../../domain/compose/project.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import {
	type FoundContainers,
	findContainers,
	findProjects,
	unknownWords,
} from '../../domain/logs/output/find-containers.js';
import type { OutputStyle } from '../../domain/logs/output/line-writer.js';
import { mergeStreams } from '../../domain/logs/output/merge-streams.js';
import { parseMoment } from '../../domain/logs/output/moment.js';
import type { Container } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import type { Engine, Filters } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import { systemClock } from '../../runtime/clock.js';
import { openScope } from '../../runtime/concurrency/scope.js';
import type { Connector, Target } from '../../runtime/connection/connector.js';
import type { LogsArgs } from '../command-line/logs-args.js';
import { type Out, openEngine } from '../engine/open-engine.js';
import { LogFollower } from './follow-logs.js';
import { LogPrinter } from './log-printer.js';
import { brokenPipeCode, createOutput } from './output.js';

export type PrintOptions = {
	readonly logs: LogsArgs;
	readonly json: boolean;
	readonly filters: Filters;
	readonly project: string | undefined;
};

export type PrintStreams = {
	readonly out: Writable;
	readonly err: Out;
	readonly hasColours: boolean;
	/** Calls back with the exit code when a signal ends the program. */
	onSignal(end: (code: number) => void): void;
};

/**
 * Prints the logs of containers, merged in the order of the engine's stamps. Resolves to the exit code: 0, 1 when the engine, a name or
 * a log cannot be read, 141 when the reader has gone away, or that of a signal.
 */
export async function printLogs(
	connector: Connector,
	target: Target,
	options: PrintOptions,
	{ out, err, hasColours, onSignal }: PrintStreams,
): Promise<number> {
	const output = createOutput(out);
	const scope = openScope(output.closed);
	let endCode: number | undefined;
	onSignal(code => {
		endCode = code;
		// A stalled reader must not hold the end up.
		out.destroy();
		scope.end();
	});
	const style: OutputStyle = {
		format: options.json ? 'json' : options.logs.raw ? 'raw' : 'pretty',
		hasPrefix: options.logs.prefix,
		hasStamp: options.logs.timestamps,
		hasColours: hasColours && options.logs.colour,
	};
	let isDone = false;
	try {
		const engine = await openEngine(connector, target, err, scope.signal);
		if (engine) {
			const printed = new PrintedLogs(engine, options, new LogPrinter(output, style), err, scope.signal);
			isDone = await printed.print().finally(() => engine.close());
		}
	} catch (error) {
		if (!isAbort(error, scope.signal)) {
			err.write(`plimsoll: ${wordsOf(error)}\n`);
		}
	}
	return endCode ?? (output.closed.aborted ? brokenPipeCode : isDone ? 0 : 1);
}

class PrintedLogs {
	readonly #engine: Engine;
	readonly #options: PrintOptions;
	readonly #printer: LogPrinter;
	readonly #err: Out;
	readonly #signal: AbortSignal;
	readonly #range: LogRange;
	readonly #failed = new Set<string>();

	constructor(engine: Engine, options: PrintOptions, printer: LogPrinter, err: Out, signal: AbortSignal) {
		this.#engine = engine;
		this.#options = options;
		this.#printer = printer;
		this.#err = err;
		this.#signal = signal;
		const { since, until, tail } = options.logs;
		const now = systemClock.wallTime();
		this.#range = {
			tail,
			since: since === undefined ? undefined : parseMoment(since, now),
			until: until === undefined ? undefined : parseMoment(until, now),
		};
	}

	/** Resolves to false when a name is unknown or a log could not be read. */
	async print(): Promise<boolean> {
		const { follow, until } = this.#options.logs;
		const follower = new LogFollower({
			engine: this.#engine,
			clock: systemClock,
			printer: this.#printer,
			range: this.#range,
			wanted: async () => (await this.#find()).containers,
			note: text => this.#note(text),
			signal: this.#signal,
		});
		const isFollowing = follow && until === undefined;
		if (isFollowing) {
			// Subscribed first, so that no start is missed between the list and the events.
			await new Promise<void>(resolve => void follower.watch(resolve));
		}
		const { containers, unknown } = await this.#find();
		if (unknown.length > 0) {
			const nouns = this.#options.logs.projects.length > 0 ? 'project' : undefined;
			for (const each of unknown) {
				this.#note(unknownWords(each, nouns));
			}
			return false;
		}
		const read = await this.#withinLimit(containers);
		this.#printer.add(read);
		await this.#printPresent(read, (id, lines) => isFollowing && follower.tailOf(id).add(lines));
		if (isFollowing) {
			await follower.follow(read.filter(({ id }) => !this.#failed.has(id)));
		}
		return this.#failed.size === 0;
	}

	#note(text: string): void {
		this.#err.write(`plimsoll: ${text}\n`);
	}

	async #find(): Promise<FoundContainers> {
		const { logs, project, filters } = this.#options;
		const { names, projects } = logs;
		const listed = await this.#engine.containers.list({ signal: this.#signal, filters });
		const all = project === undefined ? listed : containersNamed(project, listed);
		if (names.length === 0 && projects.length === 0) {
			const isWhole = project !== undefined || filters.status !== undefined;
			return { containers: isWhole ? all : all.filter(isRunning), unknown: [] };
		}
		const named = findContainers(all, names);
		const ofProjects = findProjects(all, projects);
		const found = new Set([...named.containers, ...ofProjects.containers]);
		return {
			containers: all.filter(each => found.has(each)),
			unknown: [...named.unknown, ...ofProjects.unknown],
		};
	}

	/** The containers whose logs the way to the engine carries at once, running ones first. */
	async #withinLimit(containers: readonly Container[]): Promise<readonly Container[]> {
		const most = await this.#engine.maxStreams();
		if (containers.length <= most) {
			return containers;
		}
		const sorted = [...containers].sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)));
		const left = sorted.slice(most).map(({ name }) => name);
		this.#note(`an ssh line carries ${most} logs at a time; left out: ${left.join(', ')}`);
		return sorted.slice(0, most);
	}

	/** Prints all lines that the engine has now. A log that cannot be read is reported, and the others go on. */
	async #printPresent(
		containers: readonly Container[],
		onLines: (id: string, lines: readonly LogLine[]) => void,
	): Promise<void> {
		const streams = containers.map(({ id }) => this.#readable(id, onLines));
		for await (const lines of mergeStreams(streams)) {
			await this.#printer.print(lines);
			if (this.#signal.aborted) {
				break;
			}
		}
		await this.#printer.flush();
	}

	async *#readable(
		id: string,
		onLines: (id: string, lines: readonly LogLine[]) => void,
	): AsyncGenerator<readonly LogLine[]> {
		try {
			for await (const lines of readLog(this.#engine, id, this.#range, { signal: this.#signal })) {
				onLines(id, lines);
				yield lines;
			}
		} catch (error) {
			if (isAbort(error, this.#signal)) {
				return;
			}
			this.#failed.add(id);
			this.#note(`${this.#printer.nameOf(id)}: ${wordsOf(error)}`);
		}
	}
}
