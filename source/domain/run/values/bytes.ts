import { readBytes } from '../../text/units.js';
import { UsageError } from '../usage-error.js';

/** Bytes of a flag such as `--memory 300m`; throws UsageError with docker's message. */
export function parseBytesFlag(text: string): number {
	const parsed = readBytes(text);
	if (!parsed.ok) {
		throw new UsageError(parsed.error);
	}
	return parsed.value;
}

/** Bytes of `--memory-swap`, where -1 is unlimited. */
export function parseSwapFlag(text: string): number {
	return text === '-1' ? -1 : parseBytesFlag(text);
}

/** Writes bytes in the shortest form that docker parses to the same number: 314572800 → `300m`, 1000 → `1000`, -1 → `-1`. */
export function formatBytes(bytes: number): string {
	if (bytes === 0) {
		return '0';
	}
	const units = ['', 'k', 'm', 'g', 't', 'p'];
	let power = 0;
	while (power < units.length - 1 && bytes % 1024 ** (power + 1) === 0) {
		power++;
	}
	return `${bytes / 1024 ** power}${units[power]}`;
}
