import { filterLines } from '../../../actions/flows/logs/filter-lines.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { compareLines, SourceMarker } from '../../../domain/logs/merge.js';
import type { Engine } from '../../../engine/engine.js';
import { justBefore } from '../../../state/logs/find/log-times.js';
import type { LogView } from '../../../state/logs/log-view.js';

/** A container whose log is searched. */
type Searched = { readonly id: string; readonly tty: boolean };

/**
 * Finds the last line before those of a log that its search and filters find. The logs are read whole, because the engine cannot search,
 * and only the line is kept.
 */
export async function lastMatchBefore(
	engine: Engine,
	view: LogView,
	containers: readonly Searched[],
	signal: AbortSignal,
): Promise<LogLine | undefined> {
	const first = view.lines.slice().find(({ isNote }) => !isNote);
	const time = Date.parse(first?.time ?? '');
	if (first === undefined || Number.isNaN(time)) {
		return undefined;
	}
	const found = { ...view, filters: [...view.filters, { text: view.search, mode: view.searchMode }], around: 0 };
	const until = (Math.floor(time) + 1) / 1000;
	const isMerged = view.sources.length > 0;
	let last: LogLine | undefined;
	for (const { id, tty } of containers.filter(each => !view.hidden.has(each.id))) {
		const marker = new SourceMarker(id);
		const batches = engine.containers.logs(id, { follow: false, until, tty }, { signal });
		const lines = earlier(batches, first, batch => (isMerged ? marker.mark(batch) : batch));
		for await (const matches of filterLines(found, lines)) {
			const match = matches.at(-1);
			last = match !== undefined && (last === undefined || compareLines(match, last) > 0) ? match : last;
		}
	}
	return last;
}

/** The lines before the first one of a log. */
async function* earlier(
	batches: AsyncIterable<readonly LogLine[]>,
	first: LogLine,
	mark: (lines: readonly LogLine[]) => readonly LogLine[],
): AsyncGenerator<readonly LogLine[]> {
	for await (const batch of batches) {
		yield mark(batch).filter(line => line.time < first.time);
	}
}

/** Finds the first line behind those of a log that its filters and levels show. Each log is read until it has one. */
export async function firstFoundBehind(
	engine: Engine,
	found: LogView,
	containers: readonly Searched[],
	signal: AbortSignal,
): Promise<LogLine | undefined> {
	const last = found.lines.at(-1);
	if (last === undefined) {
		return undefined;
	}
	const since = justBefore(last) / 1000;
	const isMerged = found.sources.length > 0;
	let first: LogLine | undefined;
	const isWanted = (line: LogLine) =>
		compareLines(line, last) > 0 && (first === undefined || compareLines(line, first) < 0);
	const search = async ({ id, tty }: Searched): Promise<void> => {
		const marker = new SourceMarker(id);
		const batches = engine.containers.logs(id, { follow: false, since, tty }, { signal });
		const lines = later(batches, last, batch => (isMerged ? marker.mark(batch) : batch), isWanted);
		for await (const shown of filterLines({ ...found, hidden: new Set() }, lines)) {
			const line = shown.find(each => found.levels === 'all' || !each.continues);
			if (line !== undefined) {
				first = isWanted(line) ? line : first;
				return;
			}
		}
	};
	// All at once: a log with many lines is not read behind what another one has.
	await Promise.all(containers.filter(({ id }) => !found.hidden.has(id)).map(search));
	return first;
}

/** The lines behind the last one of a log, up to the first batch without a wanted one. */
async function* later(
	batches: AsyncIterable<readonly LogLine[]>,
	last: LogLine,
	mark: (lines: readonly LogLine[]) => readonly LogLine[],
	isWanted: (line: LogLine) => boolean,
): AsyncGenerator<readonly LogLine[]> {
	for await (const batch of batches) {
		const lines = mark(batch).filter(line => compareLines(line, last) > 0);
		if (lines.length > 0 && !lines.some(isWanted)) {
			return;
		}
		yield lines;
	}
}
