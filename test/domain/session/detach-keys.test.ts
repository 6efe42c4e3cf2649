import { describe, expect, test } from 'vitest';
import {
	defaultDetachKeys,
	detachTitle,
	parseDetachKeys,
	scanDetach,
} from '../../../source/domain/session/detach-keys.js';
import fc from '../../helpers/fast-check.js';

const P = '\x10';
const Q = '\x11';

/** Scans chunks one by one. Returns the bytes to send, and true if the detach keys were found. */
function feed(keys: readonly number[], ...chunks: string[]) {
	let held = 0;
	let sent = '';
	for (const chunk of chunks) {
		const step = scanDetach(Buffer.from(chunk, 'latin1'), keys, held);
		sent += Buffer.from(step.send).toString('latin1');
		if (step.detach) {
			return { sent, detached: true };
		}
		held = step.held;
	}
	return { sent, detached: false, held };
}

describe('the detachKeys setting', () => {
	// Tried with `docker exec --detach-keys` 28.2, which refuses the settings without bytes.
	test.each<[string, readonly number[] | undefined]>([
		['ctrl-p,ctrl-q', [0x10, 0x11]],
		['ctrl-x,x', [0x18, 0x78]],
		['ctrl-@', [0]],
		['ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [0x1b, 0x1c, 0x1d, 0x1e, 0x1f]],
		['a', [0x61]],
		['A,Z', [0x41, 0x5a]],
		['DEL', [0x7f]],
		['1, ,~', [0x31, 0x20, 0x7e]],
		['ctrl-P', undefined],
		['Ctrl-p', undefined],
		['ctrl-', undefined],
		['ctrl-pp', undefined],
		['ctrl-x,', undefined],
		['', undefined],
		['é', undefined],
		['ab', undefined],
		['del', undefined],
		['^P', undefined],
	])('is read as bytes: %j as %j', (setting, bytes) => {
		expect(parseDetachKeys(setting)).toEqual(bytes);
	});

	test('is shown with the names of its keys', () => {
		expect(detachTitle(defaultDetachKeys)).toBe('Ctrl-p Ctrl-q');
		expect(detachTitle(parseDetachKeys('ctrl-x,x')!)).toBe('Ctrl-x x');
		expect(detachTitle(parseDetachKeys('ctrl-^,DEL, ')!)).toBe('Ctrl-^ Delete Space');
	});
});

describe('detach keys in typed bytes', () => {
	test('are found in one chunk and across two', () => {
		expect(feed(defaultDetachKeys, `ls\r${P}${Q}more`)).toEqual({ sent: 'ls\r', detached: true });
		expect(feed(defaultDetachKeys, 'a', P, Q)).toEqual({ sent: 'a', detached: true });
	});

	test('do not swallow a single Ctrl-p', () => {
		expect(feed(defaultDetachKeys, P, 'x')).toEqual({ sent: `${P}x`, detached: false, held: 0 });
		expect(feed(defaultDetachKeys, `${P}${P}x`)).toEqual({ sent: `${P}${P}x`, detached: false, held: 0 });
		expect(feed(defaultDetachKeys, P, P, Q)).toEqual({ sent: P, detached: true });
		expect(feed(defaultDetachKeys, Q, P)).toEqual({ sent: Q, detached: false, held: 1 });
	});

	test('may be one key, three, or repeat themselves', () => {
		expect(feed([0x1d], 'ab\x1dc')).toEqual({ sent: 'ab', detached: true });
		expect(feed([97, 98, 99], 'abab', 'c')).toEqual({ sent: 'ab', detached: true });
		expect(feed([97, 97, 98], 'aaa', 'b')).toEqual({ sent: 'a', detached: true });
		expect(feed([97, 98, 97, 98, 99], 'ababab', 'c')).toEqual({ sent: 'ab', detached: true });
	});

	test('neither lose nor add bytes in any chunks', () => {
		const byte = fc.constantFrom('a', 'b', 'c', 'é', '\r');
		const keys = fc.array(fc.constantFrom(97, 98), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(keys, fc.array(fc.array(byte, { maxLength: 4 })), (wanted, chunks) => {
				const text = chunks.flat().join('');
				const result = feed(wanted, ...chunks.map(chunk => chunk.join('')));
				const word = String.fromCharCode(...wanted);
				expect(result.detached).toBe(text.includes(word));
				if (result.detached) {
					expect(result.sent).toBe(text.slice(0, text.indexOf(word)));
				} else {
					expect(result.sent + word.slice(0, result.held)).toBe(text);
				}
			}),
		);
	});
});
