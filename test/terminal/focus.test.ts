import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import { withFocus } from '../../source/terminal/focus.js';

it('tells of the focus, and hands on all that was read', () => {
	const stdin = new PassThrough().setEncoding('utf8');
	const told: boolean[] = [];
	const tapped = withFocus(stdin as unknown as ReadStream, focused => told.push(focused));
	stdin.write('jj\x1b[O');
	expect(tapped.read()).toBe('jj\x1b[O');
	stdin.write('\x1b[I\x1b[A\x1b[Ok');
	expect(tapped.read()).toBe('\x1b[I\x1b[A\x1b[Ok');
	expect(tapped.read()).toBe(null);
	expect(told).toEqual([false, true, false]);
	expect(tapped.isPaused()).toBe(stdin.isPaused());
});
