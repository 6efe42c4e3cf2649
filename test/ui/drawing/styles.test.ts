import { describe, expect, test } from 'vitest';
import { applySgr, blankStyle, maxStyles, transition } from '../../../source/ui/drawing/styles.js';
import fc from '../../helpers/fast-check.js';

const parameters = (sequence: string) => sequence.replace(/^\x1b\[|m$/g, '');
const code = fc.constantFrom(
	'',
	'0',
	'1',
	'2',
	'3',
	'4',
	'7',
	'9',
	'22',
	'23',
	'24',
	'27',
	'29',
	'31',
	'97',
	'44',
	'105',
	'39',
	'49',
	'38;5;200',
	'48;2;1;2;3',
);
const style = fc
	.array(code, { maxLength: 5 })
	.map(codes => codes.join(';'))
	.map(sgr => applySgr(0, sgr));

describe('styles', () => {
	test('change into each other by a short sequence without side effects', () => {
		fc.assert(
			fc.property(style, style, (from, to) => {
				const sequence = transition(from, to);
				expect(sequence === '' ? from : applySgr(from, parameters(sequence))).toBe(to);
				expect(sequence.length).toBeLessThanOrEqual(`\x1b[0;${parameters(transition(0, to))}m`.length);
			}),
		);
	});

	test('change by the shorter of two possible sequences', () => {
		const bold = applySgr(0, '1');
		const boldRed = applySgr(0, '1;31');
		expect(transition(boldRed, bold)).toBe('\x1b[39m');
		expect(transition(boldRed, applySgr(0, '2'))).toBe('\x1b[0;2m');
		expect(transition(boldRed, 0)).toBe('\x1b[m');
		expect(transition(bold, boldRed)).toBe('\x1b[31m');
	});

	test('ignore unknown parameters', () => {
		for (const sgr of ['38', '38;5', '38;2;1;2', '38;7;1', '99999', 'x', ';;', '58;5;3', '4:3', '11']) {
			expect(applySgr(applySgr(0, sgr), '0')).toBe(0);
		}
		expect(applySgr(0, '58;5;3;1')).toBe(applySgr(0, '1'));
	});

	test('are limited in number, even for a log with many colours', () => {
		for (let red = 0; red < 256; red++) {
			for (let green = 0; green < 16; green++) {
				expect(applySgr(0, `1;38;2;${red};${green};0`)).toBeLessThan(maxStyles);
			}
		}
		const bold = applySgr(0, '1');
		expect(applySgr(0, '1;38;2;255;255;255')).toBe(bold);
		expect(blankStyle(bold)).toBe(0);
	});
});
