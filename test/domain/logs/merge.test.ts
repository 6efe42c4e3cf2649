import { describe, expect, test } from 'vitest';
import { LineList } from '../../../source/domain/logs/line-list.js';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import {
	compareLines,
	dropOldest,
	HoldBack,
	holdBackMs,
	mergeLines,
	SourceMarker,
} from '../../../source/domain/logs/merge.js';
import fc from '../../helpers/fast-check.js';

const stamp = (nanoseconds: number) => `2026-05-17T03:04:05.${String(nanoseconds).padStart(9, '0')}Z`;
const line = (source: string, nanoseconds: number, text = ''): LogLine => ({
	stream: 'stdout',
	time: stamp(nanoseconds),
	text,
	source,
	stamp: stamp(nanoseconds),
});
const texts = (lines: Iterable<LogLine>) => [...lines].map(({ text }) => text);

/** Lines of three containers with few different stamps, each container's in the order of its stamps. */
const written = fc
	.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(20)), { maxLength: 60 })
	.map(all => all.sort((one, two) => one[1] - two[1]).map(([source, at], index) => line(source, at, String(index))));

/** The same lines in some arrival: each container's in their order, in batches at some times. */
const arrivals = written.chain(lines =>
	fc.tuple(
		fc.constant(lines),
		fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 }), fc.nat(90)), {
			maxLength: 40,
		}),
	),
);

describe('merged lines', () => {
	test('have the order of a stable sort by stamp, whatever the arrival', () => {
		fc.assert(
			fc.property(arrivals, fc.boolean(), ([lines, batches], early) => {
				const waiting = new Map(['a', 'b', 'c'].map(id => [id, lines.filter(({ source }) => source === id)]));
				const held = new HoldBack();
				let now = 0;
				let view = LineList.empty;
				const arrive = (source: string, count: number) => held.add(waiting.get(source)!.splice(0, count), now);
				for (const [source, count, ms] of batches) {
					arrive(source, count);
					now += ms;
					view = mergeLines(view, early ? held.takeComplete(now) : held.take(now));
				}
				for (const source of waiting.keys()) {
					arrive(source, lines.length);
				}
				view = mergeLines(view, held.take(now + holdBackMs));
				expect(held.isEmpty).toBe(true);
				expect(texts(view)).toEqual(texts([...lines].sort(compareLines)));
			}),
		);
	});

	test('are held for a moment, and released with those that belong before them', () => {
		const held = new HoldBack();
		held.add([line('a', 5, 'later')], 0);
		held.add([line('b', 3, 'earlier'), line('b', 9, 'last')], 60);
		expect(held.take(holdBackMs - 1)).toEqual([]);
		expect(texts(held.take(holdBackMs))).toEqual(['earlier', 'later']);
		expect(texts(held.take(60 + holdBackMs))).toEqual(['last']);
	});

	test('are released as soon as each container that wrote lately has written later ones', () => {
		const held = new HoldBack();
		held.add([line('a', 1, 'first'), line('a', 5, 'third')], 0);
		held.add([line('b', 3, 'second'), line('b', 9, 'last')], 4);
		expect(texts(held.takeComplete(8))).toEqual(['first', 'second', 'third']);
		expect(held.takeComplete(holdBackMs - 1)).toEqual([]);
		expect(texts(held.takeComplete(holdBackMs))).toEqual(['last']);
	});

	test('are released when another container has written much later', () => {
		const held = new HoldBack();
		const ms = 1_000_000;
		held.add([line('slow', 0)], 0);
		held.add([line('a', 1 * ms, 'old'), line('a', 20 * ms, 'new'), line('a', 40 * ms, 'newest')], 0);
		expect(texts(held.takeComplete(1))).toEqual(['', 'old']);
	});

	test('do not wait for a container that wrote nothing for a while, or that left', () => {
		const held = new HoldBack();
		held.add([line('quiet', 1)], 0);
		expect(held.takeComplete(holdBackMs)).toHaveLength(1);
		held.add([line('a', 2), line('a', 3)], 2 * holdBackMs);
		expect(held.takeComplete(2 * holdBackMs)).toHaveLength(2);
		held.add([line('b', 1)], 2 * holdBackMs);
		held.add([line('a', 4)], 2 * holdBackMs);
		held.drop('b');
		expect(held.takeComplete(2 * holdBackMs)).toHaveLength(1);
	});

	test('of a source that is dropped are released no more', () => {
		const held = new HoldBack();
		held.add([line('a', 1, 'a')], 0);
		held.add([line('b', 2, 'b')], 0);
		held.drop('a');
		expect(texts(held.take(holdBackMs))).toEqual(['b']);
	});

	test('compare stamps with and without all digits', () => {
		const at = (time: string): LogLine => ({ stream: 'stdout', time, text: time });
		const stamps = ['2026-05-17T03:04:05Z', '2026-05-17T03:04:05.000000001Z', '2026-05-17T03:04:05.5Z'];
		const sorted = [...stamps].reverse().map(at).sort(compareLines);
		expect(texts(sorted)).toEqual(stamps);
	});

	test('without a stamp stay behind the line before them', () => {
		const marker = new SourceMarker('a');
		const marked = marker.mark([
			{ stream: 'stdout', time: stamp(4), text: 'first' },
			{ stream: 'stdout', time: '', text: 'second' },
		]);
		expect(marked[1]).toMatchObject({ time: '', stamp: stamp(4), source: 'a' });
		expect(texts(mergeLines(LineList.of([line('b', 5, 'other')]), marked))).toEqual(['first', 'second', 'other']);
	});
});

describe('a full log of several containers', () => {
	const noisy = Array.from({ length: 5000 }, (_, index) => line('noisy', 1000 + index, `n${index}`));
	const quiet = Array.from({ length: 300 }, (_, index) => line('quiet', index, `q${index}`));

	const all = LineList.of([...quiet, ...noisy]);

	test('keeps the newest 200 lines of each, however much one of them writes', () => {
		const kept = dropOldest(all, 1000);
		expect(kept).toHaveLength(1000);
		expect(texts(kept).slice(0, 200)).toEqual(texts(quiet.slice(100)));
		expect(kept.at(-1)).toBe(noisy.at(-1));
	});

	test('shares its capacity when that is less than 200 lines each', () => {
		const kept = dropOldest(all, 100);
		expect(kept).toHaveLength(100);
		expect([...kept].filter(({ source }) => source === 'quiet')).toHaveLength(50);
	});

	test('drops the oldest lines when each has enough', () => {
		expect(texts(dropOldest(all, 5299))[0]).toBe('q1');
	});
});
