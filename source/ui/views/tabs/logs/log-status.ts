import { truncate } from '../../../../domain/text/cell-width.js';
import type { Line } from '../../../../domain/text/line.js';
import { plural } from '../../../../domain/text/plural.js';
import { isFiltered, matchesOf, shownCount } from '../../../../state/logs/log-lines.js';
import {
	isNewer,
	type LogView,
	type LogWindow,
	logWindows,
	type OlderLines,
	startOf,
} from '../../../../state/logs/log-view.js';
import type { Glyphs } from '../../../glyphs.js';
import { fitParts, type Part } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';
import { markRole } from './log-marks.js';

/** Returns the label of the part of a log that plimsoll requests. */
export function windowLabel(window: LogWindow): string {
	const start = startOf(window);
	return start === undefined
		? (logWindows.find(({ id }) => id === window)?.title.toLowerCase() ?? window)
		: `from ${new Date(start).toISOString().slice(5, 19).replace('T', ' ')}`;
}

/** The status line under a log: follow mode, containers, requested part, number of lines, search. */
export function logStatus(
	log: LogView,
	position: number,
	width: number,
	glyphs: Glyphs,
	leftOut = 0,
	older?: OlderLines,
): Line {
	const count = shownCount(log);
	const dot = `${glyphs.separator} `;
	const parts: Part[] = [
		{ line: followState(log, position, count, glyphs) },
		...olderPart(log, older, dot, glyphs),
		...morePart(log, dot),
		...scanPart(log, dot, glyphs),
		...sourcesPart(log, dot, leftOut),
		{ line: [span(`${dot}${windowLabel(log.window)}`, 'dim')], priority: startOf(log.window) === undefined ? 3 : 1 },
		{ line: [span(`${dot}${linesText(log, count)}`, 'dim')], priority: 2 },
		...(log.dropped > 0 ? [{ line: [span(`${dot}${log.dropped} older dropped`, 'warn')], priority: 4 }] : []),
		...cutPart(log, dot),
		...filterParts(log, width, glyphs),
		...highlightParts(log, width, glyphs),
		...searchParts(log, width, glyphs),
		...levelPart(log),
		...flag(log.raw, 'raw', 6),
		...flag(log.timestamps, 'times (UTC)', 6),
		...flag(log.wrap, 'wrap', 5),
		...flag(log.left > 0, `${glyphs.right}${log.left}`, 1),
	];
	return fitParts(parts, width, glyphs.ellipsis);
}

/** The number of lines, and of those that are shown while others are left out. A log that is not followed has that at its place. */
function linesText(log: LogView, count: number): string {
	const all = plural(log.lines.length, 'line');
	return log.follow && isFiltered(log) && log.scan === undefined ? `${count} of ${all}` : all;
}

function followState(log: LogView, position: number, count: number, glyphs: Glyphs): Line {
	const sign = glyphs.bullets;
	if (log.status === 'failed') {
		return [span(` ${glyphs.failed} failed`, 'bad')];
	}
	if (!log.follow) {
		const place = count === 0 ? 'paused' : `at line ${Math.min(position + 1, count)} of ${count}`;
		return [span(` ${sign.paused} ${place}`, 'warn')];
	}
	if (log.status === 'ended') {
		return [span(` ${sign.stopped} ended`, 'dim')];
	}
	return [span(` ${sign.running} following`, 'good')];
}

/** Reading older lines, which Esc ends while it is a search. */
function olderPart(log: LogView, older: OlderLines | undefined, dot: string, { ellipsis }: Glyphs): Part[] {
	if (older?.log !== log.container || older === undefined) {
		return [];
	}
	const isSearch = older.goal !== 'page';
	const which = isNewer(older.goal) ? 'newer' : 'older';
	const words = `${isSearch ? 'searching' : 'reading'} ${which}${ellipsis}`;
	return [
		{ line: [span(`${dot}${words}`, 'accent'), ...(isSearch ? [span(' Esc', 'key'), span(' cancels', 'dim')] : [])] },
	];
}

/** Says that the engine has newer lines, with the keys that read them. */
function morePart({ status, lines, cursor, dropped }: LogView, dot: string): Part[] {
	if (status !== 'more') {
		return [];
	}
	const part = (key: string, words: string) => [span(dot, 'dim'), span(key, 'key'), span(` ${words}`, 'dim')];
	return cursor === dropped + lines.length - 1
		? [{ line: part('j', 'reads on') }, { line: part('f', 'newest'), priority: 1 }]
		: [{ line: part('G j', 'newer lines'), priority: 2 }];
}

