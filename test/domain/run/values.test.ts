import { describe, expect, test } from 'vitest';
import { formatPublish, parsePublish } from '../../../source/domain/run/rows/publish-row.js';
import { formatBytes, parseBytesFlag } from '../../../source/domain/run/values/bytes.js';
import { formatCpus, parseCpus } from '../../../source/domain/run/values/cpus.js';
import { formatCsvLine, parseCsvLine } from '../../../source/domain/run/values/csv.js';
import { formatDuration, parseDuration } from '../../../source/domain/run/values/duration.js';
import { parseGoInt } from '../../../source/domain/run/values/go-values.js';
import { canonicalIp } from '../../../source/domain/run/values/ip-address.js';
import { absolutePath } from '../../../source/domain/run/values/paths.js';
import fc from '../../helpers/fast-check.js';

describe('a written value is parsed to the same value', () => {
	test('for all bytes', () => {
		fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 50 }), bytes => parseBytesFlag(formatBytes(bytes)) === bytes));
	});
	test('for all CPUs', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e12, max: 1e12 }), nano => parseCpus(formatCpus(nano)) === nano || nano === 0),
		);
	});
	test('for all durations', () => {
		fc.assert(fc.property(fc.integer({ min: 0, max: 1e15 }), nano => parseDuration(formatDuration(nano)) === nano));
	});
	test('for all CSV', () => {
		const field = fc.stringMatching(/^[ -~]{1,8}$/);
		fc.assert(
			fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), fields => {
				expect(parseCsvLine(formatCsvLine(fields))).toEqual(fields);
			}),
		);
	});
	test.each(['80', '8080:80', '127.0.0.1::80', '[::1]:8080:80/udp', '8000-8010:80'])('for the port %s', text => {
		expect(formatPublish(parsePublish(text))).toBe(text);
	});
});

describe('a value in its shortest form', () => {
	test.each([
		[formatBytes(314_572_800), '300m'],
		[formatBytes(1000), '1000'],
		[formatBytes(1024), '1k'],
		[formatBytes(-1), '-1'],
		[formatCpus(1.5e9), '1.5'],
		[formatCpus(2e9), '2'],
		[formatCpus(5e7), '0.05'],
		[formatDuration(90e9), '1m30s'],
		[formatDuration(3.6e12), '1h'],
		[formatDuration(2.5e8), '250ms'],
		[formatDuration(0), '0'],
	])('is %s', (written, expected) => {
		expect(written).toBe(expected);
	});
});

describe('Go reads', () => {
	test.each([
		['1.2.3.4', '1.2.3.4'],
		['01.2.3.4', undefined],
		['1.2.3', undefined],
		['256.1.1.1', undefined],
		['::1', '::1'],
		['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
		['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
		['::ffff:1.2.3.4', '1.2.3.4'],
		['1::2::3', undefined],
		['1:2:3:4:5:6:7::8', undefined],
		['::', '::'],
		['fe80::1%eth0', undefined],
		['', undefined],
	])('the address %j as %s', (text, canonical) => {
		expect(canonicalIp(text)).toBe(canonical);
	});
	test.each([
		['0x10', 16],
		['010', 8],
		['0o17', 15],
		['1_000', 1000],
		['-5', -5],
	])('the number %s as %d', (text, value) => {
		expect(parseGoInt(text)).toBe(value);
	});
	test.each([
		['.', '/srv/here'],
		['./a/../b', '/srv/here/b'],
		['../../..', '/'],
		['/a//b/', '/a/b'],
	])('the path %s as %s', (path, absolute) => {
		expect(absolutePath(path, '/srv/here')).toBe(absolute);
	});
});
