import { isAtLeast } from '../../../domain/logs/level.js';
import type { LineBlock, LineList } from '../../../domain/logs/line-list.js';
import { memo, memoEach } from '../../memo.js';
import { lineAnswers } from '../index/line-answers.js';
import { levelIn } from '../index/log-choice.js';
import type { BlockPart } from '../index/log-index.js';
import { shownIndex } from '../log-lines.js';
import type { LogView } from '../log-view.js';
import { timeOf } from './log-times.js';

/** The shown lines of a span of time. */
export type Bucket = { readonly lines: number; readonly errors: number };

/** The shown lines over time, in buckets of equal length side by side. */
export type Histogram = {
	/** The start of the first bucket, in Unix milliseconds; a multiple of `bucketMs`. */
	readonly start: number;
	readonly bucketMs: number;
	readonly buckets: readonly Bucket[];
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** The lengths of buckets, so that their edges are round times. Longer ones are multiples of days. */
const lengths: readonly number[] = [
	...[100, 200, 500, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second],
	...[minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute],
	...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day],
];

/** Below this height of the log's body, in rows, there is no row for the histogram: the terminal has fewer than 24. */
const minBodyHeight = 20;

/** The rows of a log's body that the histogram takes. */
export const histogramRows = ({ lines, histogram }: LogView, bodyHeight: number): 0 | 1 =>
	histogram && bodyHeight >= minBodyHeight && lines.length > 0 ? 1 : 0;

/** The cells beside the bars, for the length of a bar. */
const histogramLabel = 7;

/** The most bars of a histogram in a body of a width in cells. */
export const histogramWidth = (bodyWidth: number): number => Math.max(1, bodyWidth - histogramLabel);

const timeAnswers = lineAnswers();

/** The first and last time of a part of a block; undefined if it has no times. */
const spanOf = memoEach((part: BlockPart, block: LineBlock): readonly [number, number] | undefined => {
	const times = timeAnswers(block, timeOf);
	const length = lengthOf(part, block);
	let first = Number.POSITIVE_INFINITY;
	let last = Number.NEGATIVE_INFINITY;
	// A call for each line would put both numbers into objects again and again.
	for (let at = 0; at < length; at++) {
		const time = times.at(part.indexes?.[at] ?? block.from + at);
		if (time < first) {
			first = time;
		}
		if (time > last) {
			last = time;
		}
	}
	return first <= last ? [first, last] : undefined;
});

/** The counts of a part of a block, by the number of their bucket since 1970. */
const countsOf = memoEach((part: BlockPart, block: LineBlock, bucketMs: number): ReadonlyMap<number, Bucket> => {
	const times = timeAnswers(block, timeOf);
	const length = lengthOf(part, block);
	const counts = new Map<number, { lines: number; errors: number }>();
	let bucket = Number.NaN;
	let count = { lines: 0, errors: 0 };
	for (let at = 0; at < length; at++) {
		const index = part.indexes?.[at] ?? block.from + at;
		const next = Math.floor(times.at(index) / bucketMs);
		if (Number.isNaN(next)) {
			continue;
		}
		// Most lines are in the bucket of the line before.
		if (next !== bucket) {
			bucket = next;
			count = counts.get(bucket) ?? { lines: 0, errors: 0 };
			counts.set(bucket, count);
		}
		count.lines++;
		count.errors += isAtLeast(levelIn(block, index), 'error') ? 1 : 0;
	}
	return counts;
});

const lengthOf = ({ indexes }: BlockPart, { length }: LineBlock): number => indexes?.length ?? length;

/** The shown lines over time; undefined if they have no times. @param width The most buckets. */
export const histogramOf = (view: LogView, width: number): Histogram | undefined =>
	histogramIn(view.lines, shownIndex(view).parts, width);

const histogramIn = memo((lines: LineList, parts: readonly BlockPart[], width: number): Histogram | undefined => {
	let first = Number.POSITIVE_INFINITY;
	let last = Number.NEGATIVE_INFINITY;
	for (const [at, part] of parts.entries()) {
		const [from, to] = spanOf(part, lines.blocks[at]!) ?? [first, last];
		first = Math.min(first, from);
		last = Math.max(last, to);
	}
	if (first > last || width < 1) {
		return undefined;
	}
	const bucketMs = bucketLength(first, last, width);
	const start = Math.floor(first / bucketMs);
	const buckets = Array.from({ length: Math.floor(last / bucketMs) - start + 1 }, () => ({ lines: 0, errors: 0 }));
	for (const [at, part] of parts.entries()) {
		for (const [bucket, count] of countsOf(part, lines.blocks[at]!, bucketMs)) {
			const sum = buckets[bucket - start]!;
			sum.lines += count.lines;
			sum.errors += count.errors;
		}
	}
	return { start: start * bucketMs, bucketMs, buckets };
});

/** The shortest length with which at most `width` buckets have all of a span. */
function bucketLength(first: number, last: number, width: number): number {
	const fits = (length: number) => Math.floor(last / length) - Math.floor(first / length) < width;
	const known = lengths.find(fits);
	if (known !== undefined) {
		return known;
	}
	let days = 2;
	while (!fits(days * day)) {
		days++;
	}
	return days * day;
}

/** The start of the next (1) or previous (-1) bucket with lines from that of a time on, in Unix milliseconds. */
export function nextBucket({ start, bucketMs, buckets }: Histogram, time: number, by: 1 | -1): number | undefined {
	for (let at = Math.floor((time - start) / bucketMs) + by; at >= 0 && at < buckets.length; at += by) {
		if (buckets[at]!.lines > 0) {
			return start + at * bucketMs;
		}
	}
	return undefined;
}
