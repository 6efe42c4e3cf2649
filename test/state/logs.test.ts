import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import { withoutColours } from '../../source/domain/text/lines.js';
import { matcher } from '../../source/domain/text/search.js';
import { logViewport } from '../../source/state/detail/detail-viewport.js';
import { acceptFilter, draftFilter, removeFilter } from '../../source/state/logs/find/log-filters.js';
import { matchesOf, shownCount, shownLines } from '../../source/state/logs/log-lines.js';
import {
	nextMatch,
	openLog,
	scrollLog,
	scrollLogSideways,
	scrollLogTo,
	searchLog,
	settleLog,
	stepMatch,
	toggleFollow,
} from '../../source/state/logs/log-scroll.js';
import { changeLogSettings } from '../../source/state/logs/log-settings.js';
import { appendLines, emptyLogView } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import { fleet } from '../helpers/state/fleet.js';
import type { LogChange } from '../helpers/state/log.js';

const line = (text: string, index = 0) => ({
	stream: 'stdout' as const,
	time: `2026-05-17T03:04:05.${String(index).padStart(9, '0')}Z`,
	text,
});
const lines = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => line(`line ${from + index}`, from + index));
const height = 10;
/** A log of a window in which `rows` of its lines are seen, over a status line, within borders, header and footer. */
const withLogs = ({ lines = [], ...logs }: LogChange, rows = height): State => ({
	...fleet(),
	focus: 'detail',
	zoom: 'detail',
	size: { columns: 120, rows: rows + 5 },
	logs: { ...emptyLogView, container: 'c', lines: LineList.of(lines), ...logs },
});
const texts = (state: State) => {
	const seen = logViewport(state.logs, { width: 118, height: state.size.rows - 4 });
	return shownLines(state.logs, seen.top, seen.top + seen.height).map(shown => shown.line.text);
};

describe('the lines of a log', () => {
	test('are limited to the latest ones, and keep their numbers', () => {
		let view = emptyLogView;
		for (let batch = 0; batch < 10; batch++) {
			view = appendLines(view, lines(batch * 7, 7), 20);
		}
		expect([...view.lines].map(({ text }) => text)).toEqual(lines(50, 20).map(({ text }) => text));
		expect(view.dropped).toBe(50);
		expect(shownLines(view, 0, 1)[0]).toMatchObject({ number: 50, line: { text: 'line 50' } });
		expect(appendLines(view, lines(70, 100), 20)).toMatchObject({ dropped: 150 });
		expect(appendLines(view, lines(70, 100), 20).lines).toHaveLength(20);
		expect(appendLines(view, [], 20).lines).toEqual(view.lines);
	});

	test('stay in place while new ones arrive, until they are dropped', () => {
		const reading = scrollLog(withLogs({ lines: lines(0, 100) }), -50);
		expect(reading.logs.follow).toBe(false);
		const before = texts(reading);
		const later = { ...reading, logs: appendLines(reading.logs, lines(100, 20), 100) };
		expect(texts(later)).toEqual(before);
		const muchLater = { ...reading, logs: appendLines(reading.logs, lines(100, 80), 100) };
		expect(texts(muchLater)[0]).toBe('line 80');
	});
});

describe('scrolling a log', () => {
	test('stops following upwards, and follows again at the end', () => {
		const start = withLogs({ lines: lines(0, 30) });
		expect(texts(start).at(-1)).toBe('line 29');
		const up = scrollLog(start, -1);
		expect(texts(up)).toEqual(lines(19, 10).map(({ text }) => text));
		expect(scrollLog(up, 1).logs.follow).toBe(true);
		const top = scrollLog(start, -1000);
		expect(texts(top)[0]).toBe('line 0');
		expect(scrollLog(top, -5).logs.top).toBe(top.logs.top);
		expect(toggleFollow(up).logs.follow).toBe(true);
		expect(texts(toggleFollow(start))).toEqual(texts(start));
	});

	test('goes to the first line, and follows the end', () => {
		const start = withLogs({ lines: lines(0, 30), dropped: 5 });
		const first = scrollLogTo(start, 'start');
		expect(first.logs).toMatchObject({ follow: false, top: 5 });
		expect(scrollLogTo(first, 'end').logs.follow).toBe(true);
	});

	test('keeps the lines that are seen when new ones come after the window grew', () => {
		const reading = scrollLog(withLogs({ lines: lines(0, 30), histogram: false }), -1);
		const grown = settleLog({ ...reading, size: { ...reading.size, rows: reading.size.rows + 10 } });
		const before = texts(grown);
		expect(before).toEqual(lines(10, 20).map(({ text }) => text));
		expect(texts({ ...grown, logs: appendLines(grown.logs, lines(30, 5), 100) })).toEqual(before);
	});

	test('does nothing when all lines fit', () => {
		const short = withLogs({ lines: lines(0, 3) });
		expect(texts(scrollLog(short, -1))).toEqual(['line 0', 'line 1', 'line 2']);
		expect(texts(withLogs({}))).toEqual([]);
	});

	test('goes sideways only while lines are not wrapped', () => {
		const start = withLogs({ lines: lines(0, 3) });
		expect(scrollLogSideways(scrollLogSideways(start, 16), -99).logs.left).toBe(0);
		expect(scrollLogSideways(start, 16).logs.left).toBe(16);
		expect(scrollLogSideways(withLogs({ wrap: true }), 16).logs.left).toBe(0);
	});
});

