import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { currentLine, nextBookmark, toggleBookmark } from '../../source/state/logs/find/log-bookmarks.js';
import {
	cycleAround,
	mostHighlights,
	removeFilter,
	toggleHighlight,
} from '../../source/state/logs/find/log-filters.js';
import { histogramOf, histogramRows, nextBucket } from '../../source/state/logs/find/log-histogram.js';
import { rowOfTime } from '../../source/state/logs/find/log-times.js';
import { matchesOf, shownIndex } from '../../source/state/logs/log-lines.js';
import { openLog, scrollLogTo, searchLog, stepBucket } from '../../source/state/logs/log-scroll.js';
import { appendLines, emptyLogView, type LogView } from '../../source/state/logs/log-view.js';
import { inputKey, inputPaste, inputProblem, openInput } from '../../source/state/modals/inline-input.js';
import type { State } from '../../source/state/state.js';
import fc from '../helpers/fast-check.js';
import { fleet } from '../helpers/state/fleet.js';

const start = Date.parse('2026-05-17T03:00:00Z');
const line = (text: string, ms: number): LogLine => ({
	stream: 'stdout',
	time: `${new Date(start + ms).toISOString().slice(0, -1)}000000Z`,
	text,
});
const texts = [
	'{"level":"error","msg":"payment failed","status":503,"path":"/api/pay"}',
	'{"level":"info","msg":"payment made","status":200,"path":"/api/pay"}',
	'level=warn msg="slow query" took=1.5s',
	'INFO ready on :8080',
];
const lines = (count: number, everyMs = 1000) =>
	Array.from({ length: count }, (_, at) => line(texts[at % texts.length]!, at * everyMs));
const withLog = (all: readonly LogLine[], change: Partial<LogView> = {}): State => ({
	...fleet(),
	focus: 'detail',
	zoom: 'detail',
	size: { columns: 120, rows: 40 },
	logs: { ...emptyLogView, container: 'c', lines: LineList.of(all), ...change },
});
const press = (state: State, ...keys: string[]): State => keys.reduce((now, key) => inputKey(now, key).state, state);
const type = (state: State, text: string): State => inputPaste(state, text);
const filter = (state: State, text: string): State => press(type(openInput(state, 'log-filter'), text), 'enter');
const shown = ({ logs }: State): readonly string[] =>
	shownIndex(logs)
		.slice()
		.map(each => each.line.text);
const count = (state: State): number => shownIndex(state.logs).count;

