import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { stepDetail } from '../../source/state/detail/detail-scroll.js';
import { logViewport } from '../../source/state/detail/detail-viewport.js';
import { groupAt } from '../../source/state/logs/line-group.js';
import { cursorLine, moveCursor, pageCursor, putCursorOn } from '../../source/state/logs/log-cursor.js';
import { scrollLog, scrollLogTo, searchLog, stepMatch, toggleFollow } from '../../source/state/logs/log-scroll.js';
import { appendLines, emptyLogView, type LogView, mergeIntoLog } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import { fleet } from '../helpers/state/fleet.js';

const stampOf = (index: number) => `2026-05-17T03:04:05.${String(index).padStart(9, '0')}Z`;
const line = (index: number, more: Partial<LogLine> = {}): LogLine => ({
	stream: 'stdout',
	time: stampOf(index),
	text: `${index % 10 === 0 ? 'ERROR: ' : ''}line ${index}`,
	...more,
});
const lines = (from: number, count: number) => Array.from({ length: count }, (_, index) => line(from + index));

/** A log with the focus of which ten lines are seen. */
const withLog = (logs: Partial<LogView> = {}): State => ({
	...fleet(),
	focus: 'detail',
	zoom: 'detail',
	size: { columns: 120, rows: 15 },
	logs: { ...emptyLogView, container: 'c', lines: LineList.of(lines(0, 100)), ...logs },
});
const withLines = (state: State, change: (view: LogView) => LogView): State => ({
	...state,
	logs: change(state.logs),
});
const at = (state: State) => cursorLine(state)?.line.text;
const seen = (state: State) => logViewport(state.logs, { width: 118, height: 11 });
const times = (count: number, state: State, by: number) =>
	Array.from({ length: count }).reduce<State>(next => stepDetail(next, by), state);

