import type { Container } from '../../../../domain/nouns/container.js';
import { truncate } from '../../../../domain/text/cell-width.js';
import type { Line } from '../../../../domain/text/line.js';
import { notice } from '../../../../domain/text/notice.js';
import { logViewport } from '../../../../state/detail/detail-viewport.js';
import type { BodySize } from '../../../../state/layout.js';
import { shownCount, shownLines } from '../../../../state/logs/log-lines.js';
import { openLog } from '../../../../state/logs/log-scroll.js';
import type { LogView } from '../../../../state/logs/log-view.js';
import { selectedItem } from '../../../../state/selectors.js';
import type { State } from '../../../../state/state.js';
import type { Glyphs } from '../../../glyphs.js';
import { logRows } from './log-rows.js';
import { logStatus, windowWords } from './log-status.js';

export type LogsContent = { readonly body: readonly Line[]; readonly scroll?: { count: number; offset: number } };

/** The slice of the log that is in view, its status line below. */
export function logsTab(state: State, size: BodySize, glyphs: Glyphs): LogsContent {
	const { width } = size;
	const container = selectedItem(state, 'containers');
	if (container === undefined) {
		return { body: [] };
	}
	// A log that is not opened yet looks as it will when it is: a selection that moves on is drawn once.
	const { logs: log } = state.logs.container === container.id ? state : openLog(state, container.id, state.logs.window);
	const { count, height: rows, top: position } = logViewport(log, size);
	const status = logStatus(log, position, width, glyphs);
	const why = whyEmpty(log, container, glyphs);
	const shown =
		why === undefined ? visibleRows(log, position, width, rows) : [[], ...notice(why.text, why.role, width)];
	const body = [
		...shown.slice(0, rows),
		...Array.from({ length: Math.max(0, rows - shown.length) }, (): Line => []),
		status,
	];
	return { body, scroll: { count, offset: position } };
}

function visibleRows(log: LogView, position: number, width: number, rows: number): readonly Line[] {
	const { wrap, timestamps, search, match } = log;
	const look = { width, left: wrap ? 0 : log.left, wrap, timestamps, search };
	const lines = shownLines(log, position, position + rows);
	const all = lines.flatMap(({ number, line }) => logRows(line, look, number === match));
	// Wrapped lines take more rows than there are: at the end, the newest ones are kept.
	return log.follow ? all.slice(-rows) : all.slice(0, rows);
}

/** Why there is nothing to read; undefined when there is. */
function whyEmpty(
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
	if (log.lines.length > 0) {
		return { text: `nothing matches ${truncate(log.search, 40)}`, role: 'dim' };
	}
	if (state === 'created') {
		return { text: `${name} has never run: it has no log`, role: 'dim' };
	}
	if (log.status === 'loading') {
		return { text: `loading${glyphs.ellipsis}`, role: 'dim' };
	}
	if (log.window !== 'tail' && log.window !== 'head') {
		return { text: `${name} has written nothing in the ${windowWords(log.window)}`, role: 'dim' };
	}
	return { text: log.status === 'ended' ? `${name} wrote nothing` : `${name} has written nothing yet`, role: 'dim' };
}