/** Says that a filter has not tested all lines. */
const scanPart = ({ scan, search }: LogView, dot: string, { ellipsis }: Glyphs): Part[] =>
	scan === undefined || search !== '' ? [] : [{ line: [span(`${dot}searching${ellipsis}`, 'accent')] }];

/** The containers of a merged log, and why some of their lines are missing. */
function sourcesPart({ sources, hidden }: LogView, dot: string, leftOut: number): Part[] {
	if (sources.length === 0) {
		return [];
	}
	const failed = sources.filter(({ status }) => status === 'failed').length;
	const part = (text: string, role: 'dim' | 'warn'): Part => ({ line: [span(`${dot}${text}`, role)] });
	return [
		part(plural(sources.length, 'source'), 'dim'),
		...(hidden.size > 0 ? [part(`${hidden.size} hidden`, 'warn')] : []),
		...(failed > 0 ? [part(`${failed} failed`, 'warn')] : []),
		...(leftOut > 0 ? [part(`${leftOut} left out over ssh`, 'warn')] : []),
	];
}

/** The number of lines of which the end is missing: no search finds it, and no file has it. */
function cutPart(log: LogView, dot: string): Part[] {
	const count = log.lines.counts.cut;
	return count === 0 ? [] : [{ line: [span(`${dot}${count} cut at 64 KiB`, 'warn')], priority: 1 }];
}

function searchParts(log: LogView, width: number, { ellipsis }: Glyphs): Part[] {
	if (log.search === '') {
		return [];
	}
	const found = matchesOf(log);
	const at = log.match === undefined ? -1 : found.rowOf(log.match);
	const isMatch = at >= 0 && found.at(at)?.number === log.match;
	const place =
		log.scan !== undefined ? `searching${ellipsis}` : isMatch ? `${at + 1}/${found.count}` : `${found.count} found`;
	return [
		{
			line: [
				span('/', 'key'),
				// The cut keeps the follow state and the number of hits visible.
				span(truncate(log.search, Math.max(8, Math.floor(width / 3)), { ellipsis }), 'accent'),
				span(` ${place} `, found.count === 0 && log.scan === undefined ? 'warn' : 'dim'),
			],
			side: 'right',
		},
	];
}

/** The cells of a filter or highlight in the status line, and the number of them that are shown. */
const maxChip = 20;
const maxChips = 3;

/** The filters, and the number of lines around theirs. They stay, because lines are missing on screen. */
function filterParts({ filters, draft, around }: LogView, width: number, glyphs: Glyphs): Part[] {
	if (filters.length === 0) {
		return [];
	}
	const most = width < 60 ? 1 : maxChips;
	const more = filters.length - most;
	const chips = filters
		.slice(-most)
		.flatMap(({ text }) => [
			span('[', 'dim'),
			span(truncate(text, maxChip, { ellipsis: glyphs.ellipsis }), 'accent'),
			span('] ', 'dim'),
		]);
	const words = [...(more > 0 ? [`+${more}`] : []), ...(around > 0 && !draft ? [glyphs.around + around] : [])];
	return [{ line: [span('&', 'key'), ...chips, ...words.map(word => span(`${word} `, 'dim'))], side: 'right' }];
}

/** The highlights in their colours. */
function highlightParts({ highlights }: LogView, width: number, { ellipsis }: Glyphs): Part[] {
	const chips = highlights.flatMap(({ text }, at) => [
		span(truncate(text, Math.min(maxChip, Math.floor(width / 6)), { ellipsis }), markRole(at)),
		span(' '),
	]);
	return chips.length === 0 ? [] : [{ line: chips, side: 'right', priority: 5 }];
}

const levelNames = { warn: 'warnings and errors', error: 'errors' } as const;

/** Stays, because lines are missing on screen. */
const levelPart = ({ levels }: LogView): Part[] =>
	levels === 'all' ? [] : [{ line: [span(`${levelNames[levels]} `, 'accent')], side: 'right' }];

const flag = (on: boolean, word: string, priority: number): Part[] =>
	on ? [{ line: [span(`${word} `, 'dim')], side: 'right', priority }] : [];
