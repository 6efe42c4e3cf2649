import { parseQuantity } from './quantity.js';

const dayMs = 86_400_000;
const date = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](.+))?$/;
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z| ?UTC)?$/i;

/**
 * Reads a time that a user goes to: `-15m` or `-1h30m` before now, `12:03` or `12:03:11.2` today or else yesterday,
 * `2026-11-30` or `2026-11-30 12:03`, or RFC 3339. Times are in UTC, as the log shows them.
 *
 * @param now Unix milliseconds of the engine's clock.
 * @returns Unix milliseconds; undefined for any other text.
 */
export function parseTime(text: string, now: number): number | undefined {
	const trimmed = text.trim();
	if (trimmed.startsWith('-')) {
		const back = parseQuantity(trimmed.slice(1).replace(/ /g, ''));
		return back?.kind === 'duration' ? now - back.value : undefined;
	}
	const today = Math.floor(now / dayMs) * dayMs;
	const time = timeOfDay(trimmed);
	if (time !== undefined) {
		return today + time > now ? today + time - dayMs : today + time;
	}
	const found = date.exec(trimmed);
	if (found === null) {
		return undefined;
	}
	const [, year, month, day, rest] = found;
	const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
	if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) {
		return undefined;
	}
	const inDay = rest === undefined ? 0 : timeOfDay(rest);
	if (inDay !== undefined) {
		return midnight + inDay;
	}
	const exact = /[+-]\d\d:\d\d$/.test(trimmed) ? Date.parse(trimmed.replace(' ', 'T')) : Number.NaN;
	return Number.isNaN(exact) ? undefined : exact;
}

/** The milliseconds since midnight of `12:03:11.2`; undefined for any other text. */
function timeOfDay(text: string): number | undefined {
	const found = clock.exec(text);
	if (found === null) {
		return undefined;
	}
	const [hours = 0, minutes = 0, seconds = 0] = found.slice(1, 4).map(part => Number(part ?? 0));
	const fraction = Number(`0.${found[4] ?? 0}`) * 1000;
	return hours < 24 && minutes < 60 && seconds < 60
		? ((hours * 60 + minutes) * 60 + seconds) * 1000 + Math.floor(fraction)
		: undefined;
}
