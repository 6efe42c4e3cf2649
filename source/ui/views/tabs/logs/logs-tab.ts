import { nameColour, shortNames } from '../../../../domain/logs/source-names.js';
import type { Container } from '../../../../domain/nouns/container.js';
import { cellWidth, truncate } from '../../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../../domain/text/line.js';
import { notice } from '../../../../domain/text/notice.js';
import { plural } from '../../../../domain/text/plural.js';
import { logViewport } from '../../../../state/detail/detail-viewport.js';
import type { BodySize } from '../../../../state/layout.js';
import { shownCount, shownLines, showsMatches } from '../../../../state/logs/log-lines.js';
import { openLog } from '../../../../state/logs/log-scroll.js';
import { mergedLog } from '../../../../state/logs/log-subject.js';
import type { LogView } from '../../../../state/logs/log-view.js';
import { memo } from '../../../../state/memo.js';
import { selectedContainer } from '../../../../state/selectors.js';
import type { State } from '../../../../state/state.js';
import type { Glyphs } from '../../../glyphs.js';
import { logRows } from './log-rows.js';
import { logStatus, windowLabel } from './log-status.js';

export type LogsContent = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

/** The visible part of the log, with its status line below. */
export function logsTab(state: State, size: BodySize, glyphs: Glyphs): LogsContent {
	const { width } = size;
	const merged = mergedLog(state);
	const container = merged === undefined ? selectedContainer(state) : undefined;
	const key = merged?.key ?? container?.id;
	if (key === undefined) {
		return { body: [[], ...notice('nothing selected', 'dim', width)] };
	}
	// A log that is not open yet is drawn as if it were: moving the selection then draws the pane only once.
	const { logs: log } = state.logs.container === key ? state : openLog(state, key);
	const { count, height: rows, top: position } = logViewport(log, size);
	const status = logStatus(log, position, width, glyphs, merged?.leftOut);
	const reason = emptyReason(log, container, glyphs);
	const shown =
		reason === undefined
			? visibleRows(log, position, width, rows, glyphs)
			: [[], ...notice(reason.text, reason.role, width)];
	const body = [
		...shown.slice(0, rows),
		...Array.from({ length: Math.max(0, rows - shown.length) }, (): Line => []),
		status,
	];
	return { body, scroll: { count, offset: position } };
}

function visibleRows(log: LogView, position: number, width: number, rows: number, glyphs: Glyphs): readonly Line[] {
	const { wrap, timestamps, search, match, raw, problem } = log;
	const prefixes = prefixesOf(log.sources, width, glyphs.ellipsis);
	const format = { width, left: wrap ? 0 : log.left, wrap, timestamps, search, raw, stderr: glyphs.stderr, prefixes };
	const lines = shownLines(log, position, position + rows);
	const all = lines.flatMap(line =>
		logRows(line, format, line.number === match ? 'match' : line.number === problem ? 'error' : undefined),
	);
	// Wrapped lines may need more rows than the pane has. While the log follows, the newest rows stay.
	return log.follow ? all.slice(-rows) : all.slice(0, rows);
}

/** Returns the reason why no lines are shown; undefined if there are lines. */
function emptyReason(
	log: LogView,
	container: Container | undefined,
	glyphs: Glyphs,
): { text: string; role: 'dim' | 'bad' } | undefined {
	if (shownCount(log) > 0) {
		return undefined;
	}
	if (log.status === 'failed') {
		return { text: `${glyphs.failed} ${log.error ?? 'the log cannot be read'}`, role: 'bad' };
	}
	if (log.lines.length > 0 && !showsMatches(log) && log.levels !== 'all') {
		const what = log.levels === 'warn' ? 'warnings and errors' : 'errors';
		return { text: `there are no ${what} among ${plural(log.lines.length, 'line')}`, role: 'dim' };
	}
	if (log.lines.length > 0 && showsMatches(log)) {
		return { text: `nothing matches ${truncate(log.search, 40)}`, role: 'dim' };
	}
	const name = container?.name ?? plural(log.sources.length, 'container');
	if (log.hidden.size > 0 && log.lines.length > 0) {
		return { text: 'all containers with lines are hidden', role: 'dim' };
	}
	if (container?.state === 'created') {
		return { text: `${name} has never run and has no log`, role: 'dim' };
	}
	if (container === undefined && log.sources.length === 0) {
		return { text: 'no container is left, so there is no log', role: 'dim' };
	}
	if (log.status === 'loading') {
		return { text: `loading${glyphs.ellipsis}`, role: 'dim' };
	}
	if (log.window !== 'tail' && log.window !== 'head') {
		return { text: `${name} has written nothing in the ${windowLabel(log.window)}`, role: 'dim' };
	}
	return { text: log.status === 'ended' ? `${name} wrote nothing` : `${name} has written nothing yet`, role: 'dim' };
}

/** A name before the lines of a merged log has at most this part of the width. */
const namePart = 1 / 4;

const prefixesOf = memo((sources: LogView['sources'], width: number, ellipsis: string): ReadonlyMap<string, Span> => {
	const names = [...shortNames(sources)];
	const longest = Math.max(0, ...names.map(([, name]) => cellWidth(name)));
	const cells = Math.min(longest, Math.max(4, Math.floor(width * namePart)));
	return new Map(
		names.map(([id, name]) => {
			const text = truncate(name, cells, { ellipsis, from: 'middle' });
			return [id, { text: text + ' '.repeat(cells - cellWidth(text)), sgr: nameColour(name) }];
		}),
	);
});
