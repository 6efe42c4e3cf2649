import { UsageError } from '../usage-error.js';
import { exactInteger, type Integer } from './go-values.js';

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const fraction = /^([+-]?\d+)\/(\d+)$/;

/**
 * Reads `--cpus` (`1.5`, `.25`, `1e-1`, `1/4`) as nanoseconds of CPU per second. Throws UsageError with docker's message.
 * Source: docker/cli opts.ParseCPUs, golang math/big Rat.SetString.
 */
export function parseCpus(text: string): Integer {
	const [numerator, denominator] = rational(text);
	if (denominator === 0n) {
		throw new UsageError(`failed to parse ${text} as a rational number`);
	}
	const scaled = numerator * 1_000_000_000n;
	if (scaled % denominator !== 0n) {
		throw new UsageError('value is too precise');
	}
	return exactInteger(scaled / denominator);
}

function rational(text: string): [bigint, bigint] {
	const ratio = fraction.exec(text);
	if (ratio !== null) {
		return [BigInt(ratio[1]!.replace('+', '')), BigInt(ratio[2]!)];
	}
	const [, sign, whole = '', part = '', exponent = '0'] = decimal.exec(text) ?? [];
	if (whole + part === '') {
		return [0n, 0n];
	}
	const power = Number(exponent) - part.length;
	const value = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n);
	return power < 0 ? [value, 10n ** BigInt(-power)] : [value * 10n ** BigInt(power), 1n];
}

/** Writes nanoseconds of CPU as `--cpus` takes them: 1500000000 → `1.5`. */
export function formatCpus(nanoCpus: Integer): string {
	const sign = nanoCpus < 0 ? '-' : '';
	const digits = String(nanoCpus).replace('-', '').padStart(10, '0');
	return `${sign}${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
}
