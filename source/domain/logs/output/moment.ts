import { UsageError } from '../../run/usage-error.js';
import { parseDuration } from '../../run/values/duration.js';

/** A date, a time of day, both without a zone, or both with one. Source: moby api/types/time/timestamp.go. */
const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads a moment as `docker logs --since` does: a duration before now (`15m`, `1h30m`), a date with or without time and zone, or Unix
 * seconds. Returns Unix seconds with their fraction; throws UsageError for any other text.
 *
 * @param now Unix milliseconds.
 */
export function parseMoment(text: string, now: number): number {
	if (/^\d+(?:\.\d{1,9})?$/.test(text)) {
		return Number(text);
	}
	if (date.test(text)) {
		// JavaScript reads a date without a time as UTC, docker reads it in the local zone.
		const at = Date.parse(text.includes('T') ? text : `${text}T00:00`);
		if (!Number.isNaN(at)) {
			return at / 1000;
		}
	}
	try {
		return (now - parseDuration(text) / 1e6) / 1000;
	} catch (error) {
		if (error instanceof UsageError) {
			throw new UsageError(`"${text}" is neither a duration such as 15m nor a time such as 2026-11-30T12:00:00`);
		}
		throw error;
	}
}
