import { describe, expect, test } from 'vitest';
import { copySequence } from '../../source/terminal/clipboard.js';
import fc from '../helpers/fast-check.js';

const textOf = (sequence: string | undefined): string =>
	Buffer.from(/\x1b\]52;c;([A-Za-z0-9+/=]*)\x07/.exec(sequence ?? '')?.[1] ?? '', 'base64').toString('utf8');

describe('copying', () => {
	test('sends OSC 52 to the terminal', () => {
		expect(copySequence('docker ps', {})).toBe('\x1b]52;c;ZG9ja2VyIHBz\x07');
		expect(textOf(copySequence('日本\n\tzwei', {}))).toBe('日本\n\tzwei');
	});

	test('goes through tmux and screen', () => {
		expect(copySequence('x', { TMUX: '/tmp/tmux,1,0' })).toBe(
			'\x1b]52;c;eA==\x07\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\',
		);
		expect(copySequence('x', { TERM: 'screen-256color' })).toBe('\x1bP\x1b]52;c;eA==\x07\x1b\\');
	});

	test('sends no control characters of the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), text => {
				const sequence = copySequence(`\x1b[31m\r${text}\x00\x9b`, {});
				expect(sequence).toMatch(/^\x1b\]52;c;[A-Za-z0-9+/=]*\x07$/);
				expect(textOf(sequence)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
			}),
		);
	});

	test('returns nothing for a text that is too long for terminals', () => {
		expect(copySequence('x'.repeat(56_000), {})).toBeDefined();
		expect(copySequence('x'.repeat(60_000), {})).toBeUndefined();
	});
});
