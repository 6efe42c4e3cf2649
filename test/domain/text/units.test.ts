import { describe, expect, test } from 'vitest';
import {
	age,
	ago,
	bytesSize,
	compactBytes,
	decimalSize,
	formatPercent,
	humanDuration,
	parseBytes,
	readBytes,
} from '../../../source/domain/text/units.js';
import fc from '../../helpers/fast-check.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('sizes', () => {
	test.each([
		[0, '0B'],
		[1024, '1KiB'],
		[1024 * 1024, '1MiB'],
		[43_201_331, '41.2MiB'],
		[3.42 * 1024 ** 3, '3.42GiB'],
		[1023.99 * 1024, '1024KiB'],
		[1000, '1000B'],
	])('bytesSize(%d) is %s', (bytes, expected) => {
		expect(bytesSize(bytes)).toBe(expected);
	});

	test.each([
		[0, '0B'],
		[1000, '1kB'],
		[1234, '1.23kB'],
		[149_000_000, '149MB'],
		[1_500_000, '1.5MB'],
		[999.6, '1e+03B'],
		[999_900, '1e+03kB'],
		[2_746_000_000, '2.75GB'],
	])('decimalSize(%d) is %s', (bytes, expected) => {
		expect(decimalSize(bytes)).toBe(expected);
	});

	test.each([
		[0, '0B'],
		[512, '512B'],
		[1000, '1K'],
		[41 * 1024 ** 2, '41M'],
		[1.1 * 1024 ** 3, '1.1G'],
		[9.96 * 1024 ** 3, '10G'],
		[2 * 1024 ** 3, '2G'],
		[1000 * 1024 ** 2, '1G'],
	])('compactBytes(%d) is %s', (bytes, expected) => {
		expect(compactBytes(bytes)).toBe(expected);
	});

	test('compactBytes uses at most four characters', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 2 ** 60, noNaN: true }), bytes => {
				expect(compactBytes(bytes).length).toBeLessThanOrEqual(4);
			}),
		);
	});

	test('formatPercent uses two decimal places', () => {
		expect([formatPercent(0), formatPercent(18.026), formatPercent(1234.5)]).toEqual(['0.00%', '18.03%', '1234.50%']);
	});
});

describe('humanDuration', () => {
	test.each([
		[450, 'Less than a second'],
		[1999, '1 second'],
		[47 * second, '47 seconds'],
		[minute, 'About a minute'],
		[3 * minute + 40 * second, '3 minutes'],
		[59 * minute + 59 * second, '59 minutes'],
		[hour, 'About an hour'],
		[hour + 29 * minute, 'About an hour'],
		[hour + 30 * minute, '2 hours'],
		[47 * hour, '47 hours'],
		[48 * hour, '2 days'],
		[13 * day, '13 days'],
		[14 * day, '2 weeks'],
		[59 * day, '8 weeks'],
		[60 * day, '2 months'],
		[729 * day, '24 months'],
		[730 * day, '2 years'],
		[-5 * second, 'Less than a second'],
	])('writes %d ms as %s', (milliseconds, expected) => {
		expect(humanDuration(milliseconds)).toBe(expected);
	});

	test('gives the text of an age', () => {
		expect(age(1000, 1000 + 7 * minute)).toBe('7 minutes ago');
		expect(age(0, minute)).toBe('About a minute ago');
		expect(ago(0, minute)).toBe('about a minute ago');
	});
});

describe('parseBytes', () => {
	test.each([
		['32', 32],
		['32b', 32],
		['32 MB', 32 * 1024 ** 2],
		['300m', 300 * 1024 ** 2],
		['1.5GiB', 1.5 * 1024 ** 3],
		['.5k', 512],
		['32.', 32],
		['1T', 1024 ** 4],
		['2Pb', 2 * 1024 ** 5],
	])('reads %s as %d', (text, expected) => {
		expect(parseBytes(text)).toBe(expected);
	});

	test.each([
		['', "invalid size: ''"],
		['hello', "invalid size: 'hello'"],
		['-32', "invalid size: '-32'"],
		['32bb', "invalid suffix: 'bb'"],
		['32 mbb', "invalid suffix: 'mbb'"],
		['32KQ', "invalid suffix: 'kq'"],
		['32kibb', "invalid suffix: 'kibb'"],
		['32m b', 'strconv.ParseFloat: parsing "32m": invalid syntax'],
		[' 32 ', 'strconv.ParseFloat: parsing " 32": invalid syntax'],
		['1.2.3m', 'strconv.ParseFloat: parsing "1.2.3": invalid syntax'],
	])('refuses %s: %s', (text, error) => {
		expect(readBytes(text)).toEqual({ ok: false, error });
		expect(parseBytes(text)).toBeUndefined();
	});
});
