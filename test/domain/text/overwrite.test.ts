import { describe, expect, test } from 'vitest';
import { overwrite } from '../../../source/domain/text/overwrite.js';
import { sanitizeLog } from '../../../source/domain/text/sanitize.js';
import fc from '../../helpers/fast-check.js';

describe('backspaces in a log line', () => {
	test.each([
		['10%\b\b\b20%\b\b\b30%', '30%'],
		['|\b/\b-\b\\\bdone', 'done'],
		['loading 99%\b\b\b\b', 'loading 99%'],
		['_\bH_\be_\bl', 'Hel'],
		['B\bBo\bol\bld\bd', 'Bold'],
		['abc\bX', 'abX'],
		['\b\b\babc', 'abc'],
		['画\b\b像', '像'],
		['画像\bx', '画 x'],
		['画\bx', ' x'],
		['100\b\b\b7', '700'],
		['old\r50%\b\b\b60%\r', '60%'],
		['a\tb\bc', 'a       c'],
		['\b\b', ''],
	])('are carried out: %j becomes %j', (text, shown) => {
		expect(sanitizeLog(text)).toBe(shown);
	});

	test('keep the colours of what stays', () => {
		expect(sanitizeLog('\x1b[31m|\b/\b\x1b[0mok')).toBe('ok');
		expect(sanitizeLog('a\x1b[31mb\bc')).toBe('a\x1b[31mc\x1b[0m');
	});

	test('leave a text without a backspace as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii' }), text => {
				expect(overwrite(text)).toBe(text);
			}),
		);
	});

	test('leave no backspace, and never more cells than were written', () => {
		const part = fc.constantFrom('\b', 'a', '画', '\x1b[31m', '\x1b[0m', 'é', '👍');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 60 }), parts => {
				const shown = sanitizeLog(parts.join(''));
				expect(shown).not.toContain('\b');
				expect(shown.length).toBeLessThanOrEqual(parts.join('').length + 9 * parts.length);
			}),
		);
	});
});