describe('the cursor of a log', () => {
	test('appears on the last line with a step up, which stops following, and moves by lines', () => {
		const start = withLog();
		expect(at(start)).toBeUndefined();
		expect(stepDetail(start, 1)).toBe(start);
		const first = stepDetail(start, -1);
		expect(at(first)).toBe('line 99');
		expect(first.logs.follow).toBe(false);
		expect(seen(first)).toEqual(seen(start));
		expect(at(times(4, first, -1))).toBe('line 95');
		expect(at(times(2, times(4, first, -1), 1))).toBe('line 97');
	});

	test('scrolls the log only as far as it must', () => {
		const up = times(10, withLog(), -1);
		expect(at(up)).toBe('ERROR: line 90');
		expect(seen(up).top).toBe(90);
		expect(seen(times(1, up, -1)).top).toBe(89);
		expect(seen(times(10, times(1, up, -1), 1)).top).toBe(90);
		expect(at(times(200, up, -1))).toBe('ERROR: line 0');
	});

	test('ends with a step beyond the last line, which follows again', () => {
		const back = times(4, times(3, withLog(), -1), 1);
		expect(back.logs).toMatchObject({ follow: true, cursor: undefined });
		expect(scrollLogTo(times(5, withLog(), -1), 'end').logs).toMatchObject({ follow: true, cursor: undefined });
		expect(at(scrollLogTo(withLog(), 'start'))).toBe('ERROR: line 0');
	});

	test('moves by pages and keeps its row', () => {
		const up = times(3, withLog(), -1);
		const page = pageCursor(up, -1);
		expect(at(page)).toBe('line 88');
		expect(seen(page).top).toBe(81);
		expect(pageCursor(page, 1).logs).toEqual(up.logs);
		expect(at(pageCursor(withLog(), -1))).toBe('ERROR: line 90');
		expect(at([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].reduce(state => pageCursor(state, -1), up))).toBe(
			'ERROR: line 0',
		);
	});

	test('stays on its line while lines come and go', () => {
		const reading = times(20, withLog(), -1);
		expect(at(reading)).toBe('ERROR: line 80');
		const later = withLines(reading, view => appendLines(view, lines(100, 50), 100));
		expect(at(later)).toBe('ERROR: line 80');
		expect(seen(later).top).toBe(30);
		const gone = withLines(reading, view => appendLines(view, lines(100, 90), 100));
		expect(at(gone)).toBe('ERROR: line 90');
	});

	test('stays on its line while late lines of other containers are inserted', () => {
		const merged = withLog({
			lines: LineList.of(lines(0, 100).map(each => ({ ...each, source: 'a', stamp: each.time }))),
		});
		const reading = times(20, merged, -1);
		const late = [10, 50, 90].map(index => line(index, { source: 'b', stamp: stampOf(index) }));
		const later = withLines(reading, view => mergeIntoLog(view, late, 1000));
		expect(at(later)).toBe('ERROR: line 80');
		expect(cursorLine(later)?.number).toBe(cursorLine(reading)!.number + 2);
	});

	test('goes to the nearest line while its own is filtered out, and comes back', () => {
		const reading = times(15, withLog(), -1);
		expect(at(reading)).toBe('line 85');
		const errors = withLines(times(2, reading, -1), view => ({ ...view, levels: 'error' }));
		expect(at(errors)).toBe('ERROR: line 80');
		expect(at(withLines(errors, view => ({ ...view, levels: 'all' })))).toBe('line 83');
		expect(at(moveCursor(errors, -1))).toBe('ERROR: line 70');
		const after = withLines(times(2, reading, 1), view => ({ ...view, levels: 'error' }));
		expect(at(after)).toBe('ERROR: line 90');
		const top = seen(after);
		expect(top.top + top.height).toBeGreaterThan(9);
		expect(
			at(withLines(reading, view => ({ ...view, filters: [{ text: 'nothing', mode: 'smart' }] }))),
		).toBeUndefined();
	});

	test('is on screen wherever the log is scrolled', () => {
		const up = times(3, withLog(), -1);
		const wheel = scrollLog(up, -30);
		expect(seen(wheel).top).toBe(60);
		expect(at(wheel)).toBe('line 69');
		expect(at(scrollLog(scrollLog(wheel, -30), 10))).toBe('ERROR: line 40');
		expect(at(toggleFollow(withLog()))).toBe('line 99');
	});

	test('is where a search leads to, and a search goes on from it', () => {
		const found = stepMatch(searchLog(withLog(), 'ERROR'), -1);
		expect(at(found)).toBe('ERROR: line 80');
		const moved = times(5, found, -1);
		expect(at(stepMatch(moved, -1))).toBe('ERROR: line 70');
		expect(at(stepMatch(moved, 1))).toBe('ERROR: line 80');
		expect(at(stepMatch(found, 1))).toBe('ERROR: line 90');
	});

	test('is only there while the log has the focus', () => {
		const up = times(3, withLog(), -1);
		expect(cursorLine({ ...up, focus: 'list' })).toBeUndefined();
		expect(at({ ...up, focus: 'detail' })).toBe('line 97');
		expect(at(times(3, withLog({ lines: LineList.empty }), -1))).toBeUndefined();
	});

	test('goes to a line that is clicked, without a scroll', () => {
		const clicked = putCursorOn(withLog(), 94);
		expect(at(clicked)).toBe('line 94');
		expect(clicked.logs.follow).toBe(false);
		expect(seen(clicked).top).toBe(90);
	});
});

describe('the group of a line', () => {
	test('is its head with the lines of the same stream that belong to it', () => {
		const view: LogView = {
			...emptyLogView,
			dropped: 7,
			lines: LineList.of([
				line(0),
				line(1, { text: 'Error: no' }),
				line(2, { text: '    at a', continues: true }),
				line(3, { stream: 'stderr' }),
				line(4, { text: '    at b', continues: true }),
				line(5),
			]),
		};
		const group = groupAt(view, 7 + 4)!;
		expect([group.head, ...group.below].map(({ text }) => text)).toEqual(['Error: no', '    at a', '    at b']);
		expect(groupAt(view, 7)?.below).toEqual([]);
		expect(groupAt(view, 99)).toBeUndefined();
	});
});
