import type { RunOptions } from '../options.js';
import { UsageError } from '../usage-error.js';

/** `Healthcheck`; undefined keeps the image's health check. Throws UsageError with docker's message. */
export function healthCheck(options: RunOptions): object | undefined {
	const times = {
		Interval: ['--health-interval', options.healthInterval],
		Timeout: ['--health-timeout', options.healthTimeout],
		StartPeriod: ['--health-start-period', options.healthStartPeriod],
		StartInterval: ['--health-start-interval', options.healthStartInterval],
		Retries: ['--health-retries', options.healthRetries],
	} as const;
	const set = Object.entries(times).filter(([, [, value]]) => value !== 0);
	const said = set.length > 0 || options.healthCmd !== '';
	if (options.noHealthcheck) {
		if (said) {
			throw new UsageError('--no-healthcheck conflicts with --health-* options', '--no-healthcheck');
		}
		return { Test: ['NONE'] };
	}
	for (const [, [flag, value]] of set) {
		if (value < 0) {
			throw new UsageError(`${flag} cannot be negative`, flag);
		}
	}
	if (!said) {
		return undefined;
	}
	const test = options.healthCmd === '' ? {} : { Test: ['CMD-SHELL', options.healthCmd] };
	return { ...test, ...Object.fromEntries(set.map(([key, [, value]]) => [key, value])) };
}
