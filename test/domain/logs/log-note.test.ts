import { describe, expect, test } from 'vitest';
import type { LogNote } from '../../../source/domain/logs/log-line.js';
import { noteLine, noteText, stampOf } from '../../../source/domain/logs/log-note.js';

const at = Date.UTC(2026, 4, 17, 12, 3, 11, 345);
const text = (note: Partial<LogNote>) => noteText({ kind: 'stopped', name: 'web', at, ...note });

describe('a note in a log', () => {
	test.each<[Partial<LogNote>, string]>([
		[
			{ kind: 'recreated', exitCode: 137, isOutOfMemory: true },
			'──── web recreated 12:03:11 · exit 137, out of memory ────',
		],
		[{ kind: 'recreated' }, '──── web recreated 12:03:11 ────'],
		[{ exitCode: 0 }, '──── web stopped 12:03:11 · exit 0 ────'],
		[{ exitCode: 1 }, '──── web stopped 12:03:11 · exit 1 ────'],
		[{ exitCode: 137 }, '──── web stopped 12:03:11 · exit 137, killed (SIGKILL) ────'],
		[{ kind: 'restarted', exitCode: 127 }, '──── web restarted 12:03:11 · exit 127, the command was not found ────'],
		[{ kind: 'restarted', exitCode: 1, times: 4 }, '──── web restarted 4 times, last 12:03:11 · exit 1 ────'],
		[{ kind: 'renamed', name: 'shop', before: 'web' }, '──── web → shop renamed 12:03:11 ────'],
	])('names the event, its time and the end before it: %o', (note, expected) => {
		expect(text(note)).toBe(expected);
	});

	test('stands behind the lines of its millisecond', () => {
		expect(stampOf(at)).toBe('2026-05-17T12:03:11.345999999Z');
		expect(noteLine({ kind: 'started', name: 'web', at }, stampOf(at), 'c1')).toMatchObject({
			isNote: true,
			source: 'c1',
			stamp: '2026-05-17T12:03:11.345999999Z',
			time: '',
		});
	});
});
