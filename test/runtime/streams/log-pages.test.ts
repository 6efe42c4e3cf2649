import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { readPage } from '../../../source/runtime/streams/logs/log-pages.js';
import fc from '../../helpers/fast-check.js';

const lineAt = (at: number, text: string): LogLine => ({
	stream: 'stdout',
	time: `${new Date(1_780_000_000_000 + Math.floor(at / 4)).toISOString().slice(0, -1)}000${at % 4}00Z`,
	text,
});

/** An engine with one log, of a driver that takes the last lines before or after it leaves out those behind `until`. */
function engineWith(all: readonly LogLine[], takesTailFirst: boolean): { engine: Engine; asked: number[] } {
	const demo = createDemoEngine({ latency: 0 });
	const asked: number[] = [];
	const logs: Engine['containers']['logs'] = async function* (
		_,
		{ tail = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY },
	) {
		asked.push(tail);
		const isBefore = ({ time }: LogLine) => Date.parse(time) <= until * 1000;
		const last = takesTailFirst ? all.slice(-tail).filter(isBefore) : all.filter(isBefore).slice(-tail);
		for (let at = 0; at < last.length; at += 300) {
			yield last.slice(at, at + 300);
		}
	};
	return { engine: { ...demo, containers: { ...demo.containers, logs } }, asked };
}

const { signal } = new AbortController();

describe('the page before the known lines of a log', () => {
	test.each([true, false])(
		'joins with the pages before it to the whole log, without a line twice (tail first: %s)',
		async takesTailFirst => {
			await fc.assert(
				fc.asyncProperty(
					fc.integer({ min: 1, max: 4000 }),
					fc.integer({ min: 1, max: 500 }),
					fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
					async (count, knownCount, steps) => {
						let tick = 0;
						const all = Array.from({ length: count }, (_, at) => {
							tick += steps[at % steps.length]!;
							return lineAt(tick, `line ${at % 7}`);
						});
						const { engine } = engineWith(all, takesTailFirst);
						let known = all.slice(-knownCount);
						for (let isFirst = false; !isFirst; ) {
							const page = await readPage(engine, { id: 'c', tty: false, known, newer: known.length }, signal);
							known = [...page.lines, ...known];
							({ isFirst } = page);
							expect(page.lines.length).toBeLessThanOrEqual(1000);
						}
						expect(known).toEqual(all);
					},
				),
				{ numRuns: 30 },
			);
		},
	);

	test('is found behind more new lines than are known', async () => {
		const all = Array.from({ length: 9000 }, (_, at) => lineAt(at, `line ${at}`));
		const { engine, asked } = engineWith(all, true);
		const page = await readPage(engine, { id: 'c', tty: false, known: all.slice(2000, 2100), newer: 100 }, signal);
		expect(page.lines.map(({ text }) => text)).toEqual(all.slice(1000, 2000).map(({ text }) => text));
		expect(asked).toEqual([1100, 2200, 4400, 8800]);
	});
});
