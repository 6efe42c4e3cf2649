import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { createForegroundWork } from '../../source/runtime/concurrency/foreground-work.js';
import { createAppStore } from '../../source/runtime/store.js';
import { startLogScan } from '../../source/runtime/streams/logs/log-scan.js';
import { acceptFilter, draftFilter, removeFilter } from '../../source/state/logs/find/log-filters.js';
import { nextSlice, testLines } from '../../source/state/logs/find/log-scan.js';
import { matchesOf, shownIndex } from '../../source/state/logs/log-lines.js';
import { scrollLogTo, searchLog, stepMatch } from '../../source/state/logs/log-scroll.js';
import { appendLines, emptyLogView, type LogView } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import { fleet } from '../helpers/state/fleet.js';

const line = (at: number): LogLine => ({
	stream: 'stdout',
	time: '2026-05-17T03:00:00.000000000Z',
	text: at % 10 === 3 ? `  at frame ${at}` : `line ${at}${at % 100 === 0 ? ' needle' : ''}`,
	continues: at % 10 === 3 || undefined,
});
const lines = Array.from({ length: 5000 }, (_, at) => line(at));
const withLog = (change: Partial<LogView> = {}): State => ({
	...fleet(),
	focus: 'detail',
	zoom: 'detail',
	size: { columns: 120, rows: 40 },
	// A new list, of which no line is tested yet.
	logs: { ...emptyLogView, container: 'c', lines: LineList.of(lines), ...change },
});

/** Tests some lines, and shows what was found. */
function slice(state: State, looks: number): State {
	let left = looks;
	return nextSlice(
		state,
		testLines(state.logs, () => left-- <= 0),
	);
}
const numbers = (state: State) =>
	shownIndex(state.logs)
		.slice()
		.map(({ number }) => number);
const all = (state: State) => slice(state, Number.POSITIVE_INFINITY);

describe('a filter of many lines', () => {
	test('tests them in slices, those at the end first while the log is followed', () => {
		const started = draftFilter(withLog(), 'needle');
		expect([started.logs.scan, numbers(started)]).toEqual([0, []]);
		const some = slice(started, 100);
		expect([some.logs.scan, numbers(some)[0]! > 4000, numbers(some).at(-1)]).toEqual([1, true, 4900]);
		const done = all(some);
		expect([done.logs.scan, numbers(done)]).toEqual([undefined, Array.from({ length: 50 }, (_, at) => at * 100)]);
	});

	test('begins with the lines on screen where the log is not followed', () => {
		const top = scrollLogTo(withLog(), 'start');
		const some = slice(draftFilter(top, 'needle'), 100);
		expect([numbers(some)[0], numbers(some).at(-1)! < 1000]).toEqual([0, true]);
	});

	test('needs no slices for lines that were tested, and few lines are tested at once', () => {
		const done = all(draftFilter(withLog(), 'needle'));
		const accepted = acceptFilter(done);
		expect([accepted.logs.scan, numbers(accepted).length]).toEqual([undefined, 50]);
		expect(removeFilter(accepted).logs.scan).toBeUndefined();
		const few = draftFilter(withLog({ lines: LineList.of(lines.slice(0, 300)) }), 'needle');
		expect([few.logs.scan, numbers(few)]).toEqual([undefined, [0, 100, 200]]);
	});

	test('leaves the same lines as without slices, folded or with lines around', () => {
		for (const change of [{ around: 3 }, { levels: 'error' as const }, { unfolded: true }, { raw: true }]) {
			const filtered = all(draftFilter(withLog(change), '/frame|needle/'));
			const fresh = LineList.of(lines);
			const { logs } = filtered;
			expect(numbers(filtered)).toEqual(numbers(withLog({ ...logs, lines: fresh })));
		}
	});
});

describe('a search in many lines', () => {
	test('goes to the last match as soon as it is found, and stays where the user has gone meanwhile', () => {
		const started = searchLog(withLog(), 'needle');
		expect(started.logs.match).toBeUndefined();
		const some = slice(started, 100);
		expect(some.logs.match).toBe(4900);
		const gone = stepMatch(stepMatch(some, -1), -1);
		const match = gone.logs.match!;
		expect(match).toBeLessThan(4900);
		expect(all(gone).logs).toMatchObject({ scan: undefined, match });
		expect(matchesOf(all(gone).logs).count).toBe(50);
	});

	test('makes the last match the current one once, whatever is tested first', () => {
		// The block at the top is tested first, and a match in it is not the last one.
		const started = searchLog(scrollLogTo(withLog(), 'start'), 'needle');
		const seen = new Set<number | undefined>();
		let state = started;
		while (state.logs.scan !== undefined) {
			seen.add(state.logs.match);
			state = slice(state, 40);
		}
		expect(matchesOf(slice(started, 100).logs).count).toBeGreaterThan(0);
		expect([...seen, state.logs.match]).toEqual([undefined, 4900]);
	});

	test('folds the lines that are not tested yet', () => {
		const started = searchLog(withLog(), 'frame');
		expect(shownIndex(started.logs).count).toBe(4500);
		expect(shownIndex(all(started).logs).count).toBe(5000);
	});
});

test('slices run until all lines are tested, and for lines that come in large batches', async () => {
	const store = createAppStore(withLog());
	const foreground = createForegroundWork();
	let now = 0;
	// Each look at the time takes a millisecond.
	const clock = { now: () => now++, wallTime: () => 0, after: () => () => {} };
	const stop = startLogScan({ store, clock, foreground });
	const scans = new Set<number | undefined>();
	store.subscribe(({ logs }) => scans.add(logs.scan));
	store.update(state => draftFilter(state, 'needle'));
	await foreground.idle();
	expect(store.getState().logs.scan).toBeUndefined();
	expect(scans.size).toBeGreaterThan(20);
	expect(numbers(store.getState())).toHaveLength(50);
	store.update(state => ({ ...state, logs: appendLines(state.logs, lines, 100_000) }));
	expect(store.getState().logs.scan).toBe(0);
	await foreground.idle();
	expect(numbers(store.getState())).toHaveLength(100);
	stop();
	store.update(state => draftFilter(state, 'other'));
	await foreground.idle();
	expect(store.getState().logs.scan).toBe(0);
});
