import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../../source/domain/logs/log-line.js';
import { compareLines } from '../../../../source/domain/logs/merge.js';
import { mergeStreams } from '../../../../source/domain/logs/output/merge-streams.js';
import fc from '../../../helpers/fast-check.js';

const line = (source: string, nanoseconds: number, text = ''): LogLine => {
	const time = `2026-05-17T03:04:05.${String(nanoseconds).padStart(9, '0')}Z`;
	return { stream: 'stdout', time, text, source, stamp: time };
};

async function* streamOf(batches: readonly (readonly LogLine[])[]): AsyncGenerator<readonly LogLine[]> {
	for (const batch of batches) {
		await Promise.resolve();
		yield batch;
	}
}

async function merged(streams: readonly AsyncIterable<readonly LogLine[]>[]): Promise<LogLine[]> {
	const lines: LogLine[] = [];
	for await (const batch of mergeStreams(streams)) {
		lines.push(...batch);
	}
	return lines;
}

/** The batches of one container, in the order of their stamps. */
const batches = (source: string) =>
	fc.array(fc.array(fc.nat(30), { maxLength: 5 }), { maxLength: 8 }).map(all => {
		const stamps = all.flat().sort((a, b) => a - b);
		let at = 0;
		return all.map(each => each.map(() => line(source, stamps[at]!, String(at++))));
	});

describe('merged streams', () => {
	test('have the order of a stable sort by stamp, however the lines are batched', async () => {
		await fc.assert(
			fc.asyncProperty(fc.tuple(batches('a'), batches('b'), batches('c')), async all => {
				const expected = all.flat(2).sort(compareLines);
				expect(await merged(all.map(streamOf))).toEqual(expected);
			}),
		);
	});

	test('keep the order of a container whose stamps go back', async () => {
		const lines = await merged([streamOf([[line('a', 5), line('a', 3)], [line('a', 4)]]), streamOf([[line('b', 4)]])]);
		expect(lines.filter(({ source }) => source === 'a').map(({ time }) => time.slice(-2, -1))).toEqual(['5', '3', '4']);
		expect(lines).toHaveLength(4);
	});

	test('read no further than their reader does, and end when it stops', async () => {
		const read: string[] = [];
		const ended: string[] = [];
		async function* endless(source: string): AsyncGenerator<readonly LogLine[]> {
			try {
				for (let at = 0; ; at++) {
					read.push(source);
					yield [line(source, at)];
				}
			} finally {
				ended.push(source);
			}
		}
		let count = 0;
		for await (const batch of mergeStreams([endless('a'), endless('b')])) {
			count += batch.length;
			if (count >= 10) {
				break;
			}
		}
		expect(read.length).toBeLessThan(count + 4);
		expect(ended.sort()).toEqual(['a', 'b']);
	});

	test('reject as a stream does, and end the others', async () => {
		let isEnded = false;
		async function* failing(): AsyncGenerator<readonly LogLine[]> {
			yield [line('a', 1)];
			throw new Error('the engine is gone');
		}
		async function* other(): AsyncGenerator<readonly LogLine[]> {
			try {
				yield [line('b', 2)];
				yield [line('b', 3)];
			} finally {
				isEnded = true;
			}
		}
		await expect(merged([failing(), other()])).rejects.toThrow('the engine is gone');
		expect(isEnded).toBe(true);
	});
});
