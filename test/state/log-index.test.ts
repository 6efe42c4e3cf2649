import { describe, expect, test } from 'vitest';
import { isAtLeast } from '../../source/domain/logs/level.js';
import { LineList } from '../../source/domain/logs/line-list.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { compareLines } from '../../source/domain/logs/merge.js';
import { guessLevel } from '../../source/domain/logs/parse/guess-level.js';
import type { NumberedLine } from '../../source/state/logs/index/log-index.js';
import { errorsOf, matchesOf, shownIndex } from '../../source/state/logs/log-lines.js';
import { appendLines, emptyLogView, type LogView, mergeIntoLog } from '../../source/state/logs/log-view.js';
import fc from '../helpers/fast-check.js';

const texts = ['INFO up', 'WARN slow', 'ERROR down', 'needle', '    at needle (a.js:1)', '    at other (b.js:2)'];

/** A line of a source, a number of ticks after the one before it, or before it. */
const arrival = fc.record({
	source: fc.constantFrom('a', 'b', 'c'),
	stream: fc.constantFrom<LogLine['stream'][]>('stdout', 'stderr'),
	text: fc.nat(texts.length - 1),
	ticks: fc.integer({ min: -3, max: 6 }),
});
const settings = fc.record({
	search: fc.constantFrom('', 'needle', 'WARN'),
	filters: fc
		.subarray(['needle', '!WARN', '/e{2}/'], { maxLength: 2 })
		.map(all => all.map(text => ({ text, mode: 'smart' as const }))),
	around: fc.constantFrom(0, 3, 10),
	levels: fc.constantFrom<LogView['levels'][]>('all', 'warn', 'error'),
	unfolded: fc.boolean(),
	hidden: fc.constantFrom(...[[], ['a'], ['a', 'b']].map(ids => new Set(ids))),
});
/** Batches repeat a short pattern, so that they fill several blocks, with the settings after each. */
const history = fc.array(
	fc.record({ lines: fc.array(arrival, { maxLength: 12 }), times: fc.integer({ min: 1, max: 40 }), settings }),
	{ maxLength: 6 },
);

/** The lines that each filter finds. */
const oracle: Readonly<Record<string, RegExp>> = { needle: /needle/i, '!WARN': /^(?!.*WARN)/, '/e{2}/': /ee/i };

/** The shown lines of a view by their definition, from nothing: text, number, and the number of folded lines. */
function shownBySpecification({ lines, dropped, search, filters, around, levels, unfolded, raw, hidden }: LogView) {
	const all = [...lines];
	const heads: number[] = [];
	const last: Record<string, number> = {};
	all.forEach(({ source, stream, continues }, at) => {
		const writer = `${source} ${stream}`;
		heads.push(continues ? (last[writer] ?? at) : at);
		last[writer] = heads[at]!;
	});
	const onlyMatches = filters.length > 0;
	const found = all.map(({ text }) =>
		onlyMatches ? filters.every(filter => oracle[filter.text]!.test(text)) : search !== '' && text.includes(search),
	);
	const isFolding = !raw && !unfolded && !onlyMatches;
	const passes = (at: number) =>
		!hidden.has(all[at]!.source ?? '') && (levels === 'all' || isAtLeast(guessLevel(all[heads[at]!]!.text), levels));
	const open = new Set(heads.filter((_, at) => found[at]));
	const below: number[] = all.map(() => -1);
	for (const head of heads) {
		below[head]!++;
	}
	const rows = all.map((_, at) => passes(at) && found[at]!);
	const isNear = (at: number) =>
		around > 0 &&
		onlyMatches &&
		!rows[at] &&
		!hidden.has(all[at]!.source ?? '') &&
		rows.slice(Math.max(0, at - around), at + around + 1).includes(true);
	const near = all.map((_, at) => isNear(at));
	return all.flatMap((line, at) => {
		const isBehindGap = around > 0 && onlyMatches && at > 0 && !rows[at - 1] && !near[at - 1];
		if (near[at]) {
			return [{ number: dropped + at, line, folded: 0, isAround: true, isBehindGap }];
		}
		if (!passes(at) || (onlyMatches && !found[at]) || (isFolding && heads[at] !== at && !open.has(heads[at]!))) {
			return [];
		}
		const folded = isFolding && heads[at] === at && !open.has(at) ? below[at]! : 0;
		return [{ number: dropped + at, line, folded, isAround: false, isBehindGap }];
	});
}

const shown = (view: LogView) =>
	shownIndex(view)
		.slice()
		.map(each => ({
			...each,
			folded: each.folded ?? 0,
			isAround: each.isAround ?? false,
			isBehindGap: each.isBehindGap ?? false,
		}));

const words = ({ number, line, folded, isAround, isBehindGap }: NumberedLine) =>
	`${number} ${line.text} +${folded} ${isAround} ${isBehindGap}`;

