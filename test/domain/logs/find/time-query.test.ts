import { describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../../source/domain/logs/find/quantity.js';
import { parseTime } from '../../../../source/domain/logs/find/time-query.js';

const now = Date.parse('2026-11-30T12:30:00.500Z');

describe('a time to go to', () => {
	test.each([
		['-15m', '2026-11-30T12:15:00.500Z'],
		['-1h30m', '2026-11-30T11:00:00.500Z'],
		['- 90 s', '2026-11-30T12:28:30.500Z'],
		['-2d', '2026-11-28T12:30:00.500Z'],
		['12:03', '2026-11-30T12:03:00.000Z'],
		['12:03:11.25', '2026-11-30T12:03:11.250Z'],
		['7:05', '2026-11-30T07:05:00.000Z'],
		['12:03 UTC', '2026-11-30T12:03:00.000Z'],
		['23:59', '2026-11-29T23:59:00.000Z'],
		['2026-11-30', '2026-11-30T00:00:00.000Z'],
		['2026-11-30 12:03', '2026-11-30T12:03:00.000Z'],
		['2026-11-30T12:03:11.123456789Z', '2026-11-30T12:03:11.123Z'],
		['2026-11-30T12:03:11+02:00', '2026-11-30T10:03:11.000Z'],
		['2026-11-30 12:03 ', '2026-11-30T12:03:00.000Z'],
	])('%s is %s', (text, time) => {
		expect(new Date(parseTime(text, now) ?? Number.NaN).toISOString()).toBe(time);
	});

	test.each([
		'',
		'-',
		'-5',
		'-3kB',
		'24:00',
		'12:60',
		'12',
		'2026-13-01',
		'2026-02-30',
		'noon',
		'2026-11-30 25:00',
		'-m',
	])('%s is none', text => {
		expect(parseTime(text, now)).toBeUndefined();
	});
});

describe('a quantity', () => {
	test.each([
		['500', 'number', 500],
		['-1.5e3', 'number', -1500],
		['250ms', 'duration', 250],
		['1m30.5s', 'duration', 90_500],
		['12.5µs', 'duration', 0.0125],
		['-2s', 'duration', -2000],
		['1.5 MiB', 'size', 1_572_864],
		['2kB', 'size', 2000],
	])('%s is a %s of %s', (text, kind, value) => {
		expect(parseQuantity(text)).toEqual({ kind, value });
	});

	test.each(['', 'ms', '5 apples', '1s2kB', '1kB2kB', '1.2.3', '0x10', 'Infinity', 'NaN', '1'.repeat(60)])(
		'is not read from %s',
		text => {
			expect(parseQuantity(text)).toBeUndefined();
		},
	);
});
