import { membershipOf } from '../domain/compose/labels.js';
import { containersNamed } from '../domain/compose/project.js';
import type { Container } from '../domain/nouns/container.js';
import { hasStats, isRunning } from '../domain/nouns/container-gates.js';
import { imageText } from '../domain/nouns/container-image.js';
import { statusText } from '../domain/nouns/container-status.js';
import { shortId } from '../domain/nouns/short-id.js';
import { formatPorts } from '../domain/ports/ports.js';
import { isMeasured } from '../domain/stats/dropped-limits.js';
import type { Reading } from '../domain/stats/stats.js';
import { isEmptySample, readingOf } from '../domain/stats/stats-reading.js';
import { plural } from '../domain/text/plural.js';
import { bytesSize, decimalSize, formatPercent } from '../domain/text/units.js';
import type { Engine, Filters } from '../engine/engine.js';
import { systemClock } from '../runtime/clock.js';
import { inParallel } from '../runtime/concurrency/fetch-queue.js';
import type { Connector, Target } from '../runtime/connection/connector.js';
import { type Out, openEngine, reporter } from './engine/open-engine.js';

export type SnapshotOptions = {
	readonly json: boolean;
	readonly all: boolean;
	/** False: the containers are listed at once, without statistics. */
	readonly stats: boolean;
	readonly filters: Filters;
	/** The only compose project to list. */
	readonly project: string | undefined;
};

/** Over SSH each request is a process here and a channel there, of which servers allow few at a time. */
const mostSamplesOverSsh = 16;

/** A snapshot is given up after this time. */
const timeoutMs = 60_000;

type Row = { readonly container: Container; readonly reading: Reading | undefined };

/**
 * Prints the containers once, with statistics for the running ones, as a table or as one JSON object a line.
 * Resolves to the exit code: 0, or 1 when no engine can be reached or it refuses, with the reason on stderr.
 */
export async function snapshot(
	connector: Connector,
	target: Target,
	options: SnapshotOptions,
	out: Out,
	err: Out,
): Promise<number> {
	const signal = AbortSignal.timeout(timeoutMs);
	const engine = await openEngine(connector, target, err, signal);
	if (!engine) {
		return 1;
	}
	try {
		const found = await engine.containers.list({ signal, filters: options.filters }).catch(reporter(err));
		if (!found) {
			return 1;
		}
		// The label is not enough: an image that compose has built gives it to tasks of Swarm.
		const listed = options.project === undefined ? found : containersNamed(options.project, found);
		// `docker ps` lists only running containers without `--all`, unless a filter names a status.
		const isWhole = options.all || options.json || options.filters.status !== undefined;
		const containers = isWhole ? listed : listed.filter(isRunning);
		// An engine without cgroups would send the use of the whole machine for each container.
		const canMeasure = options.stats && isMeasured(await engine.system.host({ signal }).catch(() => undefined));
		const rows = canMeasure
			? await measured(engine, containers, err, signal)
			: containers.map(container => ({ container, reading: undefined }));
		out.write(options.json ? rows.map(row => `${JSON.stringify(toJson(row))}\n`).join('') : table(rows, options.stats));
		return 0;
	} finally {
		engine.close();
	}
}

/** Measures, and meanwhile explains on a terminal why the snapshot takes two seconds. */
async function measured(
	engine: Engine,
	containers: readonly Container[],
	err: Out,
	signal: AbortSignal,
): Promise<readonly Row[]> {
	const running = containers.filter(hasStats);
	const canErase = err.isTTY && process.env.TERM !== 'dumb';
	if (!canErase || running.length === 0) {
		return measure(engine, containers, running, signal);
	}
	const subject = plural(running.length, 'container');
	err.write(`Measuring ${subject} for two seconds; --no-stats lists at once`);
	try {
		return await measure(engine, containers, running, signal);
	} finally {
		err.write('\r\x1b[K');
	}
}

/**
 * Samples all running containers at the same time, as `docker stats --no-stream` does: the engine takes two samples of each,
 * a second apart, so that one after the other they would take minutes.
 */
async function measure(
	engine: Engine,
	containers: readonly Container[],
	running: readonly Container[],
	signal: AbortSignal,
): Promise<readonly Row[]> {
	const readings = new Map<string, Reading>();
	const parallel = engine.endpoint.url.startsWith('ssh:') ? mostSamplesOverSsh : running.length;
	await inParallel(running, parallel, async ({ id }) => {
		// A container that is removed meanwhile has no statistics; the others still count.
		const sample = await engine.containers.statsOnce(id, { signal }).catch(() => undefined);
		if (sample && !isEmptySample(sample)) {
			readings.set(id, readingOf(sample));
		}
	});
	return containers.map(container => ({ container, reading: readings.get(container.id) }));
}

/** One container for scripts: docker's words, and numbers as numbers (bytes, percent of one core). */
function toJson({ container, reading }: Row): Record<string, unknown> {
	const place = membershipOf(container.labels);
	return {
		id: container.id,
		name: container.name,
		image: imageText(container),
		command: container.command,
		created: new Date(container.createdAt).toISOString(),
		state: container.state,
		status: container.status,
		health: container.health,
		ports: formatPorts(container.ports),
		networks: container.networks,
		labels: container.labels,
		project: place?.project ?? null,
		service: place?.service || null,
		stats: reading
			? {
					cpuPercent: reading.cpuPercent ?? null,
					memory: reading.memory,
					memoryLimit: reading.memoryLimit,
					memoryPercent: reading.memoryPercent,
					netRx: reading.netRx,
					netTx: reading.netTx,
					blockRead: reading.blockRead,
					blockWrite: reading.blockWrite,
					pids: reading.pids,
				}
			: null,
	};
}

const statsHeaders = ['CPU %', 'MEM USAGE / LIMIT', 'MEM %', 'NET I/O', 'BLOCK I/O', 'PIDS'];

const headersOf = (withStats: boolean) => [
	'CONTAINER ID',
	'NAME',
	'IMAGE',
	'STATUS',
	...(withStats ? statsHeaders : []),
	'PORTS',
];

function statsCells(reading: Reading | undefined): readonly string[] {
	return reading
		? [
				reading.cpuPercent === undefined ? '--' : formatPercent(reading.cpuPercent),
				`${bytesSize(reading.memory)} / ${bytesSize(reading.memoryLimit)}`,
				formatPercent(reading.memoryPercent),
				`${decimalSize(reading.netRx)} / ${decimalSize(reading.netTx)}`,
				`${decimalSize(reading.blockRead)} / ${decimalSize(reading.blockWrite)}`,
				String(reading.pids),
			]
		: statsHeaders.map(() => '--');
}

function cells({ container, reading }: Row, withStats: boolean): readonly string[] {
	return [
		shortId(container.id),
		container.name,
		imageText(container),
		statusText(container, systemClock.wallTime()),
		...(withStats ? statsCells(reading) : []),
		formatPorts(container.ports),
	];
}

function table(rows: readonly Row[], withStats: boolean): string {
	const headers = headersOf(withStats);
	const lines = [headers, ...rows.map(row => cells(row, withStats))];
	const widths = headers.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
	return lines
		.map(
			line =>
				`${line
					.map((cell, column) => cell.padEnd(widths[column] ?? 0))
					.join('   ')
					.trimEnd()}\n`,
		)
		.join('');
}
