import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { notIn, resumeAt } from '../../../source/runtime/streams/logs/log-resume.js';

const line = (second: number, text: string, stream: LogLine['stream'] = 'stdout'): LogLine => ({
	stream,
	text,
	time: new Date(second * 1000).toISOString().replace('Z', '000000Z'),
});

describe('a log that continues', () => {
	test('starts from its window when there is no line yet, or none with a time stamp', () => {
		expect(resumeAt([])).toBeUndefined();
		expect(resumeAt([{ ...line(0, 'x'), time: '' }])).toBeUndefined();
		expect(notIn([], undefined)(line(1, 'a'))).toBe(true);
	});

	test('reads its last second again, and no more than the known lines', () => {
		expect(resumeAt([line(10, 'a'), line(20, 'b')])).toBe(19);
		expect(resumeAt([line(19.5, 'a'), line(20, 'b')])).toBe(19.5);
	});

	test('adds new lines in any order of the two streams, and leaves out each known line once', () => {
		const known = [line(10, 'old'), line(20, 'a'), line(20.2, 'b', 'stderr'), line(20.1, 'c'), line(20.1, 'c')];
		const isNew = notIn(known, resumeAt(known));
		const again = [
			line(20, 'a'),
			line(20.05, 'late', 'stderr'),
			line(20.1, 'c'),
			line(20.1, 'c'),
			line(20.1, 'c'),
			line(20.2, 'b'),
			line(20.2, 'b', 'stderr'),
			line(21, 'a'),
		];
		expect(again.filter(isNew).map(({ text, stream }) => `${stream} ${text}`)).toEqual([
			'stderr late',
			'stdout c',
			'stdout b',
			'stdout a',
		]);
	});
});
