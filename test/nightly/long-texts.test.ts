import { describe, expect, test } from 'vitest';
import { parseReference } from '../../source/domain/registry/reference.js';
import { maskText, maskValue } from '../../source/domain/registry/secrets.js';
import { cellWidth, graphemes, truncate } from '../../source/domain/text/cell-width.js';
import { sanitize, sanitizeLog } from '../../source/domain/text/sanitize.js';

/** Returns the milliseconds that a piece of work takes. */
function timeOf(work: () => void): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

// Quadratic work would take minutes for each of these texts.
describe('a long text', () => {
	const unfinished = ['\x1b', '\x1b]', '\x9d', '\x1b[0', '\x9b', '\x1b[ ', '\x1bP', '\u200d', '\ud800', '\r', 'x\t'];

	test.each(unfinished)('of a megabyte of %j is sanitized within 2 s', part => {
		const text = part.repeat(1_000_000 / part.length);
		expect(timeOf(() => sanitize(text))).toBeLessThan(2000);
		expect(timeOf(() => sanitizeLog(text))).toBeLessThan(2000);
	});

	test.each(['a', 'a-', 'a.', 'a/', '-', 'A'])('of 100,000 times %j is refused as a reference within 1 s', part => {
		expect(timeOf(() => void parseReference(`${part.repeat(100_000)}!`))).toBeLessThan(1000);
		expect(timeOf(() => void parseReference(`x.y/${part.repeat(900)}!`))).toBeLessThan(1000);
	});

	test.each(['a', 'a-', 'key-', 'key', 'a:', 'a://', 'a://b:', 'token ', 'bearer '])(
		'of 100,000 times %j is masked within 2 s',
		part => {
			expect(timeOf(() => void maskText(part.repeat(100_000)))).toBeLessThan(2000);
			expect(timeOf(() => void maskValue('X', part.repeat(100_000), '*'))).toBeLessThan(2000);
		},
	);

	test.each(['end', 'start', 'middle'] as const)('of a megabyte is cut at its %s within 1 s', from => {
		const text = '日é'.repeat(500_000);
		expect(timeOf(() => void truncate(text, 80, { from }))).toBeLessThan(1000);
	});

	test('of 300,000 characters is measured within 4 s', () => {
		const text = ['日', 'e\u0301', '👩'].map(part => part.repeat(100_000)).join(' ');
		expect(timeOf(() => void cellWidth(text))).toBeLessThan(4000);
		expect(timeOf(() => void [...graphemes(`a${'\u0301'.repeat(5000)}`)])).toBeLessThan(1000);
	});
});
