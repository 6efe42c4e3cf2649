/** A line's own time that is this near to the engine's stamp is not shown again. Milliseconds. */
const toleranceMs = 1000;
const isoSecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ]/;
/** Time zones differ by multiples of this. Seconds. */
const zoneSeconds = 15 * 60;

/** The time of day of a line's own time, to the tenth of a second: `12:03:11.2`; empty if it has none. */
export function clockOf(time: string): string {
	const at = epochOf(time);
	const text = at === undefined ? time : new Date(at).toISOString();
	const clock = /(\d\d:\d\d:\d\d)(?!:\d)(?:[.,](\d))?/.exec(text);
	return clock ? [clock[1], clock[2]].filter(part => part !== undefined).join('.') : '';
}

/** A time in UTC, up to its second. */
const secondLength = '2026-12-01T12:03:11'.length;

/** Returns true if a line's own time says the same as the engine's stamp, in any time zone if it names none. */
export function isSameTime(time: string, stamp: string): boolean {
	// Most lines are written in the second of their stamp, and to read two times takes as long as to read the rest of a short line.
	if (
		time.endsWith('Z') &&
		stamp.endsWith('Z') &&
		stamp.startsWith(time.slice(0, secondLength)) &&
		isoSecond.test(time)
	) {
		return true;
	}
	const engine = Date.parse(stamp);
	const at = epochOf(time) ?? (/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? Date.parse(time.replace(',', '.')) : Number.NaN);
	if (!Number.isNaN(at)) {
		return Math.abs(at - engine) <= toleranceMs;
	}
	const clock = /(\d\d):(\d\d):(\d\d)(?!:\d)/.exec(time);
	if (Number.isNaN(engine) || !clock) {
		return false;
	}
	const seconds = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
	const apart = (Math.floor(engine / 1000) - seconds) % zoneSeconds;
	return Math.min(Math.abs(apart), zoneSeconds - Math.abs(apart)) <= 1;
}

/** The milliseconds of a number of seconds, milliseconds, microseconds or nanoseconds since 1970; undefined for other texts. */
export function epochOf(time: string): number | undefined {
	if (!/^\d{9,19}(?:\.\d+)?$|^\d\.\d+[eE]\+?\d+$/.test(time)) {
		return undefined;
	}
	let value = Number(time);
	while (value > 1e14) {
		value /= 1000;
	}
	return value < 1e11 ? value * 1000 : value;
}