/** Plays a history into a log, and calls `check` after each batch. */
function play(
	batches: readonly (typeof history extends fc.Arbitrary<infer T> ? T : never)[number][],
	add: (view: LogView, batch: readonly LogLine[]) => LogView,
	check: (view: LogView) => void,
) {
	let view: LogView = { ...emptyLogView, container: 'c' };
	let now = 1000;
	let count = 0;
	for (const { lines, times, settings: change } of batches) {
		const batch = Array.from({ length: times }, () => lines)
			.flat()
			.map(({ source, stream, text, ticks }): LogLine => {
				now += ticks;
				count++;
				const time = `2026-05-17T03:04:05.${String(now).padStart(9, '0')}Z`;
				const continues = texts[text]!.startsWith('  ') || undefined;
				return { stream, source, time, stamp: time, text: `${texts[text]} ${count}`, continues };
			});
		view = { ...add(view, batch), ...change };
		check(view);
	}
}

const expectIndex = (view: LogView) => {
	const expected = shownBySpecification(view);
	expect(shown(view).map(words)).toEqual(expected.map(words));
	const index = shownIndex(view);
	expect(index.count).toBe(expected.length);
	for (const row of [0, 1, expected.length >> 1, expected.length - 1]) {
		expect(index.at(row)?.number).toBe(expected[row]?.number);
		expect(index.rowOf(expected[row]?.number ?? Number.POSITIVE_INFINITY)).toBe(expected[row] ? row : expected.length);
	}
	const numbers = [...view.lines].map((_, at) => view.dropped + at);
	const hidden = ({ source }: LogLine) => view.hidden.has(source ?? '');
	const all = [...view.lines];
	expect(
		matchesOf(view)
			.slice()
			.map(({ number }) => number),
	).toEqual(
		numbers.filter(
			(_, at) =>
				view.search !== '' &&
				all[at]!.text.includes(view.search) &&
				view.filters.every(filter => oracle[filter.text]!.test(all[at]!.text)) &&
				!hidden(all[at]!),
		),
	);
	expect(
		errorsOf(view)
			.slice()
			.map(({ number }) => number),
	).toEqual(numbers.filter((_, at) => all[at]!.text.startsWith('ERROR') && !hidden(all[at]!)));
};

describe('the index of the shown lines', () => {
	test('is what a log from nothing has, after any batches, drops and settings', () => {
		fc.assert(
			fc.property(history, fc.integer({ min: 5, max: 900 }), (batches, capacity) => {
				play(batches, (view, batch) => appendLines(view, batch, capacity), expectIndex);
			}),
		);
	});

	test('is what a log from nothing has, after any late lines and drops of several sources', () => {
		fc.assert(
			fc.property(history, fc.integer({ min: 5, max: 900 }), (batches, capacity) => {
				const ordered = (batch: readonly LogLine[]) => [...batch].sort(compareLines);
				play(batches, (view, batch) => mergeIntoLog(view, ordered(batch), capacity), expectIndex);
			}),
		);
	});

	test('stays the same for an earlier state when lines are added in two ways', () => {
		fc.assert(
			fc.property(history, history, (one, two) => {
				const states: { view: LogView; lines: readonly LogLine[]; shown: unknown }[] = [];
				const remember = (view: LogView) => states.push({ view, lines: [...view.lines], shown: shown(view) });
				play(one, (view, batch) => appendLines(view, batch, 700), remember);
				const [first] = states;
				play(
					two,
					(view, batch) => appendLines(view.lines.length === 0 ? (first?.view ?? view) : view, batch, 700),
					remember,
				);
				for (const { view, lines, shown: before } of states) {
					expect([...view.lines]).toEqual(lines);
					expect(shown(view)).toEqual(before);
				}
			}),
		);
	});

	test('asks each line once for its search and its level while lines come and go', () => {
		let asked = 0;
		const counted = (text: string): LogLine => ({
			stream: 'stdout',
			time: '',
			get text() {
				asked++;
				return text;
			},
		});
		let view: LogView = { ...emptyLogView, container: 'c', filters: [{ text: 'x', mode: 'smart' }], levels: 'error' };
		for (let batch = 0; batch < 100; batch++) {
			view = appendLines(
				view,
				Array.from({ length: 10 }, (_, at) => counted(`ERROR x ${at}`)),
				500,
			);
			expect(shownIndex(view).count).toBe(Math.min(500, (batch + 1) * 10));
		}
		expect(asked).toBeLessThanOrEqual(100 * 10 * 2);
	});
});

test('a list of lines has the lines of an array', () => {
	const line = (text: string): LogLine => ({ stream: 'stdout', time: '', text });
	const step = fc.oneof(
		fc.record({ kind: fc.constant('append' as const), count: fc.nat(600) }),
		fc.record({ kind: fc.constantFrom('dropFirst' as const, 'takeFirst' as const), count: fc.nat(700) }),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 12 }), steps => {
			let list = LineList.empty;
			let array: readonly LogLine[] = [];
			for (const { kind, count } of steps) {
				if (kind === 'append') {
					const batch = Array.from({ length: count }, (_, at) => line(`${at}`));
					[list, array] = [list.append(batch), [...array, ...batch]];
				} else if (kind === 'dropFirst') {
					[list, array] = [list.dropFirst(count), array.slice(count)];
				} else {
					[list, array] = [list.takeFirst(count), array.slice(0, count)];
				}
				expect([...list]).toEqual(array);
				expect(list.length).toBe(array.length);
				for (const at of [0, 255, 256, -1, -300, array.length]) {
					expect(list.at(at)).toBe(array.at(at));
				}
				expect(list.slice(100, 400)).toEqual(array.slice(100, 400));
			}
		}),
	);
});