describe('a search in a log', () => {
	const log = withLogs({
		lines: [...lines(0, 20), line('an \x1b[31mErr\x1b[0mor'), ...lines(21, 20), line('ERROR'), ...lines(42, 5)],
	});

	test('ignores colours, and ignores case unless it has an upper-case letter', () => {
		expect(
			matchesOf(searchLog(log, 'error').logs)
				.slice()
				.map(({ number }) => number),
		).toEqual([20, 41]);
		expect(
			matchesOf(searchLog(log, 'ERR').logs)
				.slice()
				.map(({ number }) => number),
		).toEqual([41]);
		expect(matchesOf(searchLog(log, '').logs).slice()).toEqual([]);
		expect(matcher('')).toBeUndefined();
		expect(matcher('a.c')?.('abc')).toBe(false);
		expect(withoutColours('\x1b[1;31mred\x1b[m')).toBe('red');
	});

	test('steps from match to match around the ends, and shows each', () => {
		let now = searchLog(log, 'error');
		expect(now.logs.match).toBe(41);
		const seen = [1, 1, -1, -1].map(by => {
			now = stepMatch(now, by as 1 | -1);
			expect(texts(now).some(text => /err/i.test(withoutColours(text)))).toBe(true);
			return now.logs.match;
		});
		expect(seen).toEqual([20, 41, 20, 41]);
		expect(nextMatch(now, 1)).toEqual({ number: 20, isWrapped: true });
		expect(nextMatch(now, -1)).toEqual({ number: 20, isWrapped: false });
		expect(stepMatch(searchLog(log, 'nothing'), 1).logs.match).toBeUndefined();
	});

	test('goes on from the cursor, which stays on screen, when the user has scrolled away from the match', () => {
		const many = withLogs({
			lines: Array.from({ length: 100 }, (_, at) => line(at % 10 === 0 ? 'ERROR' : 'fine', at)),
		});
		const found = stepMatch(searchLog(many, 'ERROR'), -1);
		expect(found.logs.match).toBe(80);
		const away = scrollLogTo(scrollLog(found, -1000), 'start');
		const middle = scrollLog(away, 33);
		expect(stepMatch(middle, 1).logs.match).toBe(40);
		expect(stepMatch(middle, -1).logs.match).toBe(30);
		expect(stepMatch(away, 1).logs.match).toBe(0);
		expect(nextMatch(scrollLog(middle, 1), 1)).toEqual({ number: 40, isWrapped: false });
	});

	test('keeps a match near the end in its row when new lines come', () => {
		const found = stepMatch(searchLog(log, 'ERROR'), 1);
		const before = texts(found);
		expect(before).toContain('ERROR');
		expect(texts({ ...found, logs: appendLines(found.logs, lines(47, 5), 100) })).toEqual(before);
	});

	test('can hide the lines that do not match', () => {
		const only = acceptFilter(draftFilter(log, 'line 1'));
		expect(shownCount(only.logs)).toBe(11);
		expect(texts(only)[0]).toBe('line 10');
		expect(texts(scrollLog(only, -100))[0]).toBe('line 1');
		expect(shownCount(removeFilter(only).logs)).toBe(shownCount(log.logs));
	});

	test('stays with the other settings when another log is opened', () => {
		const before = { ...log, logs: { ...searchLog(log, 'error').logs, wrap: true, timestamps: true } };
		const next = openLog(changeLogSettings(before, 'other', { window: '5m' }), 'other').logs;
		expect(next).toMatchObject({
			container: 'other',
			window: '5m',
			search: 'error',
			wrap: true,
			timestamps: true,
			lines: LineList.empty,
			follow: true,
			status: 'loading',
		});
		expect(openLog(changeLogSettings(before, 'other', { window: 'head' }), 'other').logs.follow).toBe(false);
	});
});