describe('a filter of a log', () => {
	const log = withLog(lines(8));

	test('applies while it is typed, stays after Enter and is forgotten after Esc', () => {
		const typed = type(openInput(log, 'log-filter'), 'payment');
		expect(count(typed)).toBe(4);
		expect(count(press(typed, 'escape'))).toBe(8);
		const kept = press(typed, 'enter');
		expect(kept.input).toBeUndefined();
		expect(kept.logs.filters).toEqual([{ text: 'payment', mode: 'smart' }]);
		expect(count(kept)).toBe(4);
	});

	test('joins the others, and each is removed by Backspace in the empty input, the last one first', () => {
		const both = filter(filter(log, 'payment'), 'status>=500');
		expect(shown(both)).toEqual([texts[0], texts[0]]);
		const one = press(openInput(both, 'log-filter'), 'backspace');
		expect(count(one)).toBe(4);
		expect(count(press(one, 'backspace', 'backspace', 'enter'))).toBe(8);
		expect(count(removeFilter(both, both.logs.filters[0]))).toBe(2);
	});

	test('reads fields, levels, expressions and their contrary', () => {
		expect(count(filter(log, 'level>=warn'))).toBe(4);
		expect(count(filter(log, '!level>=warn'))).toBe(4);
		expect(count(filter(log, '/pay\\w+ (made|lost)/'))).toBe(2);
		expect(count(filter(log, 'took>1s'))).toBe(2);
		expect(count(filter(log, 'ERR payment failed  status=503'))).toBe(2);
	});

	test('that cannot be read is said, and the filter before it stays', () => {
		const typed = type(openInput(log, 'log-filter'), '/payment/');
		expect(count(typed)).toBe(4);
		const wrong = type(press(typed, 'backspace'), '(/');
		expect(inputProblem(wrong)).toBe('( is not closed');
		expect(count(wrong)).toBe(0);
		const before = type(openInput(log, 'log-filter'), 'ready');
		const pasted = { ...before, input: { ...before.input!, edit: { text: '/(', cursor: 2 } } };
		const broken = press(pasted, '/');
		expect(inputProblem(broken)).toBe('( is not closed');
		expect(count(broken)).toBe(2);
		expect(press(broken, 'enter').input).toBeDefined();
	});

	test('begins with the search, unless it is a filter already', () => {
		const searched = searchLog(log, 'ready');
		const opened = openInput(searched, 'log-filter');
		expect(opened.input?.edit.text).toBe('ready');
		expect(count(opened)).toBe(2);
		expect(openInput(press(opened, 'enter'), 'log-filter').input?.edit.text).toBe('');
	});

	test('changes its case mode by a key while it is typed', () => {
		const typed = type(openInput(log, 'log-filter'), 'READY');
		expect(count(typed)).toBe(0);
		expect(count(press(typed, 'ctrl-t'))).toBe(0);
		expect(count(press(typed, 'ctrl-t', 'ctrl-t'))).toBe(2);
		expect(press(typed, 'ctrl-t', 'ctrl-t', 'enter').logs.filters).toEqual([{ text: 'READY', mode: 'ignore' }]);
	});

	test('leaves the matches of the search that it shows', () => {
		const found = searchLog(filter(log, 'status=503'), 'payment');
		expect(matchesOf(found.logs).count).toBe(2);
	});

	test('stays in the next log, with the highlights and bookmarks', () => {
		const marked = toggleBookmark(toggleHighlight(searchLog(filter(log, 'payment'), 'made')));
		const { filters, highlights, bookmarks } = openLog(marked, 'other').logs;
		expect([filters, highlights, bookmarks.size]).toEqual([marked.logs.filters, marked.logs.highlights, 1]);
	});

	test('shows lines around its own, with a mark where lines are left out', () => {
		const far = withLog(Array.from({ length: 40 }, (_, at) => line(at % 20 === 10 ? 'hit' : `line ${at}`, at)));
		const around = cycleAround(filter(far, 'hit'));
		expect(around.logs.around).toBe(3);
		const rows = shownIndex(around.logs).slice();
		expect(rows.map(({ number }) => number)).toEqual([7, 8, 9, 10, 11, 12, 13, 27, 28, 29, 30, 31, 32, 33]);
		expect(rows.filter(({ isBehindGap }) => isBehindGap).map(({ number }) => number)).toEqual([7, 27]);
		expect(rows.filter(({ isAround }) => !isAround).map(({ number }) => number)).toEqual([10, 30]);
		expect(cycleAround(around).logs.around).toBe(10);
		expect(cycleAround(cycleAround(around)).logs.around).toBe(0);
	});
});

describe('a highlight', () => {
	test('stays when the search changes, and ends with the same search', () => {
		const one = toggleHighlight(searchLog(withLog(lines(8)), 'made'));
		const two = toggleHighlight(searchLog(one, 'ready'));
		expect(two.logs.highlights.map(({ text }) => text)).toEqual(['made', 'ready']);
		expect(toggleHighlight(searchLog(two, 'made')).logs.highlights.map(({ text }) => text)).toEqual(['ready']);
	});

	test('replaces the oldest one when all colours are used', () => {
		let state = withLog(lines(8));
		for (const text of ['a', 'b', 'c', 'd', 'e']) {
			state = toggleHighlight(searchLog(state, text));
		}
		expect(state.logs.highlights).toHaveLength(mostHighlights);
		expect(state.logs.highlights[0]?.text).toBe('b');
	});
});

