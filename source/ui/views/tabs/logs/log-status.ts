import { truncate } from '../../../../domain/text/cell-width.js';
import type { Line } from '../../../../domain/text/line.js';
import { matchesOf, shownCount } from '../../../../state/logs/log-lines.js';
import type { LogView, LogWindow } from '../../../../state/logs/log-view.js';
import type { Glyphs } from '../../../glyphs.js';
import { fitParts, type Part } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';

const windows: Readonly<Record<LogWindow, string>> = {
	tail: 'last lines',
	head: 'first lines',
	'1m': 'last minute',
	'5m': 'last 5 minutes',
	'15m': 'last 15 minutes',
	'30m': 'last 30 minutes',
	'1h': 'last hour',
};

/** Returns the label of the part of a log that plimsoll requests. */
export const windowLabel = (window: LogWindow): string => windows[window];

/** The status line under a log: follow mode, requested part, number of lines, search. */
export function logStatus(log: LogView, position: number, width: number, glyphs: Glyphs): Line {
	const count = shownCount(log);
	const dot = `${glyphs.separator} `;
	const parts: Part[] = [
		{ line: followState(log, position, count, glyphs) },
		{ line: [span(`${dot}${windowLabel(log.window)}`, 'dim')], priority: 3 },
		{ line: [span(`${dot}${log.lines.length} lines`, 'dim')], priority: 2 },
		...(log.dropped > 0 ? [{ line: [span(`${dot}${log.dropped} older dropped`, 'warn')], priority: 4 }] : []),
		...searchParts(log, width, glyphs),
		...flag(log.timestamps, 'times (UTC)', 6),
		...flag(log.wrap, 'wrap', 5),
		...flag(log.left > 0, `${glyphs.right}${log.left}`, 1),
	];
	return fitParts(parts, width, glyphs.ellipsis);
}

function followState(log: LogView, position: number, count: number, glyphs: Glyphs): Line {
	const sign = glyphs.bullets;
	if (log.status === 'failed') {
		return [span(` ${glyphs.failed} failed`, 'bad')];
	}
	if (!log.follow) {
		return [span(` ${sign.paused} at line ${Math.min(position + 1, count)} of ${count}`, 'warn')];
	}
	if (log.status === 'ended') {
		return [span(` ${sign.stopped} ended`, 'dim')];
	}
	return [span(` ${sign.running} following`, 'good')];
}

function searchParts(log: LogView, width: number, { ellipsis }: Glyphs): Part[] {
	if (log.search === '') {
		return [];
	}
	const found = matchesOf(log);
	const at = found.findIndex(({ number }) => number === log.match);
	const place = at < 0 ? `${found.length} found` : `${at + 1}/${found.length}`;
	return [
		{
			line: [
				span('/', 'key'),
				// The cut keeps the follow state and the number of hits visible.
				span(truncate(log.search, Math.max(8, Math.floor(width / 3)), { ellipsis }), 'accent'),
				span(` ${place}${log.matching ? ', filtered ' : ' '}`, found.length === 0 ? 'warn' : 'dim'),
			],
			side: 'right',
		},
	];
}

const flag = (on: boolean, word: string, priority: number): Part[] =>
	on ? [{ line: [span(`${word} `, 'dim')], side: 'right', priority }] : [];
