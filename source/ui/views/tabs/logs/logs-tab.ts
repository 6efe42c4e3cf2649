import type { Container } from '../../../../domain/nouns/container.js';
import { truncate } from '../../../../domain/text/cell-width.js';
import type { Line } from '../../../../domain/text/line.js';
import { notice } from '../../../../domain/text/notice.js';
import { plural } from '../../../../domain/text/plural.js';
import { logViewport } from '../../../../state/detail/detail-viewport.js';
import { groupLogLines } from '../../../../state/detail/text-lines.js';
import type { BodySize } from '../../../../state/layout.js';
import { shownCount, shownLines, showsMatches } from '../../../../state/logs/log-lines.js';
import { openLog } from '../../../../state/logs/log-scroll.js';
import type { LogView } from '../../../../state/logs/log-view.js';
import { selectedContainer } from '../../../../state/selectors.js';
import type { State } from '../../../../state/state.js';
import type { Glyphs } from '../../../glyphs.js';
import { logRows } from './log-rows.js';
import { logStatus, windowLabel } from './log-status.js';

export type LogsContent = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

/** The visible part of the log, with its status line below. */
export function logsTab(state: State, size: BodySize, glyphs: Glyphs): LogsContent {
	const { width } = size;
	const container = selectedContainer(state);
	if (container === undefined) {
		return { body: groupLogLines(state, width).slice(0, size.height) };
	}
	// A log that is not open yet is drawn as if it were: moving the selection then draws the pane only once.
	const { logs: log } = state.logs.container === container.id ? state : openLog(state, container.id);
	const { count, height: rows, top: position } = logViewport(log, size);
	const status = logStatus(log, position, width, glyphs);
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
	const format = { width, left: wrap ? 0 : log.left, wrap, timestamps, search, raw, stderr: glyphs.stderr };
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
	{ name, state }: Container,
	glyphs: Glyphs,
): { text: string; role: 'dim' | 'bad' } | undefined {
	if (shownCount(log) > 0) {
		return undefined;
	}
	if (log.status === 'failed') {
		return { text: `${glyphs.failed} ${log.error ?? 'the log cannot be read'}`, role: 'bad' };
	}
	if (log.lines.length > 0 && !showsMatches(log)) {
		const what = log.levels === 'warn' ? 'warnings and errors' : 'errors';
		return { text: `there are no ${what} among ${plural(log.lines.length, 'line')}`, role: 'dim' };
	}
	if (log.lines.length > 0) {
		return { text: `nothing matches ${truncate(log.search, 40)}`, role: 'dim' };
	}
	if (state === 'created') {
		return { text: `${name} has never run and has no log`, role: 'dim' };
	}
	if (log.status === 'loading') {
		return { text: `loading${glyphs.ellipsis}`, role: 'dim' };
	}
	if (log.window !== 'tail' && log.window !== 'head') {
		return { text: `${name} has written nothing in the ${windowLabel(log.window)}`, role: 'dim' };
	}
	return { text: log.status === 'ended' ? `${name} wrote nothing` : `${name} has written nothing yet`, role: 'dim' };
}
