import { levelWords } from '../../../../domain/logs/level.js';
import type { LogLine } from '../../../../domain/logs/log-line.js';
import { levelRoles, prettyLine } from '../../../../domain/logs/parse/pretty-line.js';
import { cellWidth } from '../../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../../domain/text/line.js';
import { parseSgr, sliceLine } from '../../../../domain/text/lines.js';
import { plural } from '../../../../domain/text/plural.js';
import { wrapCells } from '../../../../domain/text/wrap-text.js';
import { bookmarkOf } from '../../../../state/logs/find/log-bookmarks.js';
import type { NumberedLine } from '../../../../state/logs/index/log-index.js';
import { levelOf, recordOf } from '../../../../state/logs/log-pretty.js';
import { memoEachRecent } from '../../../../state/memo.js';
import type { Glyphs } from '../../../glyphs.js';
import { lineWidth, span } from '../../text/lines.js';
import { type LogMarks, showMarks } from './log-marks.js';

/** The settings that the rows of a log line depend on. */
export type LogFormat = {
	readonly width: number;
	/** Cells scrolled to the right; 0 when wrapping. */
	readonly left: number;
	readonly wrap: boolean;
	readonly timestamps: boolean;
	readonly marks: LogMarks;
	/** True to show lines as they were written. */
	readonly raw: boolean;
	/** The names before the lines of a merged log, all of one width, with their colours; empty for a single log. */
	readonly prefixes: ReadonlyMap<string, Span>;
	/** The marks in the gutter of a line, one cell wide each, and the sign of a cut. */
	readonly glyphs: Pick<Glyphs, 'stderr' | 'bookmark' | 'gap' | 'ellipsis'>;
	readonly bookmarks: ReadonlySet<string>;
};

/** Cells left of a line: the letter of its level, and the mark of stderr. */
const gutterWidth = 2;
/** In a narrower pane a sentence leaves out the word of its level, which the gutter shows. */
const minWidthForWord = 60;

/** Returns the screen rows of a log line; the same objects for the same format, so that they are not drawn again. */
export function logRows(
	{ line, folded = 0, isAround = false, isBehindGap = false }: NumberedLine,
	format: LogFormat,
	current: 'match' | 'error' | undefined,
): readonly Line[] {
	const { width, left, wrap, timestamps, marks, raw, glyphs, bookmarks, prefixes } = format;
	const prefix = line.source === undefined ? undefined : prefixes.get(line.source);
	const isMarked = bookmarks.size > 0 && bookmarks.has(bookmarkOf(line));
	const sign = isMarked ? glyphs.bookmark : line.stream === 'stderr' ? glyphs.stderr : '';
	const gap = isBehindGap ? glyphs.gap : '';
	const { text, sgr } = prefix ?? {};
	return rowsOf(
		line,
		width,
		left,
		wrap,
		timestamps,
		marks,
		raw,
		sign,
		gap,
		isAround,
		folded,
		glyphs.ellipsis,
		current,
		text,
		sgr,
	);
}

/** The lines of a few screens. */
const maxCachedLines = 256;
const rowsOf = memoEachRecent(maxCachedLines, makeRows);

function makeRows(
	line: LogLine,
	width: number,
	left: number,
	wrap: boolean,
	timestamps: boolean,
	marks: LogMarks,
	raw: boolean,
	sign: string,
	gap: string,
	isAround: boolean,
	folded: number,
	ellipsis: string,
	current: 'match' | 'error' | undefined,
	name: string | undefined,
	colour: string | undefined,
): readonly Line[] {
	const record = raw || line.isNote ? undefined : recordOf(line);
	const level = line.continues || line.isNote ? undefined : (levelOf(line) ?? record?.level);
	const mark = sign === '' ? span(' ') : span(sign, line.stream === 'stderr' ? 'stderr' : 'key');
	const letter: Span = {
		text: gap || (level === undefined ? ' ' : levelWords[level].charAt(0)),
		role: gap === '' ? level && levelRoles[level] : 'dim',
		reverse: current === 'error' || undefined,
	};
	const stamp = timestamps && line.time !== '' ? [span(`${timeText(line.time, width)} `, 'dim')] : [];
	const prefix: Line = name === undefined ? [] : [{ text: name, sgr: colour }, noGutter];
	const before: Line =
		letter.text === ' ' && sign === '' ? [noGutter, ...prefix, ...stamp] : [letter, mark, ...prefix, ...stamp];
	const textWidth = Math.max(1, width - lineWidth(before));
	const written = line.isNote ? noteRow(line) : writtenLine(line);
	const sentence = record === undefined ? [] : prettyLine(record, line.time, width >= minWidthForWord);
	// A sentence without words, as of `{"msg":""}`, would look like an empty line.
	const plain = sentence.length === 0 ? written : sentence;
	const marked = showMarks(plain, marks, current === 'match');
	const text = isAround ? marked.map(({ text: words }) => span(words, 'dim')) : marked;
	const note: Line = folded === 0 ? [] : [span(`  +${plural(folded, 'line')}`, 'key')];
	if (!wrap) {
		return [[...before, ...withNote(sliceLine(text, left, textWidth), note, textWidth, ellipsis)]];
	}
	const margin = [span(' '), mark, span(' '.repeat(Math.max(0, width - textWidth - gutterWidth)))];
	return wrapCells([...text, ...note], textWidth).map((row, index) => [...(index === 0 ? before : margin), ...row]);
}

/** One span, because most lines of many logs have nothing in the gutter. */
const noGutter = span(' '.repeat(gutterWidth));

/** A note about the container, in another colour after a failure or where its log cannot be read. */
const noteRow = ({ text, note }: LogLine): Line => [
	span(text, note !== undefined && (note.exitCode ?? 0) === 0 ? 'accent' : 'warn'),
];

/** A line with its own colours. */
const writtenLine = (line: LogLine): Line =>
	parseSgr(line.text).map((part): Span => (part.sgr === undefined ? { ...part, role: 'stdout' } : part));

/** Puts a note behind a text, which ends in an ellipsis where there is no room for both. */
function withNote(text: Line, note: Line, width: number, ellipsis: string): Line {
	const free = width - lineWidth(note);
	if (note.length === 0 || lineWidth(text) <= free) {
		return [...text, ...note];
	}
	const kept = sliceLine(text, 0, Math.max(0, free - cellWidth(ellipsis)));
	return [...kept, span(ellipsis, 'dim'), ...note];
}

/** From this width on, timestamps include the day. */
const minWidthForDay = 100;

/** Shortens an RFC 3339 time to the millisecond. The engine's times are in UTC. */
function timeText(time: string, width: number): string {
	const [day = '', clock = ''] = time.split('T');
	const exact = clock.slice(0, 12).replace(/Z$/, '');
	return width >= minWidthForDay ? `${day} ${exact}` : exact;
}
