import { describe, expect, test } from 'vitest';
import type { SessionStage } from '../../source/domain/session/session-stage.js';
import { type InsideProgram, keepsOutputOf } from '../../source/terminal/run-inside.js';
import { endLine, keepsOutput, openingLine, returnLine } from '../../source/terminal/stage-lines.js';

const stage: SessionStage = {
	title: 'bash in web',
	leave: 'exit or Ctrl-d leaves',
	tty: true,
	detachKeys: [],
	keepsOutput: true,
};
const text = (line: string) => line.replace(/\x1b\[\d*m|\r\n/g, '');
const wide = { columns: 80, ascii: false };

describe('the line above a session', () => {
	test('contains only the session’s title and its leave keys, dim', () => {
		expect(openingLine(stage, wide)).toBe('\x1b[2mbash in web · exit or Ctrl-d leaves\x1b[0m\r\n');
	});

	test.each<[number, string]>([
		[36, 'bash in web · exit or Ctrl-d leaves'],
		[35, 'bash in w… · exit or Ctrl-d leaves'],
		[27, 'b… · exit or Ctrl-d leaves'],
		[26, 'exit or Ctrl-d leaves'],
		[22, 'exit or Ctrl-d leaves'],
		[10, 'exit or C'],
		[1, ''],
	])('in %i columns is %j', (columns, expected) => {
		expect(text(openingLine(stage, { columns, ascii: false }))).toBe(expected);
	});

	test('is ASCII if only ASCII may be shown', () => {
		const line = openingLine({ ...stage, title: 'sh in wéb·日', leave: 'a · b' }, { columns: 80, ascii: true });
		expect(text(line)).toBe('sh in w?b-? - a - b');
	});

	test('contains no control characters of a name', () => {
		const line = openingLine({ ...stage, title: 'a\x1b]0;owned\x07\x1b[31m\r\nb' }, wide);
		expect(text(line)).toBe('a b · exit or Ctrl-d leaves');
		expect(line.match(/\x1b/g)).toHaveLength(2);
	});
});

describe('the output of a program', () => {
	test.each<[boolean, Parameters<typeof keepsOutput>[1], boolean]>([
		[true, { kind: 'ended', code: 1 }, false],
		[true, { kind: 'ended', code: 126 }, false],
		[true, { kind: 'ended', code: 137 }, true],
		[true, { kind: 'ended', code: 0 }, true],
		[false, { kind: 'ended', code: 0 }, false],
		[false, { kind: 'ended', code: 130 }, true],
		[false, { kind: 'left' }, true],
		[false, { kind: 'cut' }, true],
	])('stays until a key: %s, after %j, unread %s', (stays, end, isUnread) => {
		expect(keepsOutput(stage, end, isUnread)).toBe(stays);
		expect(keepsOutput({ ...stage, keepsOutput: false }, end, isUnread)).toBe(false);
	});

	test('is followed by the exit code and the key that returns', () => {
		expect(text(endLine({ kind: 'ended', code: 2 }, { ascii: false }))).toBe('exit 2 · press any key to return');
		expect(text(endLine({ kind: 'ended', code: 2 }, { ascii: true }))).toBe('exit 2 - press any key to return');
		expect(text(endLine({ kind: 'ended', code: 137 }, { ascii: true }))).toBe(
			'exit 137, killed (SIGKILL) - press any key to return',
		);
	});
});

describe('the output of a program on the user’s terminal', () => {
	test.each<[boolean, InsideProgram['keepsOutput'], number | string, number]>([
		[true, 'always', 0, 60_000],
		[true, 'short', 1, 60_000],
		[true, 'short', 'less: executable file not found in $PATH', 60_000],
		[true, 'short', 0, 100],
		[false, 'short', 0, 60_000],
		[false, undefined, 1, 100],
	])('stays until a key: %s, for %s after %j in %i ms', (stays, keepsIt, end, elapsedMs) => {
		expect(keepsOutputOf({ argv: ['less'], env: {}, keepsOutput: keepsIt }, end, elapsedMs)).toBe(stays);
	});

	test('is followed by the exit code or the reason, and by the key that goes back', () => {
		expect(text(returnLine(1, { ascii: false }))).toBe('exit 1 · press any key to go back');
		expect(text(returnLine('x: not found', { ascii: true }))).toBe('x: not found - press any key to go back');
	});
});
