import type { Parsed } from '../parsed.js';

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];
const compactUnits = ['B', 'K', 'M', 'G', 'T', 'P', 'E'];

/** Bytes as `docker stats` shows memory: `41.2MiB`. Source: docker/go-units size.go, BytesSize. */
export function bytesSize(bytes: number): string {
	const [size, unit] = scale(bytes, 1024, binaryUnits);
	return goFloat(size, 4) + unit;
}

/** Bytes as `docker images` and the I/O columns show them: `149MB`. Source: go-units size.go, HumanSizeWithPrecision(x, 3). */
export function decimalSize(bytes: number): string {
	const [size, unit] = scale(bytes, 1000, decimalUnits);
	return goFloat(size, 3) + unit;
}

/** A percentage as `docker stats` shows it: `18.03%`. */
export function formatPercent(percent: number): string {
	return `${percent.toFixed(2)}%`;
}

/** Bytes for narrow cells, in powers of 1024: `41M`, `1.1G`, `0B`; at most four characters. */
export function compactBytes(bytes: number): string {
	const [number, unit] = compactParts(bytes);
	return number + unit;
}

/** `compactBytes` as number and unit, so that two sizes can share one unit. */
export function compactParts(bytes: number): readonly [string, string] {
	let [size, unit] = scale(Math.max(0, bytes), 1024, compactUnits);
	// 1000 to 1023 would take a fourth digit.
	if (Math.round(size) >= 1000 && unit !== 'E') {
		size = 1;
		unit = compactUnits[compactUnits.indexOf(unit) + 1]!;
	}
	const number = size < 9.95 && unit !== 'B' ? size.toFixed(1).replace(/\.0$/, '') : String(Math.round(size));
	return [number, unit];
}

/** A duration in docker's words: `About a minute`. Milliseconds. Source: docker/go-units duration.go, HumanDuration. */
export function humanDuration(milliseconds: number): string {
	const seconds = Math.trunc(milliseconds / 1000);
	if (seconds < 1) {
		return 'Less than a second';
	}
	if (seconds === 1) {
		return '1 second';
	}
	if (seconds < 60) {
		return `${seconds} seconds`;
	}
	const minutes = Math.trunc(milliseconds / 60_000);
	if (minutes === 1) {
		return 'About a minute';
	}
	if (minutes < 60) {
		return `${minutes} minutes`;
	}
	const hours = Math.trunc(milliseconds / 3_600_000 + 0.5);
	if (hours === 1) {
		return 'About an hour';
	}
	if (hours < 48) {
		return `${hours} hours`;
	}
	if (hours < 24 * 7 * 2) {
		return `${Math.trunc(hours / 24)} days`;
	}
	if (hours < 24 * 30 * 2) {
		return `${Math.trunc(hours / 24 / 7)} weeks`;
	}
	if (hours < 24 * 365 * 2) {
		return `${Math.trunc(hours / 24 / 30)} months`;
	}
	return `${Math.trunc(Math.trunc(milliseconds / 3_600_000) / 24 / 365)} years`;
}

/** An age as in docker's CREATED columns: `7 minutes ago`. Unix milliseconds. */
export function age(at: number, now: number): string {
	return `${humanDuration(now - at)} ago`;
}

/** Docker's durations begin with a capital: `About a minute`, but not within a sentence. */
export const withinSentence = (duration: string): string => duration.charAt(0).toLowerCase() + duration.slice(1);

/** An age within a sentence: `about a minute ago`. Unix milliseconds. */
export const ago = (at: number, now: number): string => withinSentence(age(at, now));

const unitLetters: Readonly<Record<string, string>> = { month: 'mo' };

/** Shortens the durations in docker's texts: `Up 3 hours` becomes `Up 3h`, `About a minute ago` becomes `1m ago`. */
export const shortTimes = (text: string): string =>
	text
		.replace('Less than a second', '0 second')
		.replace(/About an? /, '1 ')
		.replace(/(\d+) (second|minute|hour|day|week|month|year)s?/, (_, count: string, unit: string) => {
			return count + (unitLetters[unit] ?? unit.charAt(0));
		});

/** Reads bytes from `300m`, `1.5GiB`, `1024`; undefined for an invalid size. */
export function parseBytes(text: string): number | undefined {
	const parsed = readBytes(text);
	return parsed.ok ? parsed.value : undefined;
}

/**
 * `parseBytes` with the docker CLI's message for an invalid size. Powers of 1024; the unit in upper or lower case.
 * Source: docker/go-units size.go, RAMInBytes.
 */
export function readBytes(text: string): Parsed<number> {
	const last = text.search(/[0-9. ][^0-9. ]*$/);
	if (last === -1) {
		return { ok: false, error: `invalid size: '${text}'` };
	}
	const number = text[last] === ' ' ? text.slice(0, last) : text.slice(0, last + 1);
	const suffix = text.slice(last + 1);
	if (!goFloatShape.test(number)) {
		return { ok: false, error: `strconv.ParseFloat: parsing "${number}": invalid syntax` };
	}
	const size = Number(number.replaceAll('_', ''));
	if (!Number.isFinite(size)) {
		return { ok: false, error: `strconv.ParseFloat: parsing "${number}": value out of range` };
	}
	if (size < 0) {
		return { ok: false, error: `invalid size: '${text}'` };
	}
	if (suffix === '' || suffix.toLowerCase() === 'b') {
		return wholeBytes(size, text);
	}
	const power = 'kmgtp'.indexOf(suffix.charAt(0).toLowerCase());
	if (power === -1 || !/^.(b|ib)?$/i.test(suffix)) {
		// go-units converts only a suffix of at most three characters to lower case.
		return { ok: false, error: `invalid suffix: '${suffix.length > 3 ? suffix : suffix.toLowerCase()}'` };
	}
	return wholeBytes(size * 1024 ** (power + 1), text);
}

/** A decimal number as Go's strconv.ParseFloat reads it, with `_` between digits. */
const goFloatShape = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?$/i;

/** Refuses a size of 2^63 bytes and more: docker would send a negative one, which the engine takes for no limit. */
const wholeBytes = (size: number, text: string): Parsed<number> =>
	size < 2 ** 63 ? { ok: true, value: Math.trunc(size) } : { ok: false, error: `invalid size: '${text}'` };

function scale(size: number, base: number, units: readonly string[]): [number, string] {
	let index = 0;
	while (size >= base && index < units.length - 1) {
		size /= base;
		index++;
	}
	return [size, units[index]!];
}

/** Go's `%.*g`: `precision` significant digits, no trailing zeros, an exponent for larger numbers (`1e+03`). */
function goFloat(value: number, precision: number): string {
	const [mantissa, exponent] = value.toPrecision(precision).split('e');
	const digits = mantissa!.includes('.') ? mantissa!.replace(/\.?0+$/, '') : mantissa!;
	if (exponent === undefined) {
		return digits;
	}
	return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}
