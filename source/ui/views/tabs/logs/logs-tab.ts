import { nameColour, shortNames } from '../../../../domain/logs/source-names.js';
import type { Container } from '../../../../domain/nouns/container.js';
import { cellWidth, truncate } from '../../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../../domain/text/line.js';
import { notice } from '../../../../domain/text/notice.js';
import { plural } from '../../../../domain/text/plural.js';
import { logViewport } from '../../../../state/detail/detail-viewport.js';
import type { BodySize } from '../../../../state/layout.js';
import { histogramRows } from '../../../../state/logs/find/log-histogram.js';
import { cursorLine, cursorNumber } from '../../../../state/logs/log-cursor.js';
import { hasFilters, positionOfLine, shownCount, shownLines } from '../../../../state/logs/log-lines.js';
import { openLog } from '../../../../state/logs/log-scroll.js';
import { mergedLog } from '../../../../state/logs/log-subject.js';
import { type LogView, startOf } from '../../../../state/logs/log-view.js';
import { memo } from '../../../../state/memo.js';
import { selectedContainer } from '../../../../state/selectors.js';
import type { State } from '../../../../state/state.js';
import type { Glyphs } from '../../../glyphs.js';
import { bandLine } from '../../text/lines.js';
import { histogramRow } from './log-histogram-row.js';
import { marksOf } from './log-marks.js';
import { logRows } from './log-rows.js';
import { logStatus, windowLabel } from './log-status.js';

export type LogsContent = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

/** A row on screen, and the number of its log line. */
type DrawnRow = { readonly row: Line; readonly number: number };

/** The log of the selected container, or of several, under its key in the state; undefined while nothing is selected. */
function shownLog(
	state: State,
): { readonly log: LogView; readonly container?: Container; leftOut?: number } | undefined {
	const merged = mergedLog(state);
	const container = merged === undefined ? selectedContainer(state) : undefined;
	const key = merged?.key ?? container?.id;
	if (key === undefined) {
		return undefined;
	}
	// A log that is not open yet is drawn as if it were: moving the selection then draws the pane only once.
	const { logs: log } = state.logs.container === key ? state : openLog(state, key);
	return { log, container, leftOut: merged?.leftOut };
}

/** Returns the number of the log line at a row of the tab's body; undefined below the last line. */
export function lineNumberAt(state: State, size: BodySize, row: number, glyphs: Glyphs): number | undefined {
	const log = shownLog(state)?.log;
	if (log === undefined || shownCount(log) === 0) {
		return undefined;
	}
	const { top, height } = logViewport(log, size);
	const at = row - histogramRows(log, size.height);
	return at < height ? drawnRows(log, top, size.width, height, undefined, glyphs)[at]?.number : undefined;
}

/** The visible part of the log, with its status line below. */
export function logsTab(state: State, size: BodySize, glyphs: Glyphs): LogsContent {
	const { width } = size;
	const open = shownLog(state);
	if (open === undefined) {
		return { body: [[], ...notice('nothing selected', 'dim', width)] };
	}
	const { log, container, leftOut } = open;
	const { count, height: rows, top: position } = logViewport(log, size);
	const cursor = cursorLine(state)?.number;
	const at = cursor === undefined ? position : positionOfLine(log, cursor);
	const status = logStatus(log, at, width, glyphs, leftOut, state.older);
	const reason = emptyReason(log, container, glyphs);
	const shown =
		reason === undefined
			? drawnRows(log, position, width, rows, cursor, glyphs).map(({ row }) => row)
			: [[], ...notice(reason.text, reason.role, width)];
	const head = histogramRows(log, size.height) === 0 ? [] : [histogramRow(log, position, width, glyphs)];
	const body = [
		...head,
		...shown.slice(0, rows),
		...Array.from({ length: Math.max(0, rows - shown.length) }, (): Line => []),
		status,
	];
	return { body, scroll: { count, offset: position } };
}

function drawnRows(
	log: LogView,
	position: number,
	width: number,
	rows: number,
	cursor: number | undefined,
	glyphs: Glyphs,
): readonly DrawnRow[] {
	const { wrap, timestamps, match, raw, problem, bookmarks } = log;
	const prefixes = prefixesOf(log.sources, width, glyphs.ellipsis);
	const format = {
		width,
		left: wrap ? 0 : log.left,
		wrap,
		timestamps,
		marks: marksOf(log),
		raw,
		glyphs,
		bookmarks,
		prefixes,
	};
	const all = shownLines(log, position, position + rows).flatMap((line): readonly DrawnRow[] => {
		const { number } = line;
		const current = number === match ? 'match' : number === problem ? 'error' : undefined;
		const made = logRows(line, format, current);
		return made.map(row => ({ row: number === cursor ? bandLine(row, width) : row, number }));
	});
	// Wrapped lines may need more rows than the pane has. While the log follows, the newest rows stay; else those of the cursor.
	const kept = cursorNumber(log);
	const start = all.findIndex(({ number }) => number === kept);
	const end = all.findLastIndex(({ number }) => number === kept) + 1;
	const first = log.follow ? all.length - rows : Math.min(start, end - rows);
	return all.slice(Math.max(0, first)).slice(0, rows);
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
	if (log.lines.length > 0 && log.sources.length > 0 && log.sources.every(({ id }) => log.hidden.has(id))) {
		return { text: 'all containers are hidden, press o to show them', role: 'dim' };
	}
	if (log.lines.length > 0 && !hasFilters(log) && log.levels !== 'all') {
		const what = log.levels === 'warn' ? 'warnings and errors' : 'errors';
		return { text: `there are no ${what} among ${plural(log.lines.length, 'line')}`, role: 'dim' };
	}
	if (log.scan !== undefined) {
		return { text: `searching${glyphs.ellipsis}`, role: 'dim' };
	}
	if (log.lines.length > 0 && hasFilters(log)) {
		const finds = [...log.filters, ...(log.draft ? [log.draft] : [])].map(({ text }) => text).join(' and ');
		return { text: `nothing matches ${truncate(finds, 40)}`, role: 'dim' };
	}
	const name = container?.name ?? plural(log.sources.length, 'container');
	const has = container === undefined && log.sources.length !== 1 ? 'have' : 'has';
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
		const when = startOf(log.window) === undefined ? 'in the ' : '';
		return { text: `${name} ${has} written nothing ${when}${windowLabel(log.window)}`, role: 'dim' };
	}
	return { text: log.status === 'ended' ? `${name} wrote nothing` : `${name} ${has} written nothing yet`, role: 'dim' };
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
