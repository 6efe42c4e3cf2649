import { membershipOf } from '../../../domain/compose/labels.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { lineWriter, type OutputFormat, type OutputSource } from '../../../domain/logs/output/line-writer.js';
import { shortNames } from '../../../domain/logs/source-names.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { shownCount, shownLines } from '../../../state/logs/log-lines.js';
import { mergedLog } from '../../../state/logs/log-subject.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';

/** The shown lines, and those folded below them. */
export function linesOf(log: LogView): readonly LogLine[] {
	// A search that goes on must not leave lines out.
	const open = { ...log, unfolded: true, scan: undefined };
	return shownLines(open, 0, shownCount(open)).map(({ line }) => line);
}

/** The containers of a log by id. In the log of one container its lines have no id. */
export function sourcesOf({ lists }: State, log: LogView): ReadonlyMap<string, OutputSource> {
	const sourceOf = (id: string, prefix?: string): OutputSource => {
		const container = lists.containers.byKey.get(id);
		const place = container && membershipOf(container.labels);
		const name = container?.name ?? log.sources.find(each => each.id === id)?.name ?? shortId(id);
		return { name, prefix: prefix ?? name, project: place?.project, service: place?.service || undefined };
	};
	if (log.sources.length > 0) {
		return new Map([...shortNames(log.sources)].map(([id, prefix]) => [id, sourceOf(id, prefix)]));
	}
	const { container: id = '' } = log;
	return new Map([
		['', sourceOf(id)],
		[id, sourceOf(id)],
	]);
}

/** Writes lines of a log with names in a merged log, and with stamps when those are shown. */
export const writerOf = (
	state: State,
	log: LogView,
	format: OutputFormat,
	{ hasStamp = log.timestamps, hasColours = false, hasPrefix = log.sources.length > 0 } = {},
): ((line: LogLine) => string) => lineWriter(sourcesOf(state, log), { format, hasPrefix, hasStamp, hasColours });

/** The shown lines as a text, in one format. */
export const textOf = (state: State, log: LogView, format: OutputFormat, hasColours = false): string =>
	linesOf(log)
		.map(writerOf(state, log, format, { hasColours }))
		.join('');

/** The format that the view shows. */
export const shownFormat = ({ raw }: LogView): OutputFormat => (raw ? 'raw' : 'pretty');

/** The name of a log of containers that have no project or service in common. */
export const mergedName = 'merged';

/** The name of a log, which its file has as well. */
export function logName(state: State, { container: id = '' }: LogView): string {
	const merged = mergedLog(state);
	if (merged === undefined) {
		return state.lists.containers.byKey.get(id)?.name ?? shortId(id);
	}
	return merged.title === undefined ? (selectedItem(state, 'compose')?.name ?? mergedName) : mergedName;
}

/** The words for lines of which plimsoll has only the first 64 KiB. */
export const cutWords = (cut: number): string => (cut === 0 ? '' : `, ${cut} of them cut at 64 KiB`);
