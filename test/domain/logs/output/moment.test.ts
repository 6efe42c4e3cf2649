import { describe, expect, test } from 'vitest';
import { parseMoment } from '../../../../source/domain/logs/output/moment.js';

const now = Date.UTC(2026, 10, 30, 12, 0, 0);

describe('a moment', () => {
	test('is read as docker logs --since reads it', () => {
		expect(parseMoment('15m', now)).toBe(now / 1000 - 900);
		expect(parseMoment('1h30m', now)).toBe(now / 1000 - 5400);
		expect(parseMoment('2026-11-30T11:00:00Z', now)).toBe(now / 1000 - 3600);
		expect(parseMoment('2026-11-30T11:00:00.25+00:00', now)).toBe(now / 1000 - 3600 + 0.25);
		expect(parseMoment('1764460800', now)).toBe(1764460800);
		expect(parseMoment('1764460800.5', now)).toBe(1764460800.5);
	});

	test('without a zone is in the local one', () => {
		expect(parseMoment('2026-11-30T11:00:00', now)).toBe(new Date(2026, 10, 30, 11).getTime() / 1000);
		expect(parseMoment('2026-11-30', now)).toBe(new Date(2026, 10, 30).getTime() / 1000);
	});

	test('is refused in one sentence otherwise', () => {
		for (const text of ['', 'noon', '2026-13-40', '15 m', '12:00']) {
			expect(() => parseMoment(text, now)).toThrow(/neither a duration/);
		}
	});
});