describe('a bookmark', () => {
	test('is set on the current line, found from any other, and removed', () => {
		const log = scrollLogTo(withLog(lines(200)), 'start');
		const at = currentLine(log)!.number;
		const marked = toggleBookmark(log);
		const end = scrollLogTo(marked, 'end');
		expect(nextBookmark(end, -1)?.number).toBe(at);
		expect(nextBookmark(end, 1)?.number).toBe(at);
		expect(nextBookmark(toggleBookmark(marked), 1)).toBeUndefined();
	});

	test('stays on its line while others come and go', () => {
		const marked = toggleBookmark(withLog(lines(50)));
		const text = currentLine(withLog(lines(50)))!.line;
		const logs = appendLines(
			marked.logs,
			lines(30).map(each => ({ ...each, text: `new ${each.text}` })),
			40,
		);
		expect(nextBookmark({ ...marked, logs }, -1)?.line).toEqual(text);
	});
});

describe('the histogram of a log', () => {
	test('has each shown line in the bucket of its time, whatever the batches are', () => {
		const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom(...texts)), {
			minLength: 1,
			maxLength: 400,
		});
		fc.assert(
			fc.property(times, fc.integer({ min: 1, max: 100 }), fc.constantFrom('', 'payment'), (each, width, text) => {
				const all = each.map(([ms, words]) => line(words, ms)).sort((a, b) => (a.time < b.time ? -1 : 1));
				let { logs } = filter(withLog([]), text);
				for (let at = 0; at < all.length; at += 37) {
					logs = appendLines(logs, all.slice(at, at + 37), 300);
					histogramOf(logs, width);
				}
				const rows = all.slice(-300).filter(({ text: words }) => words.includes(text));
				const histogram = histogramOf(logs, width);
				if (rows.length === 0) {
					expect(histogram).toBeUndefined();
					return;
				}
				const { start: first, bucketMs, buckets } = histogram!;
				expect(buckets.length).toBeLessThanOrEqual(width);
				const counted = buckets.map(() => ({ lines: 0, errors: 0 }));
				for (const { time, text: words } of rows) {
					const bucket = counted[Math.floor((Date.parse(time) - first) / bucketMs)]!;
					bucket.lines++;
					bucket.errors += words === texts[0] ? 1 : 0;
				}
				expect(buckets).toEqual(counted);
			}),
			{ numRuns: 60 },
		);
	});

	test('has no row in a low body, in an empty log, or when it is switched off', () => {
		const { logs } = withLog(lines(5));
		expect([histogramRows(logs, 20), histogramRows(logs, 19)]).toEqual([1, 0]);
		expect(histogramRows({ ...logs, histogram: false }, 30)).toBe(0);
		expect(histogramRows(emptyLogView, 30)).toBe(0);
	});

	test('has a next and a previous bar with lines', () => {
		const histogram = { start: 0, bucketMs: 10, buckets: [1, 0, 0, 2].map(each => ({ lines: each, errors: 0 })) };
		expect(nextBucket(histogram, 5, 1)).toBe(30);
		expect(nextBucket(histogram, 35, -1)).toBe(0);
		expect(nextBucket(histogram, 35, 1)).toBeUndefined();
	});

	test('scrolls from bar to bar', () => {
		const log = scrollLogTo(withLog(lines(400, 10_000)), 'start');
		const next = stepBucket(log, 1);
		expect(next.logs.top).toBeGreaterThan(0);
		expect(next.logs.follow).toBe(false);
		expect(stepBucket(next, -1).logs.top).toBe(0);
	});
});

test('a time has the row of the first line at it or behind it', () => {
	const index = shownIndex(withLog(lines(100)).logs);
	expect(rowOfTime(index, start - 1)).toBe(0);
	expect(rowOfTime(index, start + 10_500)).toBe(11);
	expect(rowOfTime(index, start + 99_000)).toBe(99);
	expect(rowOfTime(index, start + 100_000)).toBe(100);
});
