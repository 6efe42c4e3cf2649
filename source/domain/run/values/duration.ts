import { UsageError } from '../usage-error.js';
import { goQuote } from './go-values.js';

const units: Readonly<Record<string, number>> = {
	ns: 1,
	us: 1e3,
	µs: 1e3,
	μs: 1e3,
	ms: 1e6,
	s: 1e9,
	m: 6e10,
	h: 3.6e12,
};

/** Reads `1m30s`, `1.5h`, `-5s` or `0` as nanoseconds; throws UsageError with Go's message. Source: golang time.ParseDuration. */
export function parseDuration(text: string): number {
	const sign = text.startsWith('-') ? -1 : 1;
	let rest = text.replace(/^[+-]/, '');
	if (rest === '0') {
		return 0;
	}
	if (rest === '') {
		throw new UsageError(`time: invalid duration ${goQuote(text)}`);
	}
	let total = 0;
	while (rest !== '') {
		const [, digits, unit] = /^(\d+\.?\d*|\.\d+)?([^\d.]*)/.exec(rest)!;
		if (digits === undefined) {
			throw new UsageError(`time: invalid duration ${goQuote(text)}`);
		}
		if (unit === '') {
			throw new UsageError(`time: missing unit in duration ${goQuote(text)}`);
		}
		const scale = units[unit!];
		if (scale === undefined) {
			throw new UsageError(`time: unknown unit ${goQuote(unit!)} in duration ${goQuote(text)}`);
		}
		// The same calculation as in Go, so that rounding is the same.
		const [whole = '', fraction = ''] = digits.split('.');
		total += Number(whole) * scale + Math.trunc(Number(fraction) * (scale / 10 ** fraction.length));
		rest = rest.slice(digits.length + unit!.length);
	}
	return sign * total;
}

/** Writes nanoseconds in the shortest form that `parseDuration` reads exactly: `1m30s`, `1.5s`, `250ms`, `0`. */
export function formatDuration(nanoseconds: number): string {
	if (nanoseconds === 0) {
		return '0';
	}
	if (nanoseconds < 0) {
		return `-${formatDuration(-nanoseconds)}`;
	}
	if (nanoseconds < 1e9) {
		const unit = ['ms', 'us', 'ns'].find(name => nanoseconds % units[name]! === 0)!;
		return `${nanoseconds / units[unit]!}${unit}`;
	}
	const hours = Math.floor(nanoseconds / 3.6e12);
	const minutes = Math.floor((nanoseconds % 3.6e12) / 6e10);
	const rest = nanoseconds % 6e10;
	const seconds = `${Math.floor(rest / 1e9)}.${String(rest % 1e9).padStart(9, '0')}`.replace(/\.?0+$/, '');
	return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${rest > 0 ? `${seconds}s` : ''}`;
}
